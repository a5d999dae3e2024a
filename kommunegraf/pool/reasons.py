"""Why a query is not answered, as the body of a reply holds it: a line in English, and the same in Danish below it."""

from __future__ import annotations


def told(danish: str, english: str) -> bytes:
    """The body of a reply that gives a reason."""
    return "\n".join(" ".join(text.split()) for text in (english, danish)).encode(errors="replace")


def read(body: bytes) -> tuple[str, str]:
    """The reason that a body gives, in Danish and in English."""
    english, _, danish = body.decode(errors="replace").partition("\n")
    return danish or english, english
