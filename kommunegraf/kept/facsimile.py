"""A page of a PDF as an image, drawn by pdfium in its own process: `python -m kommunegraf.kept.facsimile FILE PAGE`.

The process may use so much memory and time and no more; a page that takes longer, or a file that breaks it, costs that
process its life and gives no image.
"""

from __future__ import annotations

import asyncio
import contextlib
import io
import resource
import sys
from pathlib import Path
from typing import Final

from extract.layout.pdfium_pictures import picture
from kommunegraf.pool.answers import Answers

WIDTH: Final = 1100
"""Pixels across a page."""
PIXELS: Final = 4_000_000
"""A page has at most so many, however long it is."""
SECONDS: Final = 10
MEMORY: Final = 1 << 30
QUALITY: Final = 60
KEPT: Final = 32 << 20
"""Bytes of images that are kept to be shown again."""
AT_ONCE: Final = 2


class Facsimiles:
    """Draws pages, a few at a time, and keeps those shown last."""

    def __init__(self) -> None:
        self._turn = asyncio.Semaphore(AT_ONCE)
        self._kept: Answers[bytes] = Answers(KEPT)

    async def page(self, path: Path, number: int) -> bytes | None:
        """Page ``number`` (from 1) of a PDF as WebP; None where it cannot be drawn within the limits.

        The path stands for the content of the file: it is named after its hash.
        """
        key = path.name, number
        known = self._kept.get(key)
        if known is not None:
            return known
        async with self._turn:
            image = self._kept.get(key) or await _drawn(path, number)
        if image:
            self._kept.keep(key, image, len(image))
        return image or None


async def _drawn(path: Path, number: int) -> bytes:
    """What the process writes; nothing where it fails or takes too long."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "kommunegraf.kept.facsimile",
        str(path),
        str(number),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        async with asyncio.timeout(SECONDS):
            image, _ = await process.communicate()
        return image if process.returncode == 0 else b""
    except TimeoutError:
        return b""
    finally:
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()


def draw(path: Path, number: int) -> bytes:
    """Page ``number`` (from 1) of a PDF as WebP. Raises IndexError where there is no such page, or as pdfium does."""
    written = io.BytesIO()
    picture(path, number, WIDTH, PIXELS).save(written, "WEBP", quality=QUALITY, method=4)
    return written.getvalue()


def main() -> None:
    """Writes the image of the page that the command line names to stdout."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    sys.stdout.buffer.write(draw(Path(sys.argv[1]), int(sys.argv[2])))


if __name__ == "__main__":
    main()
