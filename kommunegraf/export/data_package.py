"""A Data Package: each named table as a CSV file, and ``datapackage.json`` with the type of every column.

Memory: one document at a time, whatever their number.
"""

from __future__ import annotations

import csv
import hashlib
import json
from pathlib import Path
from typing import Any

from kommunegraf.export.selection import Selection
from kommunegraf.export.tables import Table, tables
from kommunegraf.releases.licence import licence
from kommunegraf.releases.release import Release


def write(release: Release, selection: Selection, folder: Path) -> None:
    """Writes the tables of a selection into an empty folder."""
    with tables(release, selection) as found:
        resources = [_resource(table, folder) for table in found]
    package = {
        "profile": "tabular-data-package",
        "name": "kommunegraf",
        "id": release.name,
        "title": "Kommunegraf",
        "licenses": [{"path": licence(release)}],
        "resources": resources,
    }
    text = json.dumps(package, ensure_ascii=False, indent=2) + "\n"
    (folder / "datapackage.json").write_text(text, encoding="utf-8")


def _resource(table: Table, folder: Path) -> dict[str, Any]:
    """Writes a table, and says what it is."""
    path = folder / f"{table.name}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(table.columns)
        rows.writerows(table.rows())
    with path.open("rb") as written:
        sha256 = hashlib.file_digest(written, "sha256").hexdigest()
    fields = [{"name": name, "type": type_} for name, type_ in zip(table.columns, table.types, strict=True)]
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": path.name,
        "title": table.question.summary,
        "description": table.question.summary_en,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{sha256}",
        "schema": {"fields": fields, "missingValues": [""]},
    }
