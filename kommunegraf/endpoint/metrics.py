"""What an operator's Prometheus reads: requests by address and status, their seconds, and the state of the pool."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import accumulate
from typing import Final

from prometheus_client import CollectorRegistry, ProcessCollector, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.registry import Collector
from prometheus_client.utils import floatToGoString
from starlette.requests import Request
from starlette.responses import Response

from kommunegraf.pool.pool import Pool

BUCKETS: Final = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)
"""Seconds, up to twice the longest that a query may take unless said otherwise."""
EDGES: Final = (*map(floatToGoString, BUCKETS), "+Inf")
METHODS: Final = frozenset({"GET", "HEAD", "POST", "OPTIONS"})
OTHER: Final = "other"
"""What addresses and methods are counted as that there are not, so that nobody can make more figures."""


class Metrics:
    """The figures of one app; ``heads`` are the first parts of its addresses, which requests are counted by."""

    def __init__(self, pool: Pool, heads: frozenset[str]) -> None:
        self._heads = heads
        self.registry = CollectorRegistry()
        self._requests = _Requests()
        self.registry.register(self._requests)
        self.registry.register(_Pool(pool))
        ProcessCollector(registry=self.registry)

    def count(self, path: str, method: str, status: int, seconds: float) -> None:
        """Counts a request that was answered."""
        head = path.split("/", 2)[1] if path.startswith("/") else ""
        key = head if head in self._heads else OTHER, method if method in METHODS else OTHER, status
        self._requests.count(key, seconds)


class _Requests(Collector):
    """Requests and their seconds, counted by one thread: without the locks of the library, which cost more."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str, int], _Times] = {}

    def count(self, key: tuple[str, str, int], seconds: float) -> None:
        """Counts a request by address, method and status."""
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = _Times()
        found.add(seconds)

    def collect(self) -> Iterator[Metric]:
        requests = CounterMetricFamily(
            "kommunegraf_requests", "Requests answered.", labels=("address", "method", "status")
        )
        times: dict[str, list[_Times]] = {}
        for (head, method, status), found in self._found.items():
            address = f"/{head}" if head != OTHER else OTHER
            requests.add_metric((address, method, str(status)), sum(found.numbers))
            times.setdefault(address, []).append(found)
        yield requests
        seconds = HistogramMetricFamily(
            "kommunegraf_request_seconds", "Seconds until a request was answered.", labels=("address",)
        )
        for address, each in times.items():
            numbers = accumulate(map(sum, zip(*(found.numbers for found in each), strict=True)))
            buckets = list(zip(EDGES, numbers, strict=True))
            seconds.add_metric((address,), buckets, sum(found.seconds for found in each))
        yield seconds


class _Times:
    """How long requests took: how many in each bucket, and all of them together."""

    __slots__ = ("numbers", "seconds")

    def __init__(self) -> None:
        self.numbers = [0] * len(EDGES)
        self.seconds = 0.0

    def add(self, seconds: float) -> None:
        """One took so many seconds."""
        self.numbers[bisect_left(BUCKETS, seconds)] += 1
        self.seconds += seconds


class _Pool(Collector):
    """The state of a pool at the moment that it is asked for."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    def collect(self) -> Iterator[Metric]:
        pool = self._pool
        yield GaugeMetricFamily("kommunegraf_queries_working", "Queries being worked on.", pool.working)
        yield GaugeMetricFamily("kommunegraf_queries_waiting", "Queries that wait for a worker.", pool.waiting)
        yield CounterMetricFamily("kommunegraf_queries_kept", "Queries answered from what was kept.", pool.kept)
        yield CounterMetricFamily("kommunegraf_workers_replaced", "Workers ended and replaced.", pool.replaced)
        yield GaugeMetricFamily("kommunegraf_workers", "Queries that can be worked on at once.", pool.limits.workers)
        yield GaugeMetricFamily("kommunegraf_ready", "Whether queries can be answered.", pool.is_ready)
        release = GaugeMetricFamily("kommunegraf_release", "The release that is served.", labels=("name",))
        if pool.is_ready:
            release.add_metric((pool.release,), 1)
        yield release


async def metrics(request: Request) -> Response:
    """All figures in the text format of Prometheus."""
    found: Metrics = request.app.state.metrics
    return Response(generate_latest(found.registry), headers={"Content-Type": CONTENT_TYPE_LATEST})
