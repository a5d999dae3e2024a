"""Who is named as a private person: an applicant, a neighbour, a citizen who asks, an employee in passing."""

from __future__ import annotations

import re

_PART = (
    r"(?:nabo|ansøger|klager|borger|lejer|ejer|bygherre|beboer|forælder|far|mor|søn|datter|pårørende|patient|elev|"
    r"spørger|henvendelse|indsiger|anmelder|sælger|køber|grundejer|lodsejer|husejer|vælger|læserbrev|høringssvar)"
)
_PRIVATE_PART = re.compile(
    rf"(?<![\w-]){_PART}(?:en|ne|et|n|ens|nes|erne)?(?:\s(?:fra|af|ved))?[,:]?\s(?:[a-zæøå]+\s)?$", re.IGNORECASE
)
_PASSING_JOB = re.compile(
    r"(?:.*\s)?[\w-]*(?:medarbejder|pædagog|sygeplejerske|læge|advokat|arkitekt|ingeniør|revisor|partner|stifter|ejer)",
    re.IGNORECASE,
)
"""Jobs that are no office: they need an employer to tell what they have to do with public life."""


_SEATED = re.compile(r"\b(?:udpege|vælge|valgt|beskikk|udnævn)\w*")
"""What says that the person is given a seat."""


def is_private(text: str, start: int, role: str, organisation: str) -> bool:
    """Whether the person whose office or name begins at ``start`` is named as a private person.

    Lines it looks for::

        Ansøgeren, direktør Asta Holm, har klaget.
        Pædagog Birk Lund fortalte om sin hverdag.
    """
    if _PRIVATE_PART.search(text, max(0, start - 40), start):
        return True
    seated = _SEATED.search(text, max(0, start - 80), start)
    return not organisation and not seated and _PASSING_JOB.fullmatch(role) is not None
