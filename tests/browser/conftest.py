"""What the browser tests share: Debian's chromium, the server over the samples, and pages that note every fault."""

from __future__ import annotations

import os
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, sync_playwright

from extract.resources import ROOT
from kommunegraf.build import build
from kommunegraf.pages.rendering import built
from kommunegraf.reading.sources import collect
from kommunegraf.server import application

Opener = Callable[..., Page]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
EXPECTED = ("status of 503", "GPU stall due to ReadPixels")
"""What the console says of a query that is stopped on purpose, and of drawing without a graphics card."""


def _missing(what: str) -> None:
    """Skips a test on a machine that lacks something; where CI is set that is a failure."""
    if os.environ.get("CI"):
        pytest.fail(what)
    pytest.skip(what)


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the server over the samples; it stops a query after three seconds."""
    folder = tmp_path_factory.mktemp("browser") / "store"
    build(collect([ROOT / "samples"]), folder)
    listener = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(application(folder, workers=2, limit=3.0), log_level="critical")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    while not server.started and thread.is_alive():
        time.sleep(0.02)
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A headless chromium; it ends with the file, for while it runs no other test can have an event loop."""
    if CHROMIUM is None:
        _missing("chromium is missing (Debian: chromium)")
    if not built("editor.js"):
        _missing("the scripts of the pages are not bundled: make client")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield browser
        browser.close()


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Opener]:
    """Opens an address of the site; afterwards no page has erred, warned or asked any other site for anything."""
    faults: list[str] = []
    contexts = []

    def opened(path: str, language: str = "da-DK", width: int = 1280, *, scripts: bool = True) -> Page:
        size = {"width": width, "height": 900}
        context = browser.new_context(
            locale=language, viewport=size, java_script_enabled=scripts, reduced_motion="reduce"
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: faults.append(said.text) if said.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("request", lambda asked: None if _is_ours(asked.url, address) else faults.append(asked.url))
        page.goto(f"{address}{path}")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert [] == [fault for fault in faults if not any(known in fault for known in EXPECTED)]


def _is_ours(url: str, address: str) -> bool:
    return url.startswith((f"{address}/", "data:", f"blob:{address}"))


@pytest.fixture(scope="session")
def axe() -> str:
    """The script that judges how accessible a page is."""
    path = Path(ROOT) / "client" / "node_modules" / "axe-core" / "axe.min.js"
    if not path.exists():
        _missing("axe-core is missing: make client")
    return path.read_text(encoding="utf-8")
