"""The ontology for Protégé is read by rdflib and by the OWL API, with no term undeclared."""

from __future__ import annotations

from rdflib import OWL, RDF, RDFS, Graph, URIRef

from kommunegraf.terms import KG

DECLARING = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, RDFS.Datatype)
BUILT_IN = tuple(map(str, (OWL, RDF, RDFS)))


def test_every_term_is_declared(exported) -> None:
    """Vocabulary and data are one graph, in which each property and class that is used is declared as such."""
    whole = Graph().parse(exported("owl"), format="xml")
    declared = {term for kind in DECLARING for term in whole.subjects(RDF.type, kind)}
    used = {*whole.predicates(), *whole.objects(None, RDF.type)}
    assert set() == {term for term in used - declared if not str(term).startswith(BUILT_IN)}
    assert (URIRef(KG.Funding), RDF.type, OWL.Class) in whole
    assert (None, RDF.type, KG.Funding) in whole
    assert (None, RDF.type, OWL.Ontology) in whole


def test_a_selection_keeps_the_vocabulary(exported) -> None:
    """What is selected comes with all of the vocabulary."""
    whole = Graph().parse(exported("owl", kinds=("Funding",)), format="xml")
    assert (None, RDF.type, KG.Funding) in whole
    assert (None, RDF.type, KG.Milestone) not in whole
    assert (URIRef(KG.Milestone), RDF.type, OWL.Class) in whole
