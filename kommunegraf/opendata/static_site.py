"""A static site: what the server shows, as files that any web server hands out, with dumps, tables and a description.

The app itself is asked, in this process, for page after page, beginning with the front page; so the pages are the
server's. Links between them are relative; what needs the server (search, SPARQL, sorting) leads to a page that says so.
"""

from __future__ import annotations

import asyncio
import html
import json
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote, urlsplit

from starlette.applications import Starlette
from starlette.requests import Request

from kommunegraf.changes.history import History
from kommunegraf.errors import WrongUse
from kommunegraf.export import export
from kommunegraf.opendata import offers
from kommunegraf.opendata.describing import describe
from kommunegraf.opendata.inside import Reply, ask, scope
from kommunegraf.opendata.places import ELSEWHERE, Place, link, place
from kommunegraf.opendata.publisher import Publisher
from kommunegraf.opendata.writing import written
from kommunegraf.pages import refusal
from kommunegraf.queries import questions
from kommunegraf.releases.lasting import lasting, replaced
from kommunegraf.releases.release import Release, current

MOST: Final = 20_000
"""Pages and files at most, unless said otherwise."""
AT_ONCE: Final = 4
MARK: Final = "site.json"
"""The file by which a folder is known to be a site of ours, which may be replaced."""
DUMPS: Final = ("kommunegraf.nq.gz", "kommunegraf.ttl.gz", "kommunegraf.datapackage")
CATALOGUE: Final = ("ttl", "rdf", "jsonld")
ATTRIBUTE: Final = re.compile(r'\b(href|src|action)="([^"]*)"')
SCRIPT: Final = re.compile(r"<script\b[^>]*>.*?</script>\s*", re.DOTALL)
STYLE: Final = re.compile(r"url\((['\"]?)([^)'\"]+)\1\)")
TABLES: Final = frozenset({"text/csv", "application/json", "application/sparql-results+json"})
URLS_PER_MAP: Final = 50_000
"""What one sitemap may list."""
Watch = Callable[[Any, int], None]


@dataclass(slots=True)
class Crawl:
    """The state of one walk: what is to be asked, what was written, and how many places were left for the bound."""

    folder: Path
    site: str
    most: int
    known: dict[str, Place] = field(default_factory=dict)
    waiting: list[Place] = field(default_factory=list)
    gone: set[str] = field(default_factory=set)
    left: int = 0

    def find(self, address: str, base: str) -> Place | None:
        """The place that a link leads to, which is asked later; None where it is none of the site."""
        found = place(address, base)
        if found is None or found.file in self.gone:
            return None
        if found.file not in self.known:
            if len(self.known) >= self.most:
                self.left += 1
                return None
            self.known[found.file] = found
            self.waiting.append(found)
        return found


@dataclass(frozen=True, slots=True)
class Made:
    """What was written: pages and files of the walk, and the places that the bound left out."""

    pages: int
    left: int


def make(
    store: Path,
    folder: Path,
    publisher: Publisher,
    site: str,
    *,
    sparql: str = "",
    most: int = MOST,
    watch: Watch = lambda _, __: None,
) -> Made:
    """Writes the site of a store's release to a folder, which is in place only when it is whole.

    Raises WrongUse where the folder holds something that is no site of ours, ReleaseGone where another release came.
    """
    if folder.exists() and (not folder.is_dir() or (any(folder.iterdir()) and not (folder / MARK).exists())):
        raise WrongUse(
            f"{folder} er ikke tom og er ingen side herfra: vælg en anden mappe.",
            f"{folder} is not empty and is no site of ours: choose another folder.",
        )
    folder.parent.mkdir(parents=True, exist_ok=True)
    release = current(store)
    with tempfile.TemporaryDirectory(prefix=f".{folder.name}.", dir=folder.parent) as aside:
        draft = Path(aside) / folder.name
        draft.mkdir()
        with lasting(release.folder):
            crawl = asyncio.run(_walk(store, Crawl(draft, site, most), watch))
            _data(store, release, draft, publisher, site, sparql)
        if current(store) != release:  # the pages went over to it on their way
            raise replaced()
        _sitemaps(crawl)
        mark = {"release": release.name, "site": site, "pages": len(crawl.known), "left": crawl.left}
        (draft / MARK).write_text(json.dumps(mark, indent=1, sort_keys=True) + "\n", encoding="utf-8")
        os.chmod(draft, 0o755)  # noqa: S103, a web server is to read it
        shutil.rmtree(folder, ignore_errors=True)
        os.replace(draft, folder)
    return Made(len(crawl.known), crawl.left)


async def _walk(store: Path, crawl: Crawl, watch: Watch) -> Crawl:
    """Asks for every place that is linked to, a few at a time, in the order in which they were found."""
    from kommunegraf.server import application

    app = application(store)
    async with app.router.lifespan_context(app):
        while len(await app.state.heads.known(1.0)) < len(questions()):
            pass  # the front page shows the first rows of every answer: each site the same
        for start in ("/", "/?lang=en"):
            crawl.find(start, "/")
        while crawl.waiting:
            batch, crawl.waiting = crawl.waiting[:AT_ONCE], crawl.waiting[AT_ONCE:]
            replies = await asyncio.gather(*(_followed(app, crawl.site, one.address) for one in batch))
            for one, reply in zip(batch, replies, strict=True):
                _write(crawl, one, reply)
                watch(one, len(crawl.known))
        _mend(crawl)
        _elsewhere(crawl, app)
    return crawl


