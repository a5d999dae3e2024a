"""What a request that is not answered is told, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.exceptions import HTTPException

from kommunegraf.pool import reasons
from kommunegraf.pool.pool import Reply


class Refused(HTTPException):
    """A request that is not answered: the status, the reason in Danish and English, and headers to go with it."""

    def __init__(self, status: int, danish: str, english: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(status, english, headers)
        self.danish = danish


def refused(reply: Reply) -> Refused:
    """The refusal that the pool replied with."""
    return Refused(reply.status, *reasons.read(reply.body), {"Retry-After": str(reply.retry)} if reply.retry else None)
