"""The shapes look at nearly everything that is served, and at every class of it."""

from __future__ import annotations

from functools import cache

from rdflib import Graph

from extract.resources import ROOT
from kommunegraf.checking.coverage import LEAST, Coverage, coverage, served
from kommunegraf.checking.validation import load_shapes
from kommunegraf.terms import compact

WITHOUT_SHAPE = {"owl:AnnotationProperty"}
"""Classes of which only outside terms are declared, without any further statement."""


@cache
def samples() -> Coverage:
    return coverage(served(ROOT / "samples"), load_shapes())


def test_nearly_every_triple_is_looked_at() -> None:
    """At least LEAST of the triples that a build of the samples serves."""
    assert samples().share >= LEAST, "\n".join(samples().lines())


def test_every_class_has_a_shape() -> None:
    """A class that occurs in what is served needs a shape: add shapes/<class>.ttl and its cases."""
    bare = {compact(cls) for cls in samples().bare_classes} - WITHOUT_SHAPE
    assert set() == bare, f"no shape for {', '.join(sorted(bare))}: add shapes/<class>.ttl and cases in tests/shapes"


def test_properties_are_looked_at() -> None:
    """At least LEAST of the properties."""
    found = samples()
    assert len(found.bare_properties) <= (1 - LEAST) * len(found.properties), "\n".join(found.lines())


def test_what_no_path_goes_over_is_a_gap() -> None:
    """A type is looked at where a shape is for it, a value where a path of that shape leads to it."""
    data, shapes = Graph(), Graph()
    data.parse(data="@prefix x: <http://x/> . x:a a x:A ; x:b x:c ; x:d 1 . x:c a x:C ; x:e 2 ; x:f 3 .")
    shapes.parse(
        data="@prefix x: <http://x/> . @prefix sh: <http://www.w3.org/ns/shacl#> . "
        "x:S sh:targetClass x:A ; sh:property [ sh:path x:b ; sh:class x:C ] , [ sh:path ( x:b x:e ) ] ."
    )
    found = coverage(data, shapes)
    assert {("http://x/A", "http://x/d"): 1, ("http://x/C", "http://x/f"): 1} == dict(found.gaps)
    assert 6 == found.triples
