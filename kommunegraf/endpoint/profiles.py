"""How much is told of a thing: its names (brief), all that is said of it (full), that with its quotes (evidence)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from starlette.requests import Request

from kommunegraf.base import BASE, SITE
from kommunegraf.endpoint.asking import Pairs, values
from kommunegraf.endpoint.headers import joined
from kommunegraf.endpoint.refused import Refused
from kommunegraf.formats import weights
from kommunegraf.rdf import term
from kommunegraf.terms import DCT, FOAF, KG, OA, SKOS

NAMES: Final = "rdfs:label skos:prefLabel skos:altLabel dct:title foaf:name kg:shortName"
HEAD: Final = f"""\
PREFIX dct: <{DCT}> PREFIX foaf: <{FOAF}> PREFIX kg: <{KG}> PREFIX oa: <{OA}> PREFIX skos: <{SKOS}>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
"""
BRIEF: Final = f"""CONSTRUCT {{ $thing ?p ?o }} WHERE {{
  VALUES ?p {{ rdf:type {NAMES} dct:type dct:identifier dct:date skos:notation skos:inScheme kg:code }}
  $thing ?p ?o
}}"""
TOLD: Final = f"""CONSTRUCT {{ ?s ?p ?o . ?o ?called ?name }} WHERE {{
  {{ SELECT DISTINCT ?s WHERE {{ $subjects }} }}
  ?s ?p ?o
  OPTIONAL {{ VALUES ?called {{ {NAMES} }} ?o ?called ?name }}
}}"""
ITSELF: Final = "{ BIND($thing AS ?s) }"
PARTS: Final = """UNION { $thing ?a ?s FILTER($own(?s)) }
UNION { $thing ?a ?part FILTER($own(?part)) ?part ?b ?s FILTER($own(?s)) }"""
QUOTED: Final = """UNION { ?note oa:hasBody $thing ; (oa:hasTarget/oa:hasSelector?)? ?s }
UNION { ?fact ?says $thing . ?note oa:hasBody ?fact
  { BIND(?fact AS ?s) } UNION { ?note (oa:hasTarget/oa:hasSelector?)? ?s } }"""


@dataclass(frozen=True, slots=True)
class Profile:
    """One way to tell of a thing: its name, and what it holds in Danish and English."""

    name: str
    danish: str
    english: str

    @property
    def iri(self) -> str:
        """What Accept-Profile and Content-Profile call it."""
        return f"{SITE}profile/{self.name}"


PROFILES: Final = (
    Profile(
        "full",
        "Alt, der siges om tingen og dens dele, og navnene på det, den peger på.",
        "All that is said of the thing and of its parts, and the names of what it points to.",
    ),
    Profile("brief", "Tingens slags, navne og koder.", "The kind of the thing, its names and codes."),
    Profile(
        "evidence",
        "Som full, og de fakta, der peger på tingen, med de ord i dokumenterne, de er læst af.",
        "As full, and the facts that point to the thing, with the words of the documents they were read from.",
    ),
)
"""The preferred first."""
HEADER: Final = "Accept-Profile"
PARAMETER: Final = "profile"


def chosen_profile(request: Request, pairs: Pairs) -> Profile:
    """The profile that the parameter names, or that the header likes best, or else the full one.

    Raises Refused where the parameter names none.
    """
    by_name = {key: profile for profile in PROFILES for key in (profile.name, profile.iri.lower())}
    named = values(pairs, PARAMETER)
    if named:
        found = by_name.get(named[0].lower())
        if found is None:
            known = ", ".join(profile.name for profile in PROFILES)
            raise Refused(400, f"{PARAMETER} er et af: {known}.", f"{PARAMETER} is one of: {known}.")
        return found
    wishes = {name.strip("<>"): weight for name, weight in weights(joined(request, HEADER)).items()}
    wished = [(weight, by_name[name]) for name, weight in wishes.items() if name in by_name and weight > 0]
    return max(wished, key=lambda pair: pair[0])[1] if wished else PROFILES[0]


def query(iri: str, profile: Profile) -> str:
    """The query that tells of a thing; what cannot exist without it is told with it, as the sum of a funding.

    Parts of a fact end as it does (…/funding/DOCUMENT/HASH and …/amount/DOCUMENT/HASH), or go on from it.
    """
    thing = term(iri, "iri")
    tail = iri.removeprefix(BASE).partition("/")[2]
    is_fact = iri.startswith(BASE) and "/" in tail
    begins, ends = term(f"{iri}/", "text"), term(f"/{tail}", "text")
    own = f"(ISIRI(?x) && (STRSTARTS(STR(?x), {begins}) || STRENDS(STR(?x), {ends})) && ?x != {thing})"
    if profile.name == "brief":
        return HEAD + BRIEF.replace("$thing", thing)
    subjects = " ".join((ITSELF, PARTS if is_fact else "", QUOTED if profile.name == "evidence" else ""))
    for name in ("?s", "?part"):
        subjects = subjects.replace(f"$own({name})", own.replace("?x", name))
    return HEAD + TOLD.replace("$subjects", subjects).replace("$thing", thing)
