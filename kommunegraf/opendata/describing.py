"""A release as a catalogue of open data lists it: DCAT-AP 3 and DCAT-AP-DK 2.0.2, with what can be fetched and asked.

Everything that is pointed to has its type beside it, for the profiles check that. ``dcat:byteSize`` is left out: it is
a decimal in DCAT-AP-DK and a non-negative integer in DCAT-AP 3.0.1, so no value satisfies both.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from rdflib import RDF, RDFS, XSD, Graph, Literal, URIRef

from kommunegraf import identity
from kommunegraf.changes.history import History
from kommunegraf.graph import LANGUAGES, MEDIA_TYPES
from kommunegraf.opendata.publisher import THEMES, Publisher
from kommunegraf.releases.catalogue import DATASET, HEAD, TEXTS
from kommunegraf.releases.licence import licence
from kommunegraf.releases.release import Release
from kommunegraf.terms import DCAT, DCT, DQV, FOAF, PREFIXES, SKOS, SPDX, VCARD

AUTHORITY: Final = "http://publications.europa.eu/resource/authority/"
SPARQL: Final = URIRef("https://www.w3.org/TR/sparql11-protocol/")
SHA1: Final = SPDX.checksumAlgorithm_sha1
"""The only one that DCAT-AP-DK takes; the SHA-256 of each file stands beside it."""
KEYWORDS: Final = {
    "da": ("kommuner", "KKR", "dagsordener", "referater", "budgetaftaler", "økonomiaftaler"),
    "en": ("municipalities", "agendas", "minutes", "budgets", "local government"),
}
QUALITY: Final = """
PREFIX dqv: <http://www.w3.org/ns/dqv#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?measured ?metric ?label ?language ?value WHERE {
  ?measured a dqv:QualityMeasurement ; dqv:isMeasurementOf ?metric ; dqv:value ?value .
  ?metric skos:prefLabel ?label . BIND(LANG(?label) AS ?language)
} ORDER BY ?measured ?language
"""


@dataclass(frozen=True, slots=True)
class Offered:
    """Something to fetch: its address, titles in Danish and English, and its formats.

    ``form`` is the code of the EU's table of file types (RDF_TURTLE), ``packed`` the media type of what packs it,
    ``sha1`` the checksum where the file is known.
    """

    address: str
    danish: str
    english: str
    media_type: str
    form: str
    packed: str = ""
    sha1: str = ""


def describe(
    release: Release, history: History, publisher: Publisher, site: str, offered: Sequence[Offered], sparql: str = ""
) -> Graph:
    """The catalogue, the data set, what can be fetched of it and, where ``sparql`` names one, the service to ask.

    ``site`` is where the pages are; dates are those at which releases were served, as the history tells. The same
    release, history and settings give the same graph.
    """
    graph = Graph()
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace, replace=True)
    _catalogue(graph, publisher, site)
    _dataset(graph, release, publisher, site)
    _dates(graph, release, history)
    _quality(graph, release)
    service = _service(graph, publisher, sparql) if sparql else None
    for one in offered:
        _distribution(graph, one, None)
    if service is not None:
        asked = Offered(sparql, "SPARQL-tjeneste", "SPARQL service", "application/sparql-results+json", "SPARQLQRES")
        _distribution(graph, asked, service)
    _licensed(graph, licence(release))
    return graph


def _licensed(graph: Graph, address: str) -> None:
    """The licence of all that is described."""
    node = _typed(graph, address, DCT.LicenseDocument)
    for kind in (DCAT.Catalog, DCAT.Dataset, DCAT.DataService, DCAT.Distribution):
        for described in list(graph.subjects(RDF.type, kind)):
            graph.add((described, DCT.license, node))


def _typed(graph: Graph, address: str, kind: URIRef, scheme: str = "") -> URIRef:
    """A thing elsewhere with its type, and the list that it is on."""
    node = URIRef(address)
    graph.add((node, RDF.type, kind))
    if scheme:
        graph.add((node, SKOS.inScheme, URIRef(AUTHORITY + scheme)))
    return node


def _texts(graph: Graph, node: URIRef, texts: Iterable[tuple[str, str, str]]) -> None:
    for language, title, description in texts:
        graph.add((node, DCT.title, Literal(title, lang=language)))
        if description:
            graph.add((node, DCT.description, Literal(description, lang=language)))


def _agent(graph: Graph, publisher: Publisher) -> URIRef:
    node = _typed(graph, publisher.iri, FOAF.Agent)
    graph.add((node, FOAF.name, Literal(publisher.name)))
    return node


def _catalogue(graph: Graph, publisher: Publisher, site: str) -> None:
    graph.add((HEAD, RDF.type, DCAT.Catalog))
    _texts(graph, HEAD, CATALOGUE)
    graph.add((HEAD, DCAT.dataset, DATASET))
    graph.add((HEAD, FOAF.homepage, _typed(graph, site, FOAF.Document)))
    themes = _typed(graph, f"{AUTHORITY}data-theme", SKOS.ConceptScheme)
    graph.add((themes, DCT.title, Literal("Datatemaer", lang="da")))
    graph.add((themes, DCT.title, Literal("Data themes", lang="en")))
    graph.add((HEAD, DCAT.themeTaxonomy, themes))
    _shared(graph, HEAD, publisher)


def _shared(graph: Graph, node: URIRef, publisher: Publisher) -> None:
    """What holds of the catalogue and of the data set."""
    graph.add((node, DCT.publisher, _agent(graph, publisher)))
    graph.add((node, DCT.language, _typed(graph, f"{LANGUAGES}DAN", DCT.LinguisticSystem, "language")))
    graph.add((node, DCT.language, _typed(graph, f"{LANGUAGES}ENG", DCT.LinguisticSystem, "language")))
    graph.add((node, DCT.spatial, _typed(graph, f"{AUTHORITY}country/DNK", DCT.Location, "country")))


def _dataset(graph: Graph, release: Release, publisher: Publisher, site: str) -> None:
    graph.add((DATASET, RDF.type, DCAT.Dataset))
    _texts(graph, DATASET, TEXTS)
    _shared(graph, DATASET, publisher)
    graph.add((DATASET, DCT.identifier, Literal(str(DATASET))))
    graph.add((DATASET, DCAT.version, Literal(release.name)))
    graph.add((DATASET, DCAT.landingPage, _typed(graph, site, FOAF.Document)))
    graph.add((DATASET, DCT.accessRights, _typed(graph, ACCESS, DCT.RightsStatement, "access-right")))
    frequency = _typed(graph, f"{AUTHORITY}frequency/{publisher.frequency}", DCT.Frequency, "frequency")
    graph.add((DATASET, DCT.accrualPeriodicity, frequency))
    for code in publisher.themes:
        theme = _typed(graph, f"{AUTHORITY}data-theme/{code}", SKOS.Concept, "data-theme")
        for language, label in zip(("da", "en"), THEMES[code], strict=True):
            graph.add((theme, SKOS.prefLabel, Literal(label, lang=language)))
        graph.add((DATASET, DCAT.theme, theme))
    for language, words in KEYWORDS.items():
        for word in words:
            graph.add((DATASET, DCAT.keyword, Literal(word, lang=language)))
    if publisher.contact:
        graph.add((DATASET, DCAT.contactPoint, _contact(graph, publisher)))


def _contact(graph: Graph, publisher: Publisher) -> URIRef:
    node = identity.iri("contact", "publisher")
    graph.add((node, RDF.type, VCARD.Kind))
    graph.add((node, VCARD.fn, Literal(publisher.name)))
    if "://" in publisher.contact:
        graph.add((node, VCARD.hasURL, URIRef(publisher.contact)))
    else:
        graph.add((node, VCARD.hasEmail, URIRef(f"mailto:{publisher.contact}")))
    return node


def _dates(graph: Graph, release: Release, history: History) -> None:
    """When the data set was first served, and when this release was."""
    entries = history.entries()
    served = [entry.published for entry in entries if entry.release == release.name]
    for node in (HEAD, DATASET):
        if entries:
            graph.add((node, DCT.issued, Literal(entries[0].published, datatype=XSD.dateTime)))
        if served:
            graph.add((node, DCT.modified, Literal(served[-1], datatype=XSD.dateTime)))


def _quality(graph: Graph, release: Release) -> None:
    """How good the release is, as its own record tells."""
    for row in release.store().rows(QUALITY).records():
        measured, metric = URIRef(row["measured"]), URIRef(row["metric"])
        graph.add((DATASET, DQV.hasQualityMeasurement, measured))
        graph.add((measured, RDF.type, DQV.QualityMeasurement))
        graph.add((measured, DQV.computedOn, DATASET))
        graph.add((measured, DQV.isMeasurementOf, metric))
        graph.add((measured, DQV.value, Literal(row["value"], datatype=XSD.decimal)))
        graph.add((metric, RDF.type, DQV.Metric))
        graph.add((metric, SKOS.prefLabel, Literal(row["label"], lang=row["language"])))


def _service(graph: Graph, publisher: Publisher, sparql: str) -> URIRef:
    node = identity.iri("service", "sparql")
    graph.add((HEAD, DCAT.service, node))
    graph.add((node, RDF.type, DCAT.DataService))
    _texts(graph, node, SERVICE)
    graph.add((node, DCAT.endpointURL, _typed(graph, sparql, RDFS.Resource)))
    graph.add((node, DCAT.endpointDescription, URIRef(sparql)))
    graph.add((node, DCAT.servesDataset, DATASET))
    graph.add((node, DCT.conformsTo, _typed(graph, SPARQL, DCT.Standard)))
    graph.add((node, DCT.publisher, _agent(graph, publisher)))
    graph.add((node, DCT.accessRights, _typed(graph, ACCESS, DCT.RightsStatement, "access-right")))
    return node


def _distribution(graph: Graph, one: Offered, service: URIRef | None) -> None:
    node = identity.iri("distribution", identity.slug(one.english))
    graph.add((DATASET, DCAT.distribution, node))
    graph.add((node, RDF.type, DCAT.Distribution))
    _texts(graph, node, (("da", one.danish, ""), ("en", one.english, "")))
    graph.add((node, DCAT.accessURL, _typed(graph, one.address, RDFS.Resource)))  # the published file asks for it
    graph.add((node, DCAT.mediaType, _typed(graph, MEDIA_TYPES + one.media_type, DCT.MediaType)))
    graph.add((node, DCT["format"], _typed(graph, f"{AUTHORITY}file-type/{one.form}", MEDIUM, "file-type")))
    if service is not None:
        graph.add((node, DCAT.accessService, service))
    else:
        graph.add((node, DCAT.downloadURL, URIRef(one.address)))
    if one.packed:
        graph.add((node, DCAT.compressFormat, _typed(graph, MEDIA_TYPES + one.packed, DCT.MediaType)))
    if one.sha1:
        checksum = URIRef(f"{node}/checksum")
        graph.add((node, SPDX.checksum, checksum))
        graph.add((checksum, RDF.type, SPDX.Checksum))
        graph.add((checksum, SPDX.algorithm, SHA1))
        graph.add((checksum, SPDX.checksumValue, Literal(one.sha1, datatype=XSD.hexBinary)))


ACCESS: Final = f"{AUTHORITY}access-right/PUBLIC"
MEDIUM: Final = DCT.MediaTypeOrExtent
CATALOGUE: Final = (
    (
        "da",
        "Kommunegrafens katalog",
        "De data, som Kommunegraf offentliggør om danske kommuners, KKR's og regioners beslutninger og aftaler.",
    ),
    (
        "en",
        "The catalogue of Kommunegraf",
        "The data that Kommunegraf publishes on decisions and agreements of Danish municipalities, KKR and regions.",
    ),
)
SERVICE: Final = (
    ("da", "Kommunegrafens SPARQL-tjeneste", "Svarer på SPARQL 1.1 over alle grafer i udgaven."),
    ("en", "The SPARQL service of Kommunegraf", "Answers SPARQL 1.1 over all graphs of the release."),
)
