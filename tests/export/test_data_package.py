"""The Data Package is validated by frictionless."""

from __future__ import annotations

import json

import frictionless

from kommunegraf.queries import questions


def test_frictionless_finds_it_valid(exported) -> None:
    """Every table is a resource whose content fits the types of its columns, its size and its hash."""
    folder = exported("datapackage")
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert report.valid, report.flatten(["type", "message"])
    package = frictionless.Package(str(folder / "datapackage.json"))
    assert [found.name for found in questions() if found.is_table] == package.resource_names
    row = next(row for row in package.get_resource("allocations").read_rows() if row["recipient"] == "Kolding")
    assert (3000000, "0621", 20) == (int(row["amount"]), row["recipient_code"], row["places"])


def test_frictionless_sees_what_is_wrong(exported) -> None:
    """A word in a column of numbers, and a changed file, are found."""
    folder = exported("datapackage")
    path = folder / "allocations.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("3000000", "mange"), encoding="utf-8")
    report = frictionless.validate(str(folder / "datapackage.json"))
    kinds = {kind for (kind,) in report.flatten(["type"])}
    assert {"hash-count", "type-error"} & kinds


def test_selected(exported) -> None:
    """A kind chooses its tables."""
    folder = exported("datapackage", kinds=("Allocation",))
    described = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert ["allocations"] == [resource["name"] for resource in described["resources"]]
