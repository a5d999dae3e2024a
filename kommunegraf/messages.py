"""Which language messages are in: Danish where the locale is Danish, English elsewhere."""

from __future__ import annotations

import os


def language() -> str:
    """ "da" or "en", by the first of LC_ALL, LC_MESSAGES and LANG that is set."""
    locale = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))), "")
    return "da" if locale.lower().startswith("da") else "en"


def say(danish: str, english: str) -> str:
    """The one of two texts that is in the user's language."""
    return danish if language() == "da" else english
