"""The words for offices and jobs that stand beside a person's name in Danish text."""

from __future__ import annotations

import re

_FORMER = (
    r"(?:(?:daværende|tidligere|fhv\.|forhenværende|nuværende|konstitueret|konst\.|kommende|afgående|nyvalgte?"
    r"|1\.|2\.|første|anden)\s)?"
)
_STEM = (
    r"minister|borgmester|formand|forperson|direktør|chef|leder|konsulent|rektor|sekretær|professor|ordfører|rådmand|"
    r"præsident|koordinator|lektor|forsker|læge|økonom|jurist|redaktør|inspektør|advokat|rådgiver|analytiker|"
    r"ambassadør|provst|biskop|kommissær|statsrevisor|ombudsmand|specialist|medarbejder|medlem"
)
_FIRST_PARTS = r"(?:[A-ZÆØÅ]?[a-zæøå]+-(?:,| og|/)?\s?)*(?:[A-ZÆØÅ]{2,}-)?"
_PORTFOLIO = r"(?:\sfor\s[a-zæøå]+(?:(?:,|\sog)\s[a-zæøå]+)*)?"
ROLE = (
    rf"(?<![\w-]){_FORMER}(?:(?:[Aa]dm\.|[Aa]dministrerende)\s)?"
    rf"(?:{_FIRST_PARTS}(?:[A-ZÆØÅ]?[a-zæøå]+)?(?i:{_STEM}){_PORTFOLIO}|CEO|CFO|CTO)"
)
"""A role word or a compound that ends in one ("social- og boligminister", "vicedirektør", "minister for by og land"),
with "tidligere" or the like before it."""

TITLE = re.compile(rf"(?:{ROLE}|(?:[Ss]uppleant|[Ss]tedfortræder|\b[Hh]r\.|\b[Ff]ru|\bDr\.))(?:en)?,?:?\s$")
"""What stands before a name and shows that it is one."""
