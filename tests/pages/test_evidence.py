"""Evidence: the page of a document as an image with the words marked, and as text; bounded, as the publisher chose."""

from __future__ import annotations

import io
import re
import shutil
from html import unescape
from pathlib import Path

import pytest
from PIL import Image
from starlette.testclient import TestClient

from kommunegraf.pages.tables import digest
from kommunegraf.releases.release import current
from kommunegraf.releases.withdrawal import Withdrawal, keep
from kommunegraf.server import application

SLUG = "kkr-nordjylland-2026-09-11"
SHARE = (
    "PREFIX kg: <https://w3id.org/kommunegraf/ns#> PREFIX oa: <http://www.w3.org/ns/oa#> "
    'SELECT ?evidence ?quote { ?fact a kg:Allocation ; kg:recipientName "Aalborg" . ?evidence oa:hasBody ?fact ; '
    "oa:hasTarget/oa:hasSelector/oa:exact ?quote } ORDER BY ?evidence LIMIT 1"
)


@pytest.fixture(scope="module")
def share(samples: Path) -> tuple[str, str]:
    """The path of the evidence of a share of a pool, and its quote."""
    evidence, quote = current(samples).store().rows(SHARE).rows[0]
    return evidence.removeprefix("https://w3id.org/kommunegraf"), quote


def test_marked_on_the_page(site: TestClient, share: tuple[str, str]) -> None:
    """The page of the document is an image with the words in a box within the page, and its text has them marked."""
    path, quote = share
    text = unescape(site.get(path).text)
    box = re.search(
        r'viewBox="0 0 ([\d.]+) ([\d.]+)".*<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"',
        text,
        re.DOTALL,
    )
    assert box
    width, height, left, top, across, down = map(float, box.groups())
    assert 0 < left < left + across < width
    assert 0 < top < top + down < height
    assert f'<image href="/evidence/{SLUG}/1.webp"' in text
    assert f"<mark>{quote}</mark>" in text
    assert 'href="/id/allocation/' in text


def test_image(site: TestClient) -> None:
    """The image is WebP of a bounded size, and is not sent again to who has it."""
    response = site.get(f"/evidence/{SLUG}/1.webp")
    assert (200, "image/webp") == (response.status_code, response.headers["content-type"])
    with Image.open(io.BytesIO(response.content)) as image:
        assert ("WEBP", 1100) == (image.format, image.width)
    assert len(response.content) < 300_000
    assert 304 == site.get(f"/evidence/{SLUG}/1.webp", headers={"If-None-Match": response.headers["etag"]}).status_code


def test_by_quote(site: TestClient, share: tuple[str, str]) -> None:
    """The digest of a quote leads to the same words; an unknown one to the page it was said to stand on."""
    text = unescape(site.get(f"/evidence/{SLUG}", params={"page": "1", "quote": digest(share[1])}).text)
    assert f"<mark>{share[1]}</mark>" in text
    unknown = site.get(f"/evidence/{SLUG}", params={"page": "2", "quote": "0" * 16})
    assert (200, False) == (unknown.status_code, "<mark>" in unknown.text)


def test_from_page_to_page(site: TestClient) -> None:
    """The pages of a document lead to each other; a page that there is not is 404."""
    second = unescape(site.get(f"/evidence/{SLUG}", params={"page": "2"}).text)
    assert f'rel="prev" href="/evidence/{SLUG}?page=1"' in second
    assert f'rel="next" href="/evidence/{SLUG}?page=3"' in second
    assert [404, 404, 404] == [
        site.get(path).status_code
        for path in (f"/evidence/{SLUG}?page=99", f"/evidence/{SLUG}/99.webp", "/evidence/no-such-document")
    ]


def test_text_document(site: TestClient) -> None:
    """A document of plain text is shown as text with the words marked, and says why there is no image."""
    page = unescape(site.get("/questions/funding", params={"find": "cykelstier"}).text)
    address = re.search(r'href="(/id/evidence/notat-2031/[^"]+)"', page)
    assert address
    text = unescape(site.get(address[1]).text)
    assert "<mark>" in text
    assert "dokumentet er ren tekst" in text
    assert "<image" not in text


def test_publisher_shows_no_originals(closed: TestClient, share: tuple[str, str]) -> None:
    """Where the publisher shows no originals, the words stand in text alone, and no image is given out."""
    text = unescape(closed.get(share[0]).text)
    assert f"<mark>{share[1]}</mark>" in text
    assert "udgiveren viser ikke originalerne" in text
    assert 404 == closed.get(f"/evidence/{SLUG}/1.webp").status_code


def test_withdrawn(samples: Path, tmp_path: Path) -> None:
    """Of a document that was withdrawn neither page nor image is shown: 410, with the reason."""
    folder = Path(shutil.copytree(samples, tmp_path / "store", symlinks=True))
    keep(folder, [Withdrawal(SLUG, "", "Den indeholdt et navn.", "2031-05-02")])
    with TestClient(application(folder, workers=1), headers={"Accept": "text/html"}) as client:
        gone = client.get(f"/evidence/{SLUG}?page=1")
        assert (410, 410) == (gone.status_code, client.get(f"/evidence/{SLUG}/1.webp").status_code)
        assert "Den indeholdt et navn." in gone.text


@pytest.mark.parametrize("slug", ["%2e%2e%2findex", "..%2findex", "a/b", "A", "a.b"])
def test_no_way_out(site: TestClient, slug: str) -> None:
    """No name of a document leads to another file."""
    assert 404 == site.get(f"/evidence/{slug}").status_code
