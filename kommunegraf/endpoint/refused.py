"""What a request that is not answered is told, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from starlette.exceptions import HTTPException

from kommunegraf.pool.pool import Reply

LEADS: Final = {
    400: "Forespørgslen kan ikke besvares",
    403: "Grafen kan kun læses",
    406: "Svaret findes ikke i den form",
    413: "Det er for meget",
    429: "Det er for mange forespørgsler",
    503: "Serveren nåede det ikke",
}
"""What a status of the pool means in Danish; the reason follows as the engine tells it."""


class Refused(HTTPException):
    """A request that is not answered: the status, the reason in Danish and English, and headers to go with it."""

    def __init__(self, status: int, danish: str, english: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(status, english, headers)
        self.danish = danish


def refused(reply: Reply) -> Refused:
    """The refusal that the pool replied with."""
    reason = reply.body.decode(errors="replace")
    danish = f"{LEADS.get(reply.status, 'Det gik ikke')}: {reason}"
    return Refused(reply.status, danish, reason, {"Retry-After": str(reply.retry)} if reply.retry else None)
