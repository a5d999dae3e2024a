"""Hostile files: each is stopped by a limit and reported in one line with the reason; the others are read."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable
from multiprocessing import get_context
from pathlib import Path

import pytest

from kommunegraf.reading import lanes
from kommunegraf.reading.file import Reading
from kommunegraf.reading.lanes import Limits, read_all
from kommunegraf.reading.pieces import Pieces
from kommunegraf.reading.sources import Source

LIMITS = Limits(seconds=12, megabytes=512)
WORDS = b"BT /F1 12 Tf 60 700 Td (Byen har en havn.) Tj ET"


def pdf(objects: Iterable[bytes]) -> bytes:
    """A file of these objects, numbered from 1: the first is the catalogue."""
    body = bytearray(b"%PDF-1.7\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(body)
    body += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    body += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(body + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(places) + 1, start))


def stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(content), entries, content)


def page(parent: int, contents: int, more: bytes = b"") -> bytes:
    fonts = b"/Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>"
    return b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 595 842]/Resources<<%s%s>>/Contents %d 0 R>>" % (
        parent,
        fonts,
        more,
        contents,
    )


CATALOGUE = b"<</Type/Catalog/Pages 2 0 R>>"


def one_page(content: bytes, entries: bytes = b"", more: bytes = b"", *others: bytes) -> bytes:
    tree = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    return pdf([CATALOGUE, tree, page(2, 4, more), stream(content, entries), *others])


def many_pages() -> bytes:
    kids = b" ".join(b"%d 0 R" % (4 + index) for index in range(10_000))
    tree = b"<</Type/Pages/Kids[%s]/Count 10000>>" % kids
    return pdf([CATALOGUE, tree, stream(WORDS), *[page(2, 3)] * 10_000])


def deep_tree() -> bytes:
    """A page under 20,000 nodes, each the only child of the one above."""
    depth = 20_000
    nodes = [b"<</Type/Pages/Kids[%d 0 R]/Count 1/Parent %d 0 R>>" % (3 + n, 1 + n) for n in range(depth)]
    return pdf([CATALOGUE, *nodes, page(depth + 1, depth + 3), stream(WORDS)])


def bomb(megabytes: int) -> bytes:
    """A content stream of a few kilobytes that unpacks to as many megabytes of blanks."""
    packer = zlib.compressobj(9)
    head = packer.compress(b" ") + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(b" " * (1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    return one_page(head + block * megabytes + packer.flush(), b"/Filter/FlateDecode")


def huge_image() -> bytes:
    """A picture of 60,000 by 60,000 dots and no words."""
    dots = zlib.compress(bytes(60_000 * 8), 9)
    image = b"/Type/XObject/Subtype/Image/Width 60000/Height 60000/BitsPerComponent 1/ColorSpace/DeviceGray"
    other = stream(dots, image + b"/Filter/FlateDecode")
    return one_page(b"q 500 0 0 700 40 40 cm /I Do Q", b"", b"/XObject<</I 5 0 R>>", other)


def endless_words() -> bytes:
    """A page on which the same words are drawn a million times, by a form that is drawn within forms."""
    calls = b"/X Do " * 100
    fonts = b"/Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>"
    inner = [b"/XObject<</X 6 0 R>>", b"/XObject<</X 7 0 R>>", b"/XObject<</X 8 0 R>>", fonts]
    drawn = [calls, calls, calls, WORDS]
    entries = b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<<%s>>"
    forms = [stream(content, entries % resources) for content, resources in zip(drawn, inner, strict=True)]
    return one_page(calls, b"", b"/XObject<</X 5 0 R>>", *forms)


STOPPED = (
    r"reading it (?:crashed \(SIG\w+; it may use 512 MB of memory\)|needed more than 512 MB of memory|"
    r"took more than 12 seconds)\."
)
"""Which limit is met first, and whether Python or a library asks for the memory, depends on the machine."""
HOSTILE = {
    "bomb": (bomb(4000), STOPPED),
    "endless-words": (endless_words(), STOPPED),
    "huge-image": (huge_image(), rf"(?:is scanned and holds no text\. .*|{STOPPED})"),
    "many-pages": (many_pages(), r"is too large \(10000 > 3000 sider/pages\)\. Split it into smaller files\."),
    "nested-arrays": (one_page(b"[" * 3_000_000 + WORDS), r"is empty\. .*"),
    "nested-tree": (deep_tree(), r"is damaged or incomplete \(side/page 1\)\. .*"),
}


@pytest.fixture(scope="module")
def readings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Reading]:
    folder = tmp_path_factory.mktemp("hostile")
    for name, (content, _) in HOSTILE.items():
        (folder / f"{name}.pdf").write_bytes(content)
    (folder / "plain.pdf").write_bytes(one_page(WORDS))
    sources = {Source(path, path.stem, ""): "" for path in sorted(folder.glob("*.pdf"))}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lanes, "get_context", get_context)  # processes as users have them: they start with no memory used
        return {reading.slug: reading for reading in read_all(sources, Pieces(folder / "pieces"), LIMITS)}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_file_is_one_line_with_its_reason(name: str, readings: dict[str, Reading]) -> None:
    """A file made to exhaust its reader is stopped, and one line says which file and why."""
    assert re.fullmatch(rf"{name}\.pdf: {HOSTILE[name][1]}", readings[name].failure["en"])
    assert "\n" not in readings[name].failure["da"]


def test_the_others_are_read(readings: dict[str, Reading]) -> None:
    """A usual file among hostile ones is read, and the readings come in the order of the files."""
    assert [*sorted(HOSTILE), "plain"] == list(readings)
    assert (1, {}) == (readings["plain"].pages, readings["plain"].failure)


def test_memory_that_python_asks_for_has_the_same_limit(tmp_path: Path) -> None:
    """A text too large for the memory that a document may take is a failed reading that names the limit."""
    path = tmp_path / "long.txt"
    path.write_text("Byen har en havn ved åen.\n" * 2_000_000, encoding="utf-8")
    (reading,) = read_all({Source(path, "long", ""): ""}, Pieces(tmp_path / "pieces"), Limits(60, 400))
    assert "long.txt: reading it needed more than 400 MB of memory." == reading.failure["en"]
