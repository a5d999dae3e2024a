"""What a pool is asked: a query, and all that its answer depends on."""

from __future__ import annotations

import json
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field

from kommunegraf import sparql


@dataclass(slots=True)
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
    _message: bytes = field(default=b"", init=False, repr=False, compare=False)
    _is_lasting: bool | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def message(self) -> bytes:
        """The request as the worker reads it, and what the tag of its answer is made of."""
        if not self._message:
            asked = self.query, self.format, self.default_graphs, self.named_graphs
            self._message = json.dumps(asked).encode()
        return self._message

    @property
    def is_lasting(self) -> bool:
        """Whether its answer is the same as long as the data is the same."""
        if self._is_lasting is None:
            self._is_lasting = sparql.is_lasting(self.query)
        return self._is_lasting

    def key(self, release: str) -> Hashable:
        """What the answer depends on."""
        return release, self.query, self.format, tuple(self.default_graphs), tuple(self.named_graphs)