async def _followed(app: Starlette, site: str, address: str) -> Reply:
    """What stands at an address, or where it leads to within the site."""
    reply = await ask(app, site, address)
    for _ in range(3):
        wanted = (
            place(reply.headers.get("location", ""), address) if reply.status in {301, 302, 303, 307, 308} else None
        )
        if wanted is None:
            break
        reply = await ask(app, site, wanted.address)
    return reply


def _write(crawl: Crawl, one: Place, reply: Reply) -> None:
    """Puts an answer in its file; one that is none has its place taken away."""
    kind = reply.headers.get("content-type", "").partition(";")[0]
    is_page = one.file.endswith(".html")
    if reply.status != 200 or is_page != (kind == "text/html"):
        del crawl.known[one.file]
        crawl.gone.add(one.file)
        return
    content = reply.body
    if is_page:
        content = _linked(crawl, one, content.decode()).encode()
    elif kind == "text/css":
        content = _styled(crawl, one, content.decode()).encode()
    elif kind in TABLES:
        content = _addressed(crawl, content.decode()).encode()
    path = crawl.folder / one.file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _linked(crawl: Crawl, one: Place, text: str) -> str:
    """A page with its links made relative, and without scripts: what they do needs the server."""

    def changed(found: re.Match[str]) -> str:
        address = html.unescape(found[2])
        return f'{found[1]}="{html.escape(_relative(crawl, one, address))}"'

    return ATTRIBUTE.sub(changed, SCRIPT.sub("", text))


def _relative(crawl: Crawl, one: Place, address: str) -> str:
    """A link of a page as it stands in the site; what leads elsewhere stays as it is."""
    root = crawl.site.rstrip("/")
    address = address.removeprefix(root) if address.startswith(f"{root}/") else address
    wanted = urlsplit(address)
    if wanted.scheme or wanted.netloc or not (wanted.path or wanted.query):
        return address
    found = crawl.find(address, one.address)
    return link(one.file, found.file if found else ELSEWHERE, wanted.fragment if found else "")


def _addressed(crawl: Crawl, text: str) -> str:
    """A table whose addresses of things and evidence are those of the pages of this site."""
    root = "{0.scheme}://{0.netloc}".format(urlsplit(crawl.site))

    def changed(found: re.Match[str]) -> str:
        there = crawl.find(found[1], "/")
        return f"{crawl.site}{quote(there.file if there else ELSEWHERE)}"

    return re.sub(re.escape(root) + r"(/(?:id|evidence)/[^\s\",]+)", changed, text)


def _styled(crawl: Crawl, one: Place, text: str) -> str:
    """A style sheet with the files that it names beside it."""

    def changed(found: re.Match[str]) -> str:
        return found[0] if found[2].startswith("data:") else f'url("{_relative(crawl, one, found[2])}")'

    return STYLE.sub(changed, text)


def _mend(crawl: Crawl) -> None:
    """Links to places that turned out to hold nothing lead to the page that says so."""
    for file in sorted(crawl.known) if crawl.gone else ():
        path = crawl.folder / file
        if not file.endswith(".html"):
            continue
        text = path.read_text(encoding="utf-8")
        for gone in crawl.gone:
            text = text.replace(f'="{link(file, gone)}"', f'="{link(file, ELSEWHERE)}"')
        path.write_text(text, encoding="utf-8")


def _elsewhere(crawl: Crawl, app: Starlette) -> None:
    """Writes the page to which links lead that need the server."""
    for start, folder in (("/", ""), ("/?lang=en", "en/")):
        request = Request({**scope(crawl.site, start), "app": app})
        answer = refusal(
            request,
            404,
            "Det kræver en levende tjeneste: her er siderne, som de var. Alle data kan hentes i dumps/.",
            "This needs a live service: here are the pages as they were. All data are in dumps/.",
        )
        one = Place(start, f"{folder}{ELSEWHERE}")
        (crawl.folder / folder).mkdir(exist_ok=True)
        (crawl.folder / one.file).write_text(_linked(crawl, one, bytes(answer.body).decode()), encoding="utf-8")


def _data(store: Path, release: Release, folder: Path, publisher: Publisher, site: str, sparql: str) -> None:
    """The dumps and tables with their checksums, and the description of all of it."""
    (folder / "dumps").mkdir()
    for name in DUMPS:
        export(release, folder / "dumps" / name, checksum=True)
    offered = [
        one
        for one in offers.of_folder(folder, site)
        if urlsplit(one.address).path.removeprefix(urlsplit(site).path).startswith("dumps/")
    ]
    graph = describe(release, History(store), publisher, site, offered, sparql)
    for name in CATALOGUE:
        (folder / f"catalog.{name}").write_text(written(graph, name), encoding="utf-8")


def _sitemaps(crawl: Crawl) -> None:
    """The addresses of all pages for search engines, in as many files as it takes, and robots.txt that names them."""
    pages = [f"{crawl.site}{quote(file)}" for file in sorted(crawl.known) if file.endswith(".html")]
    maps = [pages[at : at + URLS_PER_MAP] for at in range(0, len(pages), URLS_PER_MAP)]
    names = [f"sitemap{number or ''}.xml" for number in range(len(maps))]
    for name, addresses in zip(names, maps, strict=True):
        (crawl.folder / name).write_text("".join(_sitemap(addresses)), encoding="utf-8")
    robots = "User-agent: *\nAllow: /\n" + "".join(f"Sitemap: {crawl.site}{name}\n" for name in names)
    (crawl.folder / "robots.txt").write_text(robots, encoding="utf-8")


def _sitemap(addresses: list[str]) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    for address in addresses:
        yield f"<url><loc>{html.escape(address)}</loc></url>\n"
    yield "</urlset>\n"
