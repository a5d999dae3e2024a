"""Where an address of the server lies in a static site: which addresses become files, under which name."""

from __future__ import annotations

import hashlib
import posixpath
import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl, quote, unquote, urlencode, urljoin, urlsplit

PAGES: Final = re.compile(r"/(?:(?:questions|id|evidence|vocabulary)/.+|vocabulary|findings|news)?")
"""Pages that are the same for every visitor; those that answer to what one types need the server."""
FILES: Final = re.compile(r"/(?:web/.+|q/[\w-]+\.(?:csv|json)|evidence/[\w-]+/\d+\.webp)")
"""What pages show, and what they offer to take along."""
NAMED: Final = re.compile(r"\.(?:csv|tsv|json|xml|ttl|nt|rdf|jsonld|trig|nq)$")
"""Endings that ask for something other than a page."""
KEPT: Final = {"evidence": frozenset({"lang", "page", "quote"})}
"""What a query may hold, by the first part of the path; else only the language."""
LONGEST: Final = 120
"""Characters of one part of a file's name; what is longer is cut and marked by its hash."""
ELSEWHERE: Final = "not-here.html"
"""The page to which all links lead that need the server."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """An address of the server, and the file that it becomes."""

    address: str
    file: str


def place(address: str, base: str = "/") -> Place | None:
    """The place of an address that a page at ``base`` links to; None where the site holds no such file."""
    wanted = urlsplit(urljoin(base, address))
    pairs = sorted(parse_qsl(wanted.query))
    path = wanted.path or "/"
    if FILES.fullmatch(path):
        return Place(path, _named(path.lstrip("/"))) if not pairs or path.startswith("/web/") else None
    if not PAGES.fullmatch(path) or NAMED.search(path):
        return None
    kept = KEPT.get(path.split("/")[1], frozenset({"lang"}))
    values = dict(pairs)
    if len(values) != len(pairs) or not values.keys() <= kept:
        return None
    language = values.pop("lang", "da")
    name = _named(path.strip("/") or "index")
    name += f"~{_digest(urlencode(values))}" if values else ""
    folder = "" if language == "da" else f"{language}/"
    if language not in {"da", "en"}:
        return None
    query = urlencode([*sorted(values.items()), *([("lang", language)] if language != "da" else [])])
    return Place(f"{path}?{query}" if query else path, f"{folder}{name.removesuffix('.html')}.html")


def link(file: str, there: str, fragment: str = "") -> str:
    """The relative link from one file of the site to another."""
    where = posixpath.relpath(there, posixpath.dirname(file) or ".")
    return quote(where) + (f"#{fragment}" if fragment else "")


def _named(path: str) -> str:
    """The name of a file for a path: each part as it reads, none that leads out of the folder or is too long."""
    parts = [unquote(part) for part in path.split("/")]
    return "/".join(_part(part) for part in parts if part not in {"", ".", ".."})


def _part(text: str) -> str:
    plain = re.sub(r'[\x00-\x1f/\\:*?"<>|]', "_", text)
    is_short = plain == text and len(plain.encode()) <= LONGEST
    return plain if is_short else f"{plain[: LONGEST // 2]}~{_digest(text)}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:10]
