"""What is offered of a release: the addresses of a server, or the files of a folder that a web server hands out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from kommunegraf.opendata.describing import Offered
from kommunegraf.queries import questions

FORMS: Final = {
    "nq": ("application/n-quads", "RDF_N_QUADS"),
    "nt": ("application/n-triples", "RDF_N_TRIPLES"),
    "ttl": ("text/turtle", "RDF_TURTLE"),
    "trig": ("application/trig", "RDF_TRIG"),
    "rdf": ("application/rdf+xml", "RDF_XML"),
    "jsonld": ("application/ld+json", "JSON_LD"),
    "csv": ("text/csv", "CSV"),
    "json": ("application/json", "JSON"),
}
"""Media type and code in the EU's table of file types, by ending."""
PACKED: Final = {"gz": "application/gzip", "zst": "application/zstd"}
CHECKSUMS: Final = ".sha256"


def of_server(site: str) -> Iterator[Offered]:
    """The dump and the tables that a server at ``site`` gives; tables are the questions that need no parameter."""
    site = site.rstrip("/")
    media_type, form = FORMS["ttl"]
    yield Offered(f"{site}/graphs?default", "Alle data som Turtle", "All data as Turtle", media_type, form)
    media_type, form = FORMS["csv"]
    for question in questions():
        if not question.parameters:
            address = f"{site}/q/{question.name}.csv"
            yield Offered(address, f"Tabel: {question.summary}", f"Table: {question.summary_en}", media_type, form)


def of_folder(folder: Path, site: str) -> Iterator[Offered]:
    """The dumps and tables under a folder that is handed out at ``site``, each with its SHA-1; other files are none."""
    titles = {question.name: (question.summary, question.summary_en) for question in questions()}
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name, _, packed = path.name.partition(".")
        ending, _, packed = packed.partition(".")
        if ending not in FORMS or (packed and packed not in PACKED):
            continue
        media_type, form = FORMS[ending]
        where = path.relative_to(folder).as_posix()
        is_table = ending == "csv" and name in titles
        danish, english = titles[name] if is_table else (f"Filen {where}", f"The file {where}")
        with path.open("rb") as file:
            sha1 = hashlib.file_digest(file, "sha1").hexdigest()
        yield Offered(
            address=f"{site.rstrip('/')}/{where}",
            danish=f"Tabel: {danish}" if is_table else danish,
            english=f"Table: {english}" if is_table else english,
            media_type=media_type,
            form=form,
            packed=PACKED.get(packed, ""),
            sha1=sha1,
        )
