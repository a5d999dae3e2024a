"""Facts to a named graph per document, checked by SHACL, kept in a store, and out again as answers, pages and files."""

from __future__ import annotations

import os
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kommunegraf.library import Graph

try:
    __version__ = version("kommunegraf")
except PackageNotFoundError:  # a checkout that is not installed
    __version__ = "dev"


def open(store: str | os.PathLike[str] | None = None) -> Graph:  # noqa: A001, as gzip and zipfile have it
    """Opens the release that is served from a store folder, to be asked from Python (docs/python.md).

    Without a folder it is that of KOMMUNEGRAF_STORE, else kommunegraf-data, as on the command line. Raises
    kommunegraf.errors.NoRelease where nothing has been built there.
    """
    from pathlib import Path

    from kommunegraf import site

    folder = Path(store or os.environ.get("KOMMUNEGRAF_STORE") or "kommunegraf-data")
    site.settle(folder, os.environ.get(site.VARIABLE, ""), renews=False)
    from kommunegraf.library import opened

    return opened(folder)
