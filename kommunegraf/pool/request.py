"""What a pool is asked: a query, and all that its answer depends on."""

from __future__ import annotations

import json
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Request:
    """A query, the name of the format to answer in, and the graphs that the protocol names.

    ``seconds`` may shorten the time that the query may take, not lengthen it; ``asker`` is who asks, so that askers
    can take turns.
    """

    query: str
    format: str
    default_graphs: Sequence[str] = field(default=())
    named_graphs: Sequence[str] = field(default=())
    seconds: float | None = None
    asker: str = ""

    def message(self) -> bytes:
        """The request as the worker reads it."""
        return json.dumps((self.query, self.format, self.default_graphs, self.named_graphs)).encode()

    def key(self, release: str) -> Hashable:
        """What the answer depends on."""
        return release, self.query, self.format, tuple(self.default_graphs), tuple(self.named_graphs)
