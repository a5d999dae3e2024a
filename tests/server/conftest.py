"""What the tests of the server share: the real app on a free port of loopback, once for each module that asks."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import httpx
import pytest
import uvicorn

from kommunegraf.endpoint.connection import Connection
from kommunegraf.pool.pool import Pool
from kommunegraf.releases.release import Release
from kommunegraf.releases.withdrawal import Withdrawal, keep
from kommunegraf.server import application


class Client(httpx.Client):
    """A client of one app, which knows which release the app answers from."""

    pool: Pool

    def wait_for(self, release: Release) -> None:
        """Returns once this release is the one that is asked."""
        while self.pool.release != release.name:
            time.sleep(0.02)


@contextmanager
def _running(folder: Path, limit: float, workers: int) -> Iterator[Client]:
    listener = socket.create_server(("127.0.0.1", 0))
    app = application(folder, limit=limit, workers=workers)
    config = uvicorn.Config(app, log_level="critical", server_header=False, http=Connection)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    while not server.started and thread.is_alive():
        time.sleep(0.02)
    with Client(base_url=f"http://127.0.0.1:{listener.getsockname()[1]}", timeout=30) as client:
        client.pool = app.state.pool
        yield client
    server.should_exit = True
    thread.join()


@pytest.fixture(scope="module")
def serve() -> Iterator[Callable[..., Client]]:
    """Starts the app for a store folder, until the module is done, and gives a client of it."""
    with ExitStack() as stack:

        def start(folder: Path, limit: float = 10.0, workers: int = 1) -> Client:
            return stack.enter_context(_running(folder, limit, workers))

        yield start


@pytest.fixture(scope="module")
def site(serve: Callable[..., Client], served: Path, tmp_path_factory: pytest.TempPathFactory) -> Client:
    """A client of the app over a copy of the made dataset, of which the document "budget-gone-2030" was withdrawn."""
    folder = Path(shutil.copytree(served, tmp_path_factory.mktemp("site") / "store", symlinks=True))
    keep(folder, [Withdrawal("budget-gone-2030", "", "Den indeholdt et navn.", "2031-05-02")])
    return serve(folder)
