"""The log of the server: lines of JSON for machines, or key=value for people; messages go to stderr."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Final

FORMS: Final = ("text", "json")


class Structured(logging.Formatter):
    """A record as one line: time, level, what happened, the request it belongs to, and what is told of it."""

    def __init__(self, form: str, request: Callable[[], str]) -> None:
        """``form`` is one of FORMS; ``request`` gives the id of the request that is being answered, or ""."""
        super().__init__()
        self._form = form
        self._request = request

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        values: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": record.getMessage(),
        }
        if name := self._request():
            values["request"] = name
        values |= getattr(record, "told", {})
        if record.exc_info:
            values["trace"] = self.formatException(record.exc_info)
        if self._form == "json":
            return json.dumps(values, ensure_ascii=False)
        return " ".join(f"{name}={_written(value)}" for name, value in values.items())


def _written(value: object) -> str:
    """A value on one line, in quotes where it has spaces or signs of its own."""
    text = str(value)
    return (
        text if text and text.isascii() and not set(text) & set(' "=\n\r\t\\') else json.dumps(text, ensure_ascii=False)
    )


def start(form: str, request: Callable[[], str], *, requests: bool) -> None:
    """Begins the log of this process; with ``requests`` each request is a line of it, else only what is unusual."""
    handler = logging.StreamHandler()
    handler.setFormatter(Structured(form, request))
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("kommunegraf").setLevel(logging.INFO)
    logging.getLogger("kommunegraf.requests").setLevel(logging.INFO if requests else logging.WARNING)
