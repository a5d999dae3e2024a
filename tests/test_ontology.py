"""The vocabulary: each term labelled in both languages, none used that is not declared, none of the outside made up."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from functools import cache
from pathlib import Path
from typing import get_args

import pyoxigraph
import pytest
from rdflib import OWL, RDF, RDFS, XSD, Graph, Literal, URIRef
from rdflib.term import Node

from extract import fact
from extract.resources import ROOT
from kommunegraf import identity
from kommunegraf.terminology import vocabulary
from kommunegraf.terminology.lint import check_text
from kommunegraf.terms import BASE, KG, KGS, PREFIXES, SDO, SH, SKOS

CODE = sorted([*(ROOT / "kommunegraf").rglob("*.py"), *(ROOT / "extract").rglob("*.py")])
TURTLE = sorted([*(ROOT / "ontology").glob("*.ttl"), *(ROOT / "shapes").glob("*.ttl")])
QUERIES = sorted((ROOT / "queries").glob("*.rq"))
KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
WITHOUT_OWL = {"date", "time", "gYear", "gYearMonth"}
"""Datatypes of XSD that OWL 2 DL does not know."""


@cache
def ontology() -> Graph:
    return vocabulary.load("kommunegraf") + vocabulary.load("alignments")


@cache
def declared() -> set[str]:
    """The local names of our terms."""
    return {
        str(term).removeprefix(str(KG))
        for kind in KINDS
        for term in vocabulary.own_terms(vocabulary.load("kommunegraf"), kind)
    }


@cache
def known() -> set[str]:
    lines = (ROOT / "ontology" / "vocabulary-terms.txt").read_text(encoding="utf-8").splitlines()
    return {line for line in lines if line and not line.startswith("#")}


def names(path: Path, prefix: str) -> set[str]:
    """The local names with a prefix in a Turtle or SPARQL file, comments and prologue left out."""
    text = re.sub(r"^(?:@prefix|PREFIX|#).*$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return set(re.findall(rf"(?<![\w:/-]){re.escape(prefix)}:([A-Za-z][\w-]*)", text))


@pytest.mark.parametrize("path", TURTLE, ids=lambda path: path.name)
def test_two_parsers_read_the_same(path: Path) -> None:
    """Every Turtle file parses in rdflib and in Oxigraph, to the same number of triples."""
    assert len(Graph().parse(path, format="turtle")) == len(list(pyoxigraph.parse(path=str(path))))


def test_every_term_is_named_and_defined_in_both_languages() -> None:
    """Each of our terms has one label and one definition of one sentence in Danish and in English."""
    graph = vocabulary.load("kommunegraf")
    for kind in KINDS:
        for term in vocabulary.own_terms(graph, kind):
            for predicate in (RDFS.label, RDFS.comment):
                texts = [text for text in graph.objects(term, predicate) if isinstance(text, Literal)]
                assert Counter(["da", "en"]) == Counter(str(text.language) for text in texts), term
            for text in graph.objects(term, RDFS.comment):
                assert re.fullmatch(r"[A-ZÆØÅ][^\n]*\.", str(text)), text


def test_every_class_is_under_a_standard_one() -> None:
    """Own class for the Danish concept, declared under the standard one."""
    graph = vocabulary.load("kommunegraf")
    for term in vocabulary.own_terms(graph, OWL.Class):
        assert [above for above in graph.objects(term, RDFS.subClassOf) if not str(above).startswith(KG)], term


def test_no_term_is_used_that_is_not_declared() -> None:
    """Every kg: term in code, shapes, questions and reference data is in the ontology."""
    used = {name for path in (*TURTLE, *QUERIES) for name in names(path, "kg")}
    for path in CODE:
        text = path.read_text(encoding="utf-8")
        used |= set(re.findall(r"\bKG\.(\w+)", text)) | set(re.findall(r"\bKG\[\"(\w+)\"\]", text))
    assert set() == used - declared()


def test_no_term_is_declared_that_nothing_writes() -> None:
    """Every term of the ontology is written by the code or stands in the reference data or the topics."""
    data = [ROOT / "ontology" / f"{name}.ttl" for name in ("reference", "topics")]
    written = {name for path in data for name in names(path, "kg")}
    for path in sorted((ROOT / "kommunegraf").rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        written |= set(re.findall(r"\bKG\.(\w+)", text)) | set(re.findall(r"\bKG\[\"(\w+)\"\]", text))
    assert set() == declared() - written


def test_every_shape_name_is_defined() -> None:
    """Every kgs: name in the shapes is the subject of something."""
    graph = Graph()
    for path in sorted((ROOT / "shapes").glob("*.ttl")):
        graph.parse(path)
    terms = {term for triple in graph for term in triple if isinstance(term, URIRef) and term.startswith(KGS)}
    assert set() == terms - set(graph.subjects())


def outside(text: Node) -> bool:
    """Whether an IRI is a term of an outside vocabulary, and so must exist in it."""
    built_in = ("owl", "rdf", "rdfs", "sh", "xsd")
    own = ("id", "kg", "kgs")
    others = [str(namespace) for prefix, namespace in PREFIXES.items() if prefix not in (*built_in, *own)]
    return isinstance(text, URIRef) and any(text.startswith(namespace) and text != namespace for namespace in others)


@pytest.mark.parametrize("path", TURTLE, ids=lambda path: path.name)
def test_outside_terms_exist(path: Path) -> None:
    """No IRI of an outside vocabulary is made up."""
    terms = {str(term) for triple in Graph().parse(path, format="turtle") for term in triple if outside(term)}
    assert set() == terms - known()


def test_outside_terms_of_queries_exist() -> None:
    """No question asks for a made-up term of an outside vocabulary."""
    for path in QUERIES:
        for prefix, namespace in PREFIXES.items():
            if outside(URIRef(f"{namespace}x")):
                assert set() == {f"{namespace}{name}" for name in names(path, prefix)} - known(), path.name


def test_outside_terms_of_the_code_exist() -> None:
    """No name after a namespace of kommunegraf/terms.py is made up."""
    for path in sorted((ROOT / "kommunegraf").rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        for prefix, namespace in PREFIXES.items():
            if outside(URIRef(f"{namespace}x")):
                variable = prefix.upper().replace("-", "_")
                found = re.findall(rf"\b{variable}(?:\.(\w+)|\[\"(\w+)\"\])", text)
                assert set() == {f"{namespace}{name}" for pair in found for name in pair if name} - known(), path.name


@pytest.mark.parametrize("path", [*TURTLE, *QUERIES], ids=lambda path: path.name)
def test_prefixes_are_the_declared_ones(path: Path) -> None:
    """Each file binds a prefix to what ontology/prefixes.ttl says, and binds none that it does not use."""
    text = path.read_text(encoding="utf-8")
    bound = dict(re.findall(r"^(?:@prefix|PREFIX)\s+([\w-]+):\s*<([^>]+)>", text, re.MULTILINE))
    assert {prefix: str(PREFIXES.get(prefix)) for prefix in bound} == bound
    body = re.sub(r"^(?:@prefix|PREFIX|#).*$", "", text, flags=re.MULTILINE)
    assert [prefix for prefix in bound if not re.search(rf"(?<![\w-]){prefix}:", body)] == []


def test_prefixes_as_data_equal_those_of_the_code() -> None:
    """ontology/prefixes.ttl and kommunegraf/terms.py hold the same list."""
    graph = vocabulary.load("prefixes")
    declarations = list(graph.objects(None, SH.declare))
    as_data = {str(graph.value(d, SH.prefix)): str(graph.value(d, SH.namespace)) for d in declarations}
    assert {prefix: str(namespace) for prefix, namespace in PREFIXES.items()} == as_data


def test_one_form_of_http() -> None:
    """schema.org and the Flemish vocabularies are written with http, as their own files do; examples aside (SDO)."""
    for path in (*TURTLE, *QUERIES, *CODE):
        text = path.read_text(encoding="utf-8").replace(f'SDO = Namespace("{SDO}")', "")
        assert not re.search(r"https://schema\.org|https://data\.vlaanderen\.be/ns/besluit#", text), path.name


def test_each_term_is_of_one_kind() -> None:
    """Classes, links, values and annotations are apart, as OWL 2 DL wants it."""
    kinds = Counter(term for kind in KINDS for term in set(ontology().subjects(RDF.type, kind)))
    assert [term for term, count in kinds.items() if count > 1] == []


def test_what_the_ontology_uses_it_declares() -> None:
    """Every super-term, domain and range is declared, and annotations are annotation properties."""
    graph = ontology()
    classes = set(graph.subjects(RDF.type, OWL.Class))
    links, values = (set(graph.subjects(RDF.type, kind)) for kind in (OWL.ObjectProperty, OWL.DatatypeProperty))
    assert set() == {above for pair in graph.subject_objects(RDFS.subClassOf) for above in pair} - classes
    assert set() == set(graph.objects(None, RDFS.domain)) - classes
    assert set() == {graph.value(link, RDFS.range) for link in links} - classes - {None}
    for value in values:
        kind = graph.value(value, RDFS.range)
        assert kind is None or str(kind).startswith((str(XSD), str(RDF))), value
        assert not any(str(kind) == str(XSD) + name for name in WITHOUT_OWL), value
    for below, above in graph.subject_objects(RDFS.subPropertyOf):
        assert {below, above} <= links or {below, above} <= values, below
    annotations = set(graph.subjects(RDF.type, OWL.AnnotationProperty))
    standard = {RDF.type, RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range, RDFS.label, RDFS.comment}
    standard |= {RDFS.isDefinedBy, OWL.versionIRI, OWL.versionInfo}
    assert set() == set(graph.predicates()) - annotations - standard


def test_reference_data_fits_the_declarations() -> None:
    """Links lead to things, values are literals, and every property and class of the reference data is declared."""
    graph, data = vocabulary.load("kommunegraf"), vocabulary.load("reference") + vocabulary.load("concepts")
    links, values = (set(graph.subjects(RDF.type, kind)) for kind in (OWL.ObjectProperty, OWL.DatatypeProperty))
    built_in = {RDFS.label, RDFS.seeAlso, OWL.sameAs}
    annotations, classes = (set(graph.subjects(RDF.type, kind)) for kind in (OWL.AnnotationProperty, OWL.Class))
    for _, predicate, value in data:
        if predicate == RDF.type:
            assert value in classes, value
        else:
            assert predicate in links | values | annotations | built_in, predicate
            assert isinstance(value, URIRef) or predicate not in links, predicate
            assert isinstance(value, Literal) or predicate not in values, predicate


def test_lists_hold_what_facts_may_say() -> None:
    """The notations of scale, bound, direction and period are the values that the facts allow."""
    graph = vocabulary.load("concepts")
    lists = {
        "scale": fact.Scale,
        "bound": fact.Bound,
        "direction": fact.Direction,
        "period-kind": fact.PeriodKind,
    }
    for scheme, allowed in lists.items():
        concepts = graph.subjects(SKOS.inScheme, URIRef(f"{BASE}concept/{scheme}"))
        assert sorted(get_args(allowed)) == sorted(str(graph.value(concept, SKOS.notation)) for concept in concepts)


def test_a_concept_goes_by_its_notation() -> None:
    """The address of a concept is that of its list and its notation."""
    graph = vocabulary.load("concepts")
    for concept in graph.subjects(RDF.type, SKOS.Concept):
        scheme = str(graph.value(concept, SKOS.inScheme)).rpartition("/")[2]
        assert identity.concept(scheme, str(graph.value(concept, SKOS.notation))) == concept


def asked() -> set[str]:
    """Our terms that a question names, and the classes that the links it follows lead to or from."""
    used = {name for path in QUERIES for name in names(path, "kg")}
    graph = vocabulary.load("kommunegraf")
    ends = {end for name in used for way in (RDFS.domain, RDFS.range) for end in graph.objects(KG[name], way)}
    return used | {str(end).removeprefix(str(KG)) for end in ends}


def test_every_term_answers_a_question() -> None:
    """A question in queries/ uses each class and property, but kg:matches: other engines know no search."""
    assert {"matches"} == declared() - asked()


def test_every_term_has_an_example_that_holds() -> None:
    """Each term has one example; that of a class or link is Turtle of declared terms and true to its kind."""
    graph = vocabulary.load("kommunegraf")
    head = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in PREFIXES.items())
    for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty):
        for term in vocabulary.own_terms(graph, kind):
            (example,) = graph.objects(term, SKOS.example)
            if kind == OWL.DatatypeProperty:
                assert str(example).strip() == str(example) != "", term
                continue
            text = f"@base <{BASE}> .\n{head}{example}"
            shown = Graph().parse(data=text, format="turtle")
            assert (None, RDF.type, term) in shown or (None, term, None) in shown, term
            assert list(check_text("example.ttl", text)) == [], term


def test_examples_of_values_fit_their_range() -> None:
    """An example of a number is a number."""
    graph = vocabulary.load("kommunegraf")
    for term in vocabulary.own_terms(graph, OWL.DatatypeProperty):
        kind, example = graph.value(term, RDFS.range), str(graph.value(term, SKOS.example))
        if kind in (XSD.decimal, XSD.integer):
            assert not Literal(example, datatype=kind).ill_typed, term


def test_mission_concepts_are_said_by_what_there_is() -> None:
    """The table of concepts in ontology/README.md names declared terms and concepts of the lists only."""
    text = (ROOT / "ontology" / "README.md").read_text(encoding="utf-8")
    section = text.partition("## What stands for what")[2].partition("\n## ")[0]
    named = set(re.findall(r"`kg:(\w+)`", section))
    assert len(named) > 20
    assert set() == named - declared()
    concepts = {str(concept).removeprefix(BASE) for concept in vocabulary.load("concepts").subjects(SKOS.inScheme)}
    assert set() == set(re.findall(r"`(concept/[\w/-]+)`", section)) - concepts


def test_version_is_that_of_the_package() -> None:
    """The ontology's version and version IRI follow pyproject.toml."""
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    graph, name = vocabulary.load("kommunegraf"), URIRef("https://w3id.org/kommunegraf/ns")
    assert version == str(graph.value(name, OWL.versionInfo))
    assert f"{name}/{version}" == str(graph.value(name, OWL.versionIRI))


@pytest.mark.parametrize("path", vocabulary.READMES, ids=lambda path: path.parent.name)
def test_tables_of_the_readme_are_up_to_date(path: Path) -> None:
    """The tables are those that `python -m kommunegraf.terminology.vocabulary` makes."""
    text = path.read_text(encoding="utf-8")
    assert vocabulary.made(text) == text
