"""Templates of web/ made into answers: each page with its language, its links and the headers that it needs."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from kommunegraf import wording
from kommunegraf.endpoint.headers import POLICY, scripted
from kommunegraf.pages.language import LANGUAGES, Links, language

WEB: Final = Path(__file__).parent.parent / "web"
EDITOR: Final = "built/editor.js"
"""The script whose libraries set styles of their own."""


@lru_cache(maxsize=1)
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(WEB), autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined
    )


def page(request: Request, template: str, code: int = 200, /, *scripts: str, **values: object) -> Response:
    """A page made of a template of web/ and what it shows.

    ``scripts`` are files of web/static that the page loads; a page without any allows none.
    """
    speaks, links = language(request), Links.of(request)
    words = wording.words(speaks)
    shown = {
        "language": speaks,
        "others": [other for other in LANGUAGES if other != speaks],
        "links": links,
        "t": words.text,
        "counted": words.counted,
        "number": words.number,
        "day": words.day,
        "scripts": scripts,
        **values,
    }
    response = HTMLResponse(_templates().get_template(template).render(**shown), code)
    response.headers["Content-Language"] = speaks
    response.headers["Vary"] = "Accept, Accept-Language"
    if scripts:
        response.headers[POLICY] = scripted(styled=EDITOR in scripts)
    return response


def built(name: str) -> tuple[str, ...]:
    """A script that was bundled into web/static/built, nothing where that was not done: there was no Node at set-up."""
    script = f"built/{name}"
    return (script,) if (WEB / "static" / script).exists() else ()


def refusal(request: Request, code: int, danish: str, english: str) -> Response:
    """An error as a page."""
    detail = danish if language(request) == "da" else english
    return page(request, "refusal.html", code, code=code, detail=detail)
