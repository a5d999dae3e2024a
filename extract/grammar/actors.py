"""The body that acts in a sentence: its subject, or the body that stands behind the verb in an inverted one."""

from __future__ import annotations

import re

_SUBJECT = re.compile(
    r"^(?:\d+[.)] |[-–•●] )?(?:Derudover |Desuden |Samtidig |Endvidere |Herefter )?"
    r"(?P<who>(?:Den |De |Det )?(?:[A-ZÆØÅ][\wæøåÆØÅ-]+)"
    r"(?:(?: og|,) (?:[A-ZÆØÅ][\wæøå-]+|regeringen)| [A-ZÆØÅ][\w-]+| (?:lokale|fælleskommunale) \w+){0,4}) "
    r"(?:skal|vil|har|får|kan|er (?:derfor |også |desuden )?enige|[a-zæøå]{3,}r)\b"
)
_NAMED = (
    r"(?P<who>(?:[Rr]egeringen|KL|KKR(?: [A-ZÆØÅ]\w+)?|[Ff]olketinget|[Ss]taten|"
    r"[Kk]ommunerne|[Rr]egionerne|[Rr]egionen|[Kk]ommunalbestyrelse(?:n|rne)|[Rr]egionsråd(?:et|ene)|[Bb]yråd(?:et|ene)|"
    r"[Aa]dministrationen|[Ff]orvaltningen|[Dd]irektionen|[Bb]orgmesteren|(?:[Aa]ftale|[Ff]orligs)?[Pp]art(?:erne|ierne)|"
    r"[A-ZÆØÅ][\wæøå-]*(?:styrelsen|ministeriet|udvalget|sekretariatet|rådet)|styrelsen|ministeriet|udvalget)"
    r"(?: og (?:KL|regeringen|Danske Regioner))?)"
)
_BEHIND_VERB = re.compile(rf"\b(?:vil|skal|[a-zæøå]{{4,}}er|er) {_NAMED}\b(?! og [a-zæøå]+et\b)")
_AGENT = re.compile(
    rf"\b(?:godkendes|vedtages|behandles|besluttes|forelægges|drøftes|udarbejdes|fremlægges) (?:endeligt )?"
    rf"(?:i|af|for) (?P<who>{_NAMED.replace('(?P<who>', '(?:')}(?:(?:,| og) {_NAMED.replace('(?P<who>', '(?:')})*)\b"
)
"""Who decides or acts in a passive clause: "godkendes i kommunalbestyrelserne og regionsrådet"."""
_GROUP = re.compile(
    r"^(?P<who>(?:Den|De|Det) (?:[a-zæøå]+e )[a-zæøå]{4,}) (?:skal|vil|har|får|kan|er|bliver|[a-zæøå]{3,}r)\b"
)
_IN_CLAUSE = re.compile(rf"^[\s,]*(?:at|og|når|mens|hvorfor|da) {_NAMED} (?=[a-zæøå])")
_WANTING = re.compile(
    r"[\s,]*(?:og |samt )?(?:at )?"
    r"(?:(?:den |de |det )?(?:også |ikke |fortsat )?(?:i \d{4} )?(?:[a-zæøå]+e|vil|skal)|der) "
)
"""A clause that has its subject elsewhere: "at den i 2031 vil …"."""
_NAME = re.compile(r"(?:De |Den )?[A-ZÆØÅ][\wæøåÆØÅ./-]*(?:(?:,| og| i| for| af)? [\wæøåÆØÅ./-]+){0,5}")
_BODY = re.compile(
    r"kommune|region|ministeri|udvalg|råd|bestyrelse|administration|forvaltning|regering|\bKL\b|KKR|parterne|"
    r"partierne|staten|styrelse|"
    r"cent(?:er|ret)\b|sekretariat|forening|alliance|trepart|direktion|borgmester|folketing|organisation|selskab|"
    r"fonden|gruppe",
    re.IGNORECASE,
)


def is_body(words: str) -> bool:
    """Whether some words are the name of one or two bodies and nothing else, as in a column that says who acts."""
    return _NAME.fullmatch(words) is not None and _BODY.search(words) is not None


def actor(clause: str, sentence: str) -> str:
    """The body that acts in a clause as printed, "" where none does: "Regeringen" of "Regeringen fremsætter …".

    A clause without a subject of its own ("… at fremsætte et lovforslag") has that of its sentence.
    """
    found = [_SUBJECT.match(clause), _GROUP.match(clause), _IN_CLAUSE.match(clause), _BEHIND_VERB.search(clause)]
    found.append(_AGENT.search(clause))
    if _WANTING.match(clause):
        found.append(_SUBJECT.match(sentence))
    return next((match["who"] for match in found if match and _BODY.search(match["who"])), "")
