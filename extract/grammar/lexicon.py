"""Closed classes of Danish words that tell where a title, a name or a clause ends."""

from __future__ import annotations


def words(listed: str) -> frozenset[str]:
    """The words of a list written out with blanks between them."""
    return frozenset(listed.split())


FINITE = words(
    "er var overgår bliver blev har havde skal skulle vil ville kan kunne må måtte bør burde får fik giver gav går gik "
    "tager tog står stod ligger lå kommer kom sikrer sikrede indeholder indeholdt betyder betød medfører "
    "medførte omfatter omfattede understøtter understøttede igangsatte igangsætter viderefører bidrager bidrog "
    "skaber skabte styrker styrkede beskriver beskrev fremgår fremgik indgår indgik udgør udgjorde gælder "
    "gjaldt løber udløber udløb træder trådte lægger lagde følger fulgte viser viste sætter satte løsner "
    "løfter ændrer ændrede forudsætter forventes indebærer indebar vedrører vedrørte handler stiller stillede "
    "danner dannede bygger byggede finansierer afsætter afsatte rummer hviler peger forpligter foreligger "
    "ønsker mener finder fandt besluttede vedtog godkendte tilfører muliggør erstatter erstattede supplerer "
    "forlænger udvider udvidede bevirker gør gjorde ser så tyder siger sagde"
)
"""Finite verbs that agreements and plans take."""
CLAUSE = words(
    "der som hvor hvoraf hvorefter hvormed hvilket hvilke hvis når da fordi idet at mens men samtidig ligesom "
    "herunder dog ikke også derfor dermed hermed jf se vi de det han hun man nu netop allerede fortsat stadig "
    "både hvorved desuden derudover ellers henholdsvis hhv kaldet uden inden under gennem via siden ifølge "
    "mellem imellem blandt hvad end"
)
"""Words that begin a clause or stand in one, but not in a title."""
ARTICLES = words("det de den")
"""Articles that are pronouns too, unless a preposition stands before them."""
INFINITIVE = words("sikre afholde styrke skabe give øge gøre gennemføre indføre fastholde fremlægge undersøge drøfte")
"""Infinitives after a modal that stands before the title."""
PARTICIPLE = words("indgået vedtaget aftalt besluttet godkendt fremlagt fremsat udarbejdet offentliggjort")
"""Participles of making and adopting."""
TRAILING = words(
    "og eller samt af for i på til med om ved fra den det de en et over mod som der efter ud op inden vedr"
)
"""Words that no title ends with."""
