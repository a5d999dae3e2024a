"""A file of lines in order, which may be large: looked up, compared and written anew without being read whole."""

from __future__ import annotations

import mmap
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

Content = bytes | mmap.mmap
"""The bytes of a file; of a mapped one only those are read that are asked for."""


@contextmanager
def mapped(path: Path | None) -> Iterator[Content]:
    """The content of a file; nothing where there is none."""
    if path is None or not path.exists() or not path.stat().st_size:
        yield b""
        return
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        yield content


def line_at(content: Content, place: int) -> bytes:
    """The line that begins at a place, with its end, which the last one may lack; nothing at the end of the file."""
    end = content.find(b"\n", place)
    return content[place : end + 1] if end >= 0 else content[place:]


def place_of(content: Content, line: bytes) -> int:
    """Where the first line begins that is not before this one."""
    low, high = 0, len(content)
    while low < high:
        middle = content.rfind(b"\n", low, (low + high) // 2) + 1 or low
        found = line_at(content, middle)
        if found < line:
            low = middle + len(found)
        else:
            high = middle
    return low


def has(content: Content, line: bytes) -> bool:
    """Whether a line, with its end, is there."""
    return line_at(content, place_of(content, line)) == line


def beginning(content: Content, start: bytes) -> Iterator[bytes]:
    """The lines that begin so, in order."""
    place = place_of(content, start)
    while (line := line_at(content, place)) and line.startswith(start):
        yield line
        place += len(line)


def write_changed(content: Content, removed: Iterable[bytes], added: Iterable[bytes], output: IO[bytes]) -> None:
    """Writes the lines less those that go, which are all there, and with those that come, none of which is."""
    moved = sorted([*((line, True) for line in removed), *((line, False) for line in added)])
    at = 0
    with memoryview(content) as whole:
        for line, goes in moved:
            place = place_of(content, line)
            output.write(whole[at:place])
            at = place + len(line) if goes else place
            if not goes:
                output.write(line)
        output.write(whole[at:])
