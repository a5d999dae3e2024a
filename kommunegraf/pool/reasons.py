"""Why a query is not answered, as the body of a reply holds it: a line in English, and the same in Danish below it."""

from __future__ import annotations


def told(danish: str, english: str) -> bytes:
    """The body of a reply that gives a reason."""
    return "\n".join(" ".join(text.split()) for text in (english, danish)).encode(errors="replace")


def read(body: bytes) -> tuple[str, str]:
    """The reason that a body gives, in Danish and in English."""
    english, _, danish = body.decode(errors="replace").partition("\n")
    return danish or english, english


def late(seconds: float) -> tuple[str, str]:
    """The reason for a query that took too long, in Danish and in English."""
    written = f"{seconds:g}"
    return (
        f"Forespørgslen tog mere end {written.replace('.', ',')} sekunder og blev stoppet: bed om mindre.",
        f"The query took more than {written} seconds and was stopped: ask for less.",
    )


def greedy(memory: int) -> tuple[str, str]:
    """The reason for a query that took more than so many MiB of memory, in Danish and in English."""
    return (
        f"Forespørgslen tog mere end {memory} MiB hukommelse og blev stoppet: bed om mindre, eller giv den mere.",
        f"The query took more than {memory} MiB of memory and was stopped: ask for less, or give it more.",
    )


def refused(error: Exception) -> tuple[str, str]:
    """The reason for a query that the engine refuses while it evaluates it, in Danish and in English."""
    return f"Forespørgslen kan ikke beregnes: {error}", f"The query cannot be evaluated: {error}"
