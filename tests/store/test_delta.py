"""Large files of lines in order: compared, looked up and written anew as if they were read whole."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from kommunegraf.changes.delta import between, delta
from kommunegraf.sorted_file import beginning, has, line_at, place_of, write_changed

LINES = st.sets(st.text("abæ ", max_size=6) | st.text("abæ ", min_size=200, max_size=400), max_size=12)
"""Lines that share beginnings, some longer than what is compared at first."""


def content(lines: set[str]) -> bytes:
    return b"".join(sorted(f"{line}\n".encode() for line in lines))


@given(LINES, LINES, st.sampled_from((1, -1)))
@settings(max_examples=200, deadline=None)
def test_what_changes_is_the_difference_of_the_lines(old: set[str], new: set[str], step: int) -> None:
    """What goes and what comes are the lines of one file alone, in whatever order they stand."""
    with tempfile.TemporaryDirectory() as folder:
        before, after = Path(folder, "before"), Path(folder, "after")
        before.write_bytes(content(old))
        after.write_bytes(b"".join(content(new).splitlines(keepends=True)[::step]))
        change = between("g", before, after)
    assert (tuple(sorted(old - new)), tuple(sorted(new - old))) == (change.removed, change.added)


@given(LINES, LINES)
def test_lines_are_found_and_changed(held: set[str], others: set[str]) -> None:
    """A line is there or not; all lines with a beginning are found; what is written is in order again."""
    written = content(held)
    for line in held | others:
        assert (line in held) == has(written, f"{line}\n".encode())
        beginnings = [f"{found}\n".encode() for found in sorted(held) if found.startswith(line)]
        assert sorted(beginnings) == list(beginning(written, line.encode()))
    gone, come = held & others, others - held
    output = io.BytesIO()
    write_changed(written, content(gone).splitlines(keepends=True), content(come).splitlines(keepends=True), output)
    assert content((held - gone) | come) == output.getvalue()


def test_the_end_of_a_file() -> None:
    """Behind the last line there is none, and a last line without its end is a line."""
    assert (b"a\n", b"b", b"") == tuple(line_at(b"a\nb", place) for place in (0, 2, 3))
    assert [0, 2, 4] == [place_of(b"a\nc\n", line) for line in (b"a\n", b"b\n", b"d\n")]


def test_one_file_under_two_names_is_not_read(tmp_path: Path) -> None:
    """A graph that two releases share has not changed; one that only one of them has, has."""
    for name in ("before", "after"):
        (tmp_path / name).mkdir()
    (tmp_path / "before" / "same.nq").write_text("a\n")
    (tmp_path / "after" / "same.nq").hardlink_to(tmp_path / "before" / "same.nq")
    (tmp_path / "before" / "gone.nq").write_text("bb\n")
    (tmp_path / "after" / "new.nq").write_text("ccc\n")
    found = delta(tmp_path / "before", tmp_path / "after")
    assert (("gone", "new"), 7) == (found.slugs, found.size)
    assert [("gone", ("bb",), ()), ("new", (), ("ccc",))] == [(c.graph, c.removed, c.added) for c in found]
    (tmp_path / "before" / "empty.nq").touch()
    assert ("empty", "gone", "new") == delta(tmp_path / "before", tmp_path / "after").slugs
