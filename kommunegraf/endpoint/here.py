"""The address at which this site answers for a thing, whatever address the thing itself has."""

from __future__ import annotations

from kommunegraf.base import BASE


def here(base: str, iri: str) -> str:
    """The address of a thing of ours on the site at ``base``; any other address as it is."""
    return f"{base}/id/{iri.removeprefix(BASE)}" if iri.startswith(BASE) else iri
