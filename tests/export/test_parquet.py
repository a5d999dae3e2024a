"""Parquet is opened by pyarrow, pandas, polars and DuckDB: a row for each quad."""

from __future__ import annotations

import sys
from pathlib import Path

import duckdb
import pandas
import polars
import pytest
from pyarrow import parquet

from kommunegraf.errors import MissingLibrary
from kommunegraf.export import export
from kommunegraf.export.parquet import COLUMNS
from kommunegraf.releases.release import Release

XSD = "http://www.w3.org/2001/XMLSchema#"


def test_pyarrow_reads_it(exported, release: Release) -> None:
    """There are as many rows as quads; addresses, texts, languages and types are apart."""
    rows = parquet.read_table(exported("parquet")).to_pylist()
    assert len(list(release.quads())) == len(rows)
    share = next(row for row in rows if row["predicate"].endswith("ns#places") and row["object"] == "15")
    assert (f"{XSD}integer", "") == (share["datatype"], share["language"])
    title = next(row for row in rows if row["object"] == "Godkendelse af referat")
    assert ("http://www.w3.org/1999/02/22-rdf-syntax-ns#langString", "da") == (title["datatype"], title["language"])
    assert {""} == {row["datatype"] for row in rows if row["predicate"].endswith("#type")}


def test_others_read_it(exported, release: Release) -> None:
    """pandas, polars and DuckDB see the same rows and columns."""
    path, quads = exported("parquet"), len(list(release.quads()))
    for frame in (pandas.read_parquet(path), polars.read_parquet(path)):
        assert ((quads, len(COLUMNS)), list(COLUMNS)) == (frame.shape, list(frame.columns))
    (found,) = duckdb.read_parquet(str(path)).aggregate("COUNT(*), COUNT(DISTINCT graph)").fetchall()
    assert (quads, len({line.rpartition(" <")[2] for line in release.quads()})) == found


def test_without_pyarrow(release: Release, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where pyarrow is missing the message says how to get it, and nothing is written."""
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingLibrary, match=r"kommunegraf\[export\]"):
        export(release, tmp_path / "graf.parquet")
    assert [] == list(tmp_path.iterdir())
