"""What `explain` and `ledger` show of the samples, and what they say to mistakes."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from extract.extractors import EXTRACTORS, extract
from extract.read import read
from kommunegraf.cli import main
from kommunegraf.explain import explain, looks_for

HERE = Path(__file__).parent
SAMPLES = Path(__file__).parents[2] / "samples"
SHOWN = sorted(path.name for path in HERE.glob("*.*") if path.suffix in (".txt", ".csv"))
TEXT = (
    "Referat\nByrådet i Lemvig Kommune\n4. marts 2031\n\n1. Godkendelse af dagsorden\nSagsnr. 31-0007\n"
    "Beslutning: Godkendt.\n\n2. Broen over sundet\nSagsnr. 31-0008\nSagsfremstilling\nSkipperne talte længe om "
    "3,4 mio. kr. den dag.\nBeslutning: Godkendt.\n"
)


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")


@pytest.fixture
def minutes(tmp_path: Path) -> Path:
    path = tmp_path / "referat.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def run(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.mark.parametrize("name", SHOWN)
def test_sample(name: str, update_expected: bool) -> None:
    """A sample is explained, or its numbers are listed, exactly as the file of its name shows."""
    path = HERE / name
    arguments = ("ledger", "--format", "csv") if path.suffix == ".csv" else ("explain",)
    result = run(*arguments, SAMPLES / f"{path.stem}.pdf")
    assert result.exit_code == 0
    if update_expected:
        path.write_text(result.stdout, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == result.stdout


def test_each_extractor_says_what_it_looks_for() -> None:
    """The rules of each extractor are described by its docstring; an unknown rule has no description."""
    for extractor in EXTRACTORS:
        name = extractor.__module__.rpartition(".")[2]
        assert looks_for(f"{name}/rule").endswith((".", "…")), name
    assert looks_for("nothing/rule") == ""


def test_each_rule_of_the_samples_is_described() -> None:
    """Every rule that read a fact of a sample leads to an extractor's description."""
    for path in sorted(SAMPLES.glob("*.pdf")):
        document = read(path, path.stem)
        assert [] == [fact for fact in extract(document) if not looks_for(fact.evidence.rule)]


def test_explain_marks_what_was_missed(minutes: Path) -> None:
    """A sentence that no rule read stands below its section's facts, with its unaccounted number marked."""
    text = run("explain", minutes, "--section", "broen").stdout
    assert text.startswith("2 Broen over sundet\n")
    assert "  – Skipperne talte længe om 3,4 [money] mio. kr. den dag.\n" in text
    assert "case_number: 31-0008\n" in text
    assert "Godkendelse af dagsorden" not in text


def test_explain_of_one_kind(minutes: Path) -> None:
    """--kind, in any case, keeps the facts of one kind and nothing else."""
    sections = json.loads(run("explain", minutes, "--kind", "agendaitem", "--format", "json").stdout)["sections"]
    assert {"AgendaItem"} == {fact["kind"] for section in sections for fact in section["facts"]}
    assert not any(section["unread"] for section in sections)


def test_explain_tells_each_fact_once(minutes: Path) -> None:
    """Every fact of a document stands in exactly one section."""
    document = read(minutes, "referat")
    facts = list(extract(document))
    assert len(facts) == sum(len(section.facts) for section in explain(document, facts))


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("--kind", "Boat"), 2, "Unknown kind Boat. There are: AgendaItem,"),
        (("--section", "tunnel"), 1, "No section is called tunnel."),
    ],
)
def test_explain_mistakes(minutes: Path, arguments: tuple[str, ...], code: int, told: str) -> None:
    """An unknown kind is wrong use; a section that is not there could not be shown."""
    result = run("explain", minutes, *arguments)
    assert (result.exit_code, told in result.stderr) == (code, True)


def test_ledger_lists_and_sums_up(minutes: Path) -> None:
    """Each number is a line with its verdict; the last line sums up, in the user's language."""
    table = run("ledger", minutes).stdout
    assert "unaccounted   money" in table
    rows = list(csv.DictReader(io.StringIO(run("ledger", minutes, "--format", "csv").stdout)))
    counts = [sum(row["verdict"] == verdict for row in rows) for verdict in ("used", "classed", "unaccounted")]
    shares = [f"{100 * count / len(rows):.1f}" for count in counts]
    summed = f"{len(rows)} numbers: {shares[0]} % used, {shares[1]} % classed, {shares[2]} % unaccounted\n"
    assert table.endswith(summed)


def test_ledger_in_danish(minutes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Danes read Danish words, decimal commas and points between thousands."""
    monkeypatch.setenv("LANG", "da_DK.UTF-8")
    text = run("ledger", minutes, "--unaccounted").stdout
    assert "uforklaret   beløb" in text
    english = CliRunner(env={"LANG": "C.UTF-8"}).invoke(main, ["ledger", str(minutes), "--summary"]).stdout
    share = english.splitlines()[-1].split()[-3].replace(".", ",")
    assert f"{share} % uforklarede\n" in text


def test_ledger_of_a_folder(minutes: Path) -> None:
    """A folder gives a line for each document and the sum of all, also for programs; a file that fails is one line."""
    (minutes.parent / "tom.txt").write_text("")
    result = run("ledger", minutes.parent, "--summary", "--format", "json")
    whole = json.loads(result.stdout)
    assert ["referat"] == [document["document"] for document in whole["documents"]]
    assert whole["total"]["numbers"] == sum(whole["total"][key] for key in ("used", "classed", "unaccounted"))
    assert "tom.txt: is empty." in result.stderr
    lines = run("ledger", minutes.parent, "--summary", "--format", "csv").stdout.splitlines()
    assert lines[0] == "document,numbers,used,classed,unaccounted"
    assert run("ledger", minutes.parent, "--summary").stdout.count("referat") == 1


def test_ledger_exit_codes(minutes: Path, tmp_path: Path) -> None:
    """--at-most ends with code 3 where more is unaccounted; nothing read is 1, a path that is not there 2."""
    assert run("ledger", minutes, "--at-most", "50").exit_code == 0
    assert run("ledger", minutes, "--at-most", "0").exit_code == 3
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "tom.txt").write_text("")
    assert run("ledger", tmp_path / "empty").exit_code == 1
    assert run("ledger", tmp_path / "nowhere").exit_code == 2
