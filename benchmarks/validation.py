"""Processor time to check documents against the shapes: python benchmarks/validation.py [--rounds 3] [--times 4].

In one run, round by round: one changed document only; only the nodes of each document in its context, with the shapes
loaded once (the Rust engine in front, then pySHACL alone); everything at once, by the Rust engine; each document by
plain pySHACL, which reads the shapes anew each time and checks the context as well; and everything at once by plain
pySHACL. The documents are the samples under several names. Medians and their ratios count: how many times as long each
way takes, and how the cost grows with the number of documents, where "1.00 of linear" is as many times the cost as
there are times the documents.
"""

from __future__ import annotations

import argparse
import logging
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import pyshacl  # noqa: E402, the checkout comes first
from rdflib import Graph  # noqa: E402

from extract.extractors import extract  # noqa: E402
from extract.read import read  # noqa: E402
from kommunegraf.checking.validation import Shapes, load_context, load_shapes  # noqa: E402
from kommunegraf.graph import document_graph  # noqa: E402

Check = Callable[[list[Graph]], None]


def copies(files: list[Path], times: int) -> list[Graph]:
    """The graphs of the files, each as often as asked, under another name each time."""
    return [_graph(path, f"{path.stem}-{number}") for number in range(times) for path in files]


def _graph(path: Path, slug: str) -> Graph:
    document = read(path, slug)
    return document_graph(document, extract(document))


def per_document(engine: str) -> Check:
    """Ours: the nodes of one document at a time; the shapes are loaded before the clock starts."""
    shapes = Shapes(load_shapes(), load_context(), engine)

    def check(graphs: list[Graph]) -> None:
        for graph in graphs:
            used = shapes.validate(graph).engine
            if used != engine:
                raise SystemExit(f"{engine} was not used, but {used}")

    return check


def one_changed() -> Check:
    """Ours, where one document of them all has changed: only that one is checked."""
    check = per_document("shacl")
    return lambda graphs: check(graphs[:1])


def at_once() -> Check:
    """Ours, but all documents as one graph."""
    shapes = Shapes(load_shapes(), load_context(), "shacl")

    def check(graphs: list[Graph]) -> None:
        whole = Graph()
        for graph in graphs:
            whole += graph
        shapes.validate(whole)

    return check


def plain_each(graphs: list[Graph]) -> None:
    """Plain pySHACL, one document with its context at a time."""
    for graph in graphs:
        pyshacl.validate(load_context() + graph, shacl_graph=load_shapes())


def plain_whole(graphs: list[Graph]) -> None:
    """Plain pySHACL, everything at once."""
    whole = Graph()
    whole += load_context()
    for graph in graphs:
        whole += graph
    pyshacl.validate(whole, shacl_graph=load_shapes())


def seconds(check: Check, graphs: list[Graph]) -> float:
    """The processor time that a check takes: others at work on the machine do not count."""
    start = time.process_time()
    check(graphs)
    return time.process_time() - start


def main() -> None:
    """Prints a line for each way and each number of documents."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, default=sorted((ROOT / "samples").glob("*.pdf")))
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--times", type=int, default=4)
    parser.add_argument("--fast", action="store_true", help="only the ways with the Rust engine")
    arguments = parser.parse_args()
    logging.getLogger("rdflib.term").setLevel(logging.ERROR)
    ways: dict[str, Check] = {
        "one changed, shacl": one_changed(),
        "focus nodes, shacl": per_document("shacl"),
        "at once, shacl": at_once(),
        "focus nodes, pyshacl": per_document("pyshacl"),
        "plain pyshacl, each": plain_each,
        "plain pyshacl, at once": plain_whole,
    }
    if arguments.fast:
        ways = {way: check for way, check in ways.items() if way.endswith(", shacl")}
    for way, check in ways.items():
        if not way.startswith("plain"):
            check(copies(arguments.files[:1], 1))  # the first call of an engine loads what it needs
    costs: dict[int, dict[str, float]] = {}
    for times in sorted({1, 2, arguments.times}):
        graphs = copies(arguments.files, times)
        rounds = [{way: seconds(check, graphs) for way, check in ways.items()} for _ in range(arguments.rounds)]
        found = {way: median(taken[way] for taken in rounds) for way in ways}
        costs[times] = found
        ours = found["focus nodes, shacl"]
        print(f"{len(graphs)} documents, {sum(map(len, graphs))} triples, {arguments.rounds} rounds")
        for way, taken in found.items():
            print(f"  {way:24} {1000 * taken:8.1f} ms   {taken / ours:6.2f} times as long as focus nodes, shacl")
    growth(costs)


def growth(costs: dict[int, dict[str, float]]) -> None:
    """Prints how many times the cost each way has for how many times the documents."""
    first = min(costs)
    for times in sorted(costs)[1:]:
        print(f"{times // first} times the documents")
        for way, taken in costs[times].items():
            grown = taken / costs[first][way]
            print(f"  {way:24} {grown:6.2f} times the cost   {grown * first / times:5.2f} of linear")


if __name__ == "__main__":
    main()
