"""Reading a release that newer ones may take the place of meanwhile: what was read whole is right, the rest is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kommunegraf.errors import ReleaseGone


@contextmanager
def lasting(release: Path, matters: Callable[[], bool] = lambda: True) -> Iterator[None]:
    """What is read of the release in a folder meanwhile is all there; ``matters`` says at the end whether it must be.

    Raises ReleaseGone where the release was removed before the end: files that are gone may have been taken for none.
    """
    try:
        yield
    except (Exception, SystemExit) as error:
        if release.exists() or not matters():
            raise
        raise replaced() from error
    if not release.exists() and matters():
        raise replaced()


def replaced() -> ReleaseGone:
    """The error that tells of it."""
    return ReleaseGone(
        "Udgaven blev afløst, mens den blev læst: nyere er kommet til, eller noget blev trukket tilbage. "
        "Kør kommandoen igen.",
        "The release was replaced while it was read: newer ones came, or something was withdrawn. "
        "Run the command again.",
    )
