"""How Danish text tells who made an agreement: "Bag forliget står …", "aftale mellem … og …", "… har indgået …".

Each pattern has the group ``list``, a list of parties (extract/grammar/party_lists.py).
"""

from __future__ import annotations

import re

from extract.grammar.party_lists import NAME, PARTIES, PARTY

MADE = (
    r"(?:indgik|indgår|har(?: (?![A-ZÆØÅ]|regeringen|part(?:i)?erne|de |et )(?:[^.,;]|(?<=\d)\.){1,60}?|"
    r" (?:sammen )?med [^.;]{3,140}?)? "
    r"indgået|blev(?: [^,]{4,25})? enige|er (?:sammen med [^.;]{3,140}? )?blevet enige|"
    r"er(?: i dag| nu| netop| [a-zæøå]+dag)? nået til enighed|gik [^.,;]{0,40}?(?:\d\. \w+ )?sammen om|"
    r"(?:præsenterer|præsenterede|har (?:[a-zæøå]+dag )?(?:præsenteret|fremlagt))"
    r"(?= (?:[a-zæøå]+dag )?(?:en |den |et )?(?:\w+ )?(?:\w*aftale|\w*forlig)))"
)
UNNAMED = (
    r"(?: og (?:en (?:lang |bred )?række|flere|alle|et (?:bredt )?flertal af)(?: andre| af| de øvrige)?"
    r"(?: [Ff]olketingets)? partier(?: i [Ff]olketinget)?| og partierne bag [^,;.]{5,90}?)?"
)
"""Further parties that are not named."""
BEFORE_VERB = re.compile(rf"(?P<list>{PARTIES}){UNNAMED},? {MADE}")
AFTER_VERB = re.compile(
    rf"\b(?:indgik|har|blev|er|nåede),? (?:partierne )?(?P<list>{PARTIES})(?={UNNAMED} (?:den|i|en|et|sammen|indgået|"
    rf"præsenteret|enige|\w*aftale|\w*forlig|budget|om|nu|netop|derfor|som|til enighed)\b)"
)
BRIDGE = r"(?:[^.;]|(?<=\d)\.(?= [a-zæøå]))"
"""A character that may stand between an agreement and its parties: also the full stop of a day."""
WITH = re.compile(rf"^(?:{BRIDGE}{{0,40}}?|, som {BRIDGE}{{0,80}}?\bsammen )\bmed (?P<list>{PARTIES})")
WITH_THEM = re.compile(
    rf"\bmed (?P<list>{PARTIES}) (?:indgået|nået til enighed|(?:en )?(?:\w+ )?(?:politisk )?[Aa]ftale)"
)
FOLLOWING = r"(?:(?:følgende |de )?parti(?:er|erne)(?: i [^:.]{3,40})?:? )?"
BETWEEN = re.compile(rf"^{BRIDGE}{{0,60}}?\bi?mellem {FOLLOWING}(?P<list>{PARTIES})")
FOR = re.compile(rf"^ for (?P<list>{PARTIES})(?= (?:for|i) \d|[.,]| om\b|$)")
LOCAL_BETWEEN = re.compile(rf"\b\w*aftalen?\b[^.\n]{{0,60}}?\bmellem (?P<list>{PARTIES})")
NAME_BETWEEN = re.compile(rf"\bi?mellem (?P<list>{PARTIES})")
BETWEEN_INSIDE = re.compile(rf"\b(?:i?mellem|med) (?P<list>{PARTIES})(?= om\b)")
OWNER = re.compile(rf"\b(?P<list>(?:[Rr]egeringen|{NAME}))s (?:[a-zæøå]+e )?$")
"""Whose agreement it is, before its name: "regeringens aftale med …"."""
ENTERED = re.compile(r"\b(?:indg(?:ik|ået|ås|år|åede)|enige|enighed|sammen om|præsentere(?:r|de|t)?|fremlagt)\b")
IN_BRACKET = re.compile(
    rf"(?:\w*(?:forligskredsen|aftalekredsen|partierne|parterne)|arbejdsmarkedets parter) \((?P<list>{PARTIES})\)"
)
AGREED = re.compile(
    rf"(?<! i )(?<! af )(?P<list>{PARTIES}) (?:er|blev)(?: [a-zæøå]+){{0,3}}?"
    rf"(?: den \d{{1,2}}\. \w+(?: (?:19|20)\d\d)?)?(?: [a-zæøå]+){{0,2}} enige om"
)
IT = r"(?:\w*[Aa]ftalen|\w*[Ff]orliget|budgettet)(?: for [\d –-]{4,9})?"
BEHIND = re.compile(
    rf"\b(?:(?:[Ff]oruden|[Uu]d ?over) (?P<subject>{PARTY}) deltager )?"
    rf"(?:[Pp]artier(?:ne)?,? (?:der |som )?(?:står )?bag {IT},? er|"
    rf"[Bb]ag {IT} (?:står|er)|"
    rf"(?:[Mm]ed i|[Ii]|[Dd]eltagerne i|[Pp]arterne i|[Pp]artierne i) {IT} (?:er|deltager|indgår)|"
    rf"{IT}(?:,? (?:der|som) [^.,;]{{3,60}}?,?)? er (?:indgået|lavet|underskrevet) "
    rf"(?:{BRIDGE}{{0,40}} )??(?:i?mellem|af)|"
    rf"{IT} (?:bakkes op|støttes|er tiltrådt|tiltrædes) af|"
    rf"(?:[Aa]ftale|[Ff]orligs)(?:parterne|partierne|kredsen)(?: er| består af|:| i form af| omfatter| tæller)|"
    rf"(?:[Aa]ftalens|[Ff]orligets) part(?:er|ier)(?: er|:)):? (?:partierne |byrådets partier |følgende partier: )?"
    rf"(?P<list>{PARTIES})"
)
ENTERED_IT = re.compile(
    rf"(?:(?P<subject>{PARTIES}) (?:har )?)?indg(?:ået|ik) (?:aftalen|forliget)(?: sammen)? med (?P<list>{PARTIES})"
)
ENTERED_WITH = re.compile(
    rf"\bindg(?:ået|ik) (?:(?:en|et) )?(?:[a-zæøå]+ ){{0,2}}(?:budget)?(?:aftale|forlig) med "
    rf"(?:partierne )?(?P<list>{PARTIES})"
)
ENTERED_BETWEEN = re.compile(
    rf"\b(?:indgået|enighed om|landet) (?:en |et )?(?:\w+ )?(?:budget)?(?:aftale|forlig)(?: om budget\w*)?"
    rf"(?: for \d{{4}})? "
    rf"i?mellem {FOLLOWING}(?P<list>{PARTIES})"
)
FRAMEWORK = re.compile(
    rf"\b[Rr]ammeaftalen (?:er (?:en aftale(?:,? (?:der|som) (?:er|bliver) indgået)?|indgået) |indgås (?:årligt )?)"
    rf"i?mellem (?P<list>{PARTIES})"
)
THERE_IS = re.compile(rf"\b[Mm]ellem (?:partierne )?(?P<list>{PARTIES}) er der(?: \w+)? indgået")
STANDS_BEHIND = re.compile(
    rf"(?P<list>{PARTIES}) (?:står (?:alle )?bag|er (?:alle )?med i|har (?:underskrevet|tilsluttet sig)) "
    rf"(?:(?:årets|denne|dette|den|det|en|et) )?(?:(?:brede|bred|nye|fælles) )?(?:budget)?(?:aftalen?|forlig(?:et)?)\b"
)
PLAIN_BETWEEN = re.compile(
    rf"\b(?:et|en) (?:[a-zæøå]+ ){{0,2}}(?:budget)?(?:aftale|forlig) i?mellem {FOLLOWING}(?P<list>{PARTIES})"
)
SUBJECT = re.compile(
    rf"(?P<list>{PARTIES}),? (?:har|er|blev|kunne|lander|landede|lavede|indgår|præsenterer|præsenterede|står)"
    rf"(?! uden)(?! ikke) (?:[^.,;]{{0,60}}? )??"
    rf"(?:\w*aftale\b|\w*forlig\b|enige|enighed|konstitueret|\w+ budget|[a-zæøå]+s budget)"
)
"""Who agrees, where a sentence tells it without the agreement's name: all of them must be known parties."""
WERE_AGREED = re.compile(rf"\b(?:blev|er) (?P<list>{PARTIES})(?: (?!ikke)[^.,;]{{1,30}})?? enige\b")
TOGETHER = re.compile(
    rf"(?P<subject>{PARTIES}) (?:er|har) (?:i dag |nu |netop )?sammen med (?P<list>{PARTIES}) "
    rf"(?:blevet enige|nået til enighed|indgået|aftalt)"
)
PARTY_WORD = re.compile(
    r"Socialdemokrat|Venstre|Folkeparti|Konservativ|Enhedslist|Radikal|Alliance|Moderat|Danmarksdemokrat|Alternativet|"
    r"Borgerlig|Kristendemokrat|[Ll]iste|\b(?:SF|DF|LA|RV|S|V|K)\b"
)
"""What a sentence that names political parties has in it."""
CONSISTING = re.compile(
    rf"\b(?:flertal(?:let)?|[Ff]lertallet|(?:forligs|aftale)?kreds(?:en)?|partier)(?: i [^,.;]{{3,40}}?)?,? "
    rf"(?:bestående af|består af|der (?:består af|tæller|omfatter)|som består af|omfatter|med) {FOLLOWING}"
    rf"(?P<list>{PARTIES})"
)
MADE_BETWEEN = re.compile(
    rf"\b(?:[Dd]enne|[Nn]ærværende) \w*aftale\b(?: \([^()]*\))? (?:er|indgås|bliver|blev)(?: {BRIDGE}{{0,40}}?)? "
    rf"i?mellem {FOLLOWING}(?P<list>{PARTIES})"
)
ENTERED_HERE = re.compile(rf"\W*(?i:indgået)(?: {BRIDGE}{{0,30}})? i?mellem {FOLLOWING}(?P<list>{PARTIES})")
"""A line below a name that begins with the verb: "Indgået mellem Havneby Kommune og Region Nordsø"."""
IS_BETWEEN = re.compile(
    rf"\b\w*(?:[Aa]ftalen|[Ff]orliget) er (?:en|et) (?:[a-zæøå]+ ){{0,2}}(?:aftale|forlig),?"
    rf"(?: (?:der|som) (?:er |bliver )?indg(?:ået|ås))? i?mellem {FOLLOWING}(?P<list>{PARTIES})"
)
OF_ONE = re.compile(r"ftale|orlig|udget| enige|flertal.* bag\b|onstitueret|der(?: \w+)? indgået")
"""What all that tells the parties of an agreement without its name has in it: most sentences have not."""
MARKS = {
    FRAMEWORK: ("ammeaftalen",),
    ENTERED_IT: ("indgå", "indgik"),
    ENTERED_BETWEEN: ("mellem ",),
    ENTERED_WITH: (" med ",),
    BEHIND: ("bag ", "Bag ", " er ", "parterne", "partierne", "kredsen", " part"),
    STANDS_BEHIND: (" bag ", " med i ", " underskrevet ", " tilsluttet "),
    THERE_IS: (" er der",),
    PLAIN_BETWEEN: ("mellem ",),
    WERE_AGREED: (" enige",),
    TOGETHER: (" sammen med ",),
    SUBJECT: ("aftale", "forlig", "enig", "konstitueret", "budget"),
    CONSISTING: ("flertal", "lertallet", "kreds", "partier"),
    MADE_BETWEEN: ("enne ", "rværende "),
    IS_BETWEEN: (" er en ", " er et "),
}
"""What each of these has in it."""
PARTERNE = re.compile(r"mellem parterne|\w+te parterne")
ECONOMY_PARTIES = re.compile(
    r"\b(?:(?P<state>[Rr]egeringen)\b(?!s)|(?P<association>KL|Kommunernes Landsforening|Danske Regioner|"
    r"(?:Kommunerne|Regionerne)(?= (?:og|har|er|indg))|(?:(?<=med )|(?<=og )|(?<=mellem ))(?:kommunerne|regionerne))\b)"
)
MADE_ECONOMY = re.compile(r"\b(?:indg(?:ik|ået|ås|år|åede)|enige|præsentere(?:de|t)?|landede|underskre\w+)\b")
HEAD = re.compile(rf"\b[Aa]ftale mellem (?P<list>{PARTIES}) om\b")
