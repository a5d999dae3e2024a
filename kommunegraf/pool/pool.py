"""Worker processes that answer queries: one that takes too long costs its worker its life, and nobody else anything."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Coroutine, Hashable
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from kommunegraf.errors import KommunegrafError, NoRelease, WrongUse
from kommunegraf.messages import say
from kommunegraf.pool import reasons
from kommunegraf.pool.answers import Answers
from kommunegraf.pool.limits import Limits
from kommunegraf.pool.process import Again, LoadedRelease, Reply, Worker
from kommunegraf.pool.request import Request
from kommunegraf.pool.turns import Busy, Greedy, Turns
from kommunegraf.releases.release import current
from kommunegraf.search import matching

__all__ = ["Limits", "Pool", "Reply", "Request"]

WATCH: Final = 1.0
"""Seconds between two looks at which release is to be served, and before trying again what failed."""
SOON: Final = 5
MOST: Final = 4
"""Queries that a worker may be given at once while it is quick: it takes the next without waiting for us."""
LOG: Final = logging.getLogger("kommunegraf")
BUSY: Final = Reply(
    503,
    reasons.told("Serveren har travlt: prøv igen om lidt.", "The server is busy: try again in a moment."),
    retry=SOON,
)
GREEDY: Final = Reply(
    429,
    reasons.told(
        "For mange af dine forespørgsler venter allerede: prøv igen, når de er besvaret.",
        "Too many of your queries wait already: try again when they are answered.",
    ),
    retry=SOON,
)
TOO_MUCH: Final = Reply(
    503,
    reasons.told(
        "Forespørgslen tog for meget hukommelse eller var for dybt indlejret og blev stoppet: bed om mindre.",
        "The query took too much memory or was too deeply nested, and was stopped: ask for less.",
    ),
    retry=SOON,
)


class Pool:
    """The workers of a store folder; they follow its ``current`` release, one query at a time each."""

    def __init__(
        self, folder: Path, limit: float | None = None, size: int | None = None, limits: Limits | None = None
    ) -> None:
        limits = limits or Limits()
        self.folder = folder
        self.limits = replace(limits, seconds=limit or limits.seconds, workers=size or limits.workers)
        self._turns: Turns[Worker] = Turns(self.limits.waiting, self.limits.waiting_each, self._room)
        self._answers: Answers[Reply] = Answers(self.limits.kept)
        self._asked: dict[Hashable, asyncio.Future[Reply | None]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._loaded: LoadedRelease | None = None
        self._loading = asyncio.Lock()
        self._stopped = False
        self.kept = 0
        """Queries answered from what was kept, or together with the same query of another."""
        self.replaced = 0
        """Workers that were ended, for the query that they had or for another release."""

    @property
    def is_ready(self) -> bool:
        """Whether a query asked now can be answered: a release is loaded, and its workers live."""
        return self._loaded is not None and bool(self._loaded.workers) and not self._stopped

    @property
    def limit(self) -> float:
        """Seconds that a query may take."""
        return self.limits.seconds

    @property
    def release(self) -> str:
        """The name of the release that a query asked now is answered from."""
        return self._source.name

    @property
    def working(self) -> int:
        """How many queries are being worked on."""
        return self._turns.working

    @property
    def waiting(self) -> int:
        """How many queries wait for a worker."""
        return self._turns.waiting

    @property
    def _source(self) -> LoadedRelease:
        if self._loaded is None:
            raise RuntimeError("the pool was not started")
        return self._loaded

    async def start(self) -> None:
        """Starts the workers. Raises NoRelease where there is nothing to serve."""
        self._loaded = await LoadedRelease.load(current(self.folder).folder, self.limits)
        if not self._loaded.isolated:
            LOG.warning(
                say(
                    "Systemet lader ikke forespørgsler køre uden netværk: SERVICE afvises kun ud fra deres tekst.",
                    "The system does not let queries run without network: SERVICE is refused by their text alone.",
                )
            )
        for _ in range(self.limits.workers + 1):
            self._turns.put(await self._loaded.worker())
        self._spawn(self._watch())

    async def stop(self) -> None:
        """Ends the workers, those that answer too."""
        self._stopped = True
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._loaded is not None:
            await self._loaded.end()

    def known(self, request: Request) -> Reply | None:
        """The reply to a query, where it was given before and is kept."""
        found = self._answers.get(request.key(self.release))
        self.kept += found is not None
        return found

    async def ask(self, request: Request) -> Reply:
        """The reply to a query, within its time: 200 and the whole answer, or a status and one line that says why not.

        413 where query or answer is too large, 429 where the asker has too many queries waiting, 503 where all workers
        are busy or the query took too long or too much memory. Whoever cancels this ends the query.
        """
        if len(request.query.encode(errors="replace")) > self.limits.query:
            most = self.limits.query
            return Reply(
                413, reasons.told(f"En forespørgsel har højst {most} bytes.", f"A query has at most {most} bytes.")
            )
        loop = asyncio.get_running_loop()
        deadline = loop.time() + self._seconds(request)
        release = self.release
        key = request.key(release)
        known = self.known(request)
        if known is None and key in self._asked:
            try:
                known = await self._same(key, deadline)
            except TimeoutError:
                return self._late(request)
            self.kept += known is not None
        if known is not None:
            return known
        if key in self._asked or not request.is_lasting:
            return await self._work(request, deadline)
        told = self._asked[key] = loop.create_future()
        reply = None
        try:
            reply = await self._work(request, deadline)
            if reply.status == 200 and reply.release == release:
                self._answers.keep(key, reply, len(reply.body) + len(request.query))
            return reply
        finally:
            del self._asked[key]
            told.set_result(reply if reply is not None and reply.status == 200 else None)

    async def _same(self, key: Hashable, deadline: float) -> Reply | None:
        """The answer to the same query where somebody asks it just now: it is worked out once.

        Raises TimeoutError where that takes too long.
        """
        async with asyncio.timeout_at(deadline):
            while (told := self._asked.get(key)) is not None:
                if (reply := await asyncio.shield(told)) is not None:
                    return reply
        return None

    async def _work(self, request: Request, deadline: float) -> Reply:
        """The reply of a worker."""
        again = False
        while True:
            try:
                worker = await self._turns.take(request.asker, deadline, again=again)
            except (TimeoutError, Busy):
                return BUSY
            except Greedy:
                return GREEDY
            try:
                return await self._answer(worker, request, deadline)
            except Again:
                if asyncio.get_running_loop().time() >= deadline:
                    return BUSY
                again = True
            finally:
                self._back(request.asker, worker)

    def _back(self, asker: str, worker: Worker) -> None:
        """Puts a worker back among the free ones, once nobody has it, if it is still good, and else replaces it."""
        is_idle = self._turns.done(asker, worker)
        if worker.is_spent or (is_idle and worker.source is not self._source):
            self._replace(worker)
        elif is_idle:
            self._turns.put(worker)

    def _room(self, worker: Worker) -> int:
        """How many a worker may be given to at once."""
        return MOST if worker.is_quick and not worker.is_spent and worker.source is self._source else 1

    async def _answer(self, worker: Worker, request: Request, deadline: float) -> Reply:
        """The reply of this worker. Raises Again where it must be asked of another."""
        if worker.source is not self._source:  # it was free in the moment when the release changed
            raise Again
        try:
            if matching.mentions(request.query):
                async with asyncio.timeout_at(deadline):
                    request = await _searched(request, worker.source.folder)
            return await worker.ask(request.message, deadline)
        except KommunegrafError as error:
            return Reply(400 if isinstance(error, WrongUse) else 503, reasons.told(error.danish, error.english))
        except TimeoutError:
            return self._late(request)
        except ConnectionError:
            return TOO_MUCH

    def _seconds(self, request: Request) -> float:
        return min(self.limits.seconds, request.seconds or self.limits.seconds)

    def _late(self, request: Request) -> Reply:
        return Reply(503, reasons.told(*reasons.late(self._seconds(request))), retry=SOON)

    def _replace(self, worker: Worker) -> None:
        """Ends a worker at once; another takes its place as soon as it is up."""
        if not worker.kill():
            return
        self.replaced += 1
        if not self._stopped:
            self._spawn(self._add())

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _add(self) -> None:
        """Adds a worker of the release that is served; where its process is gone, the release is loaded anew."""
        while True:
            source = self._source
            try:
                self._turns.put(await source.worker())
                return
            except ConnectionError:
                LOG.warning(say("En udgave må indlæses på ny.", "A release must be loaded anew."))
                await self._load(source)

    async def _watch(self) -> None:
        """Takes a new release over as soon as there is one."""
        while True:
            await asyncio.sleep(WATCH)
            with contextlib.suppress(NoRelease):  # between two releases, or taken away: what is loaded is served on
                if current(self.folder).folder != self._source.folder:
                    await self._load(self._source)

    async def _load(self, old: LoadedRelease) -> None:
        """Loads the current release in place of an old one, which answers until then; then one worker after another.

        Where it cannot be loaded, the old one stays, and it is tried again later.
        """
        async with self._loading:
            if self._source is not old:  # somebody else did it while we waited
                return
            try:
                self._loaded = await LoadedRelease.load(current(self.folder).folder, self.limits)
            except (ConnectionError, NoRelease) as error:
                LOG.error(say(f"Udgaven kan ikke indlæses: {error}", f"The release cannot be loaded: {error}"))
                await asyncio.sleep(WATCH)
                return
        self._answers.clear()
        while (worker := self._turns.withdraw(lambda worker: worker.source is old)) is not None:
            worker.kill()
            await self._add()
        self._spawn(self._retire(old))

    async def _retire(self, old: LoadedRelease) -> None:
        """Ends an old release when its last worker has answered."""
        try:
            while old.workers:
                await asyncio.sleep(WATCH)
        finally:
            await old.end()


async def _searched(request: Request, folder: Path) -> Request:
    """A request whose searches are replaced by what they found. Raises KommunegrafError where one cannot be done."""
    return replace(request, query=await asyncio.to_thread(matching.expanded, request.query, folder))
