"""The namespaces and their prefixes: the one place in Python that names a vocabulary."""

from __future__ import annotations

from typing import Final

from rdflib import OWL, RDF, RDFS, XSD, Namespace

from kommunegraf import base

BASE: Final = base.BASE
"""Where every IRI of an entity, a fact or a graph begins."""

ID = Namespace(BASE)
KG = Namespace("https://w3id.org/kommunegraf/ns#")
KGS = Namespace("https://w3id.org/kommunegraf/shapes#")

BESLUIT = Namespace("http://data.vlaanderen.be/ns/besluit#")
CITO = Namespace("http://purl.org/spar/cito/")
DCAT = Namespace("http://www.w3.org/ns/dcat#")
DCT = Namespace("http://purl.org/dc/terms/")
DOSSIER = Namespace("https://data.vlaanderen.be/ns/dossier#")
DQV = Namespace("http://www.w3.org/ns/dqv#")
ELI = Namespace("http://data.europa.eu/eli/ontology#")
ELI_DL = Namespace("http://data.europa.eu/eli/eli-draft-legislation-ontology#")
FOAF = Namespace("http://xmlns.com/foaf/0.1/")
FRAPO = Namespace("http://purl.org/cerif/frapo/")
GEO = Namespace("http://www.opengis.net/ont/geosparql#")
M8G = Namespace("http://data.europa.eu/m8g/")
OA = Namespace("http://www.w3.org/ns/oa#")
ORG = Namespace("http://www.w3.org/ns/org#")
PERSON = Namespace("http://www.w3.org/ns/person#")
PROV = Namespace("http://www.w3.org/ns/prov#")
QB = Namespace("http://purl.org/linked-data/cube#")
SCHEMA = Namespace("http://schema.org/")
SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
SH = Namespace("http://www.w3.org/ns/shacl#")
SKOS = Namespace("http://www.w3.org/2004/02/skos/core#")
SPDX = Namespace("http://spdx.org/rdf/terms#")
TIME = Namespace("http://www.w3.org/2006/time#")
SDO = Namespace("https://schema.org/")
"""schema.org as the examples of SPARQL endpoints write it; the data has SCHEMA."""
FORMATS = Namespace("http://www.w3.org/ns/formats/")
VANN = Namespace("http://purl.org/vocab/vann/")
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
VOID = Namespace("http://rdfs.org/ns/void#")

PREFIXES: Final[dict[str, Namespace]] = {
    "besluit": BESLUIT,
    "cito": CITO,
    "dcat": DCAT,
    "dct": DCT,
    "dossier": DOSSIER,
    "dqv": DQV,
    "eli": ELI,
    "eli-dl": ELI_DL,
    "foaf": FOAF,
    "frapo": FRAPO,
    "geo": GEO,
    "id": ID,
    "kg": KG,
    "kgs": KGS,
    "m8g": M8G,
    "oa": OA,
    "org": ORG,
    "owl": Namespace(str(OWL)),
    "person": PERSON,
    "prov": PROV,
    "qb": QB,
    "rdf": Namespace(str(RDF)),
    "rdfs": Namespace(str(RDFS)),
    "schema": SCHEMA,
    "sd": SD,
    "sh": SH,
    "skos": SKOS,
    "spdx": SPDX,
    "time": TIME,
    "vann": VANN,
    "vcard": VCARD,
    "void": VOID,
    "xsd": Namespace(str(XSD)),
}
"""Every prefix that the project's Turtle and SPARQL may use."""


def compact(term: object) -> str:
    """An IRI with its prefix, where it has one."""
    text = str(term)
    found = ((prefix, str(namespace)) for prefix, namespace in PREFIXES.items() if text.startswith(str(namespace)))
    return next((f"{prefix}:{text.removeprefix(namespace)}" for prefix, namespace in found), text)
