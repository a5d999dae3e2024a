"""What an agent gets: the tools over the protocol, each answer with the quotes that it rests on."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import anyio
import pytest
from anyio.from_thread import start_blocking_portal
from mcp import Client, StdioServerParameters

from kommunegraf.agents import MOST_ROWS, server
from kommunegraf.pool.limits import Limits
from kommunegraf.queries import questions

KG = "PREFIX kg: <https://w3id.org/kommunegraf/ns#>"
Json = dict[str, Any]


@pytest.fixture(scope="module")
def call(served: Path) -> Iterator[Callable[..., Json]]:
    """Calls a tool of the server over the protocol; a mistake is the key "error"."""
    with (
        start_blocking_portal() as portal,
        portal.wrap_async_context_manager(Client(server(served, Limits(workers=1)))) as client,
    ):

        def called(tool: str, **arguments: Any) -> Json:
            result = portal.call(client.call_tool, tool, arguments)
            return {"error": result.content[0].text} if result.is_error else result.structured_content

        yield called


def test_over_stdio(served: Path) -> None:
    """The command talks the protocol on stdin and stdout, and offers the five tools with what they take."""
    parameters = StdioServerParameters(
        command=sys.executable, args=["-m", "kommunegraf", "--store", str(served), "mcp"], cwd=Path(__file__).parents[2]
    )

    async def work() -> None:
        async with Client(parameters) as client:
            await offers(client)

    async def offers(client: Client) -> None:
        tools = {tool.name: tool for tool in (await client.list_tools()).tools}
        assert set(tools) == {"list_questions", "ask_question", "search", "describe_vocabulary", "run_sparql"}
        assert all(tool.description for tool in tools.values())
        assert "quote" in (client.instructions or "")
        result = await client.call_tool("ask_question", {"name": "allocations", "limit": 1})
        assert result.structured_content["rows"][0]["quote"]

    anyio.run(work)


def test_questions_are_listed(call: Callable[..., Json]) -> None:
    """All questions with their parameters, or those about something, asked in either language and spelling."""
    assert [found["name"] for found in call("list_questions")["questions"]] == [asked.name for asked in questions()]
    names = [
        [found["name"] for found in call("list_questions", about=about)["questions"]]
        for about in ("FÅET puljer", "faaet")
    ]
    assert names[0] == ["what-a-municipality-got"]
    assert names[0][0] in names[1]


@pytest.mark.parametrize("name", ["what-a-municipality-got", "agenda-items", "agreements", "milestones", "votes"])
def test_each_row_carries_its_quote(call: Callable[..., Json], name: str) -> None:
    """Each row has its quote with document and evidence, whether the question shows it or not."""
    answer = call("ask_question", name=name)
    assert answer["rows"]
    for row in answer["rows"]:
        assert row["quote"], row
        assert row["document"], row
        assert row["evidence"].startswith("https://w3id.org/kommunegraf/id/evidence/"), row
    assert answer["completeness"].startswith("The answer rests on ")


def test_reference_data_says_that_it_is(call: Callable[..., Json]) -> None:
    """An answer that rests on no document says so."""
    assert call("ask_question", name="parties", limit=1)["source"] == "reference data, not documents"


def test_long_answers_come_in_pages(call: Callable[..., Json]) -> None:
    """Rows after rows with the offset that the answer names, until all are there."""
    whole = call("ask_question", name="mentions", limit=MOST_ROWS)
    assert whole["total"] == len(whole["rows"]) > 2
    rows, offset = [], 0
    while offset is not None:
        page = call("ask_question", name="mentions", limit=2, offset=offset)
        rows, offset = rows + page["rows"], page.get("next_offset")
    assert rows == whole["rows"]


def test_search(call: Callable[..., Json]) -> None:
    """Hits have their quotes."""
    found = call("search", words="læreplads", limit=3)
    assert found["total"] >= len(found["rows"]) > 0
    assert all("**" in row["snippet"] and row["quote"] for row in found["rows"])


def test_sparql_with_quotes(call: Callable[..., Json]) -> None:
    """The facts that an answer names come with their quotes; one that names none says so."""
    facts = call("run_sparql", query=f'{KG} SELECT ?fact {{ ?fact a kg:Allocation ; kg:matches "læreplads*" }}')
    assert facts["rows"]
    assert {row["fact"] for row in facts["rows"]} == set(facts["quotes"])
    assert all(quote["quote"] and quote["document"] for quotes in facts["quotes"].values() for quote in quotes)
    counted = call("run_sparql", query=f"{KG} SELECT (COUNT(*) AS ?n) {{ ?fact a kg:Allocation }}")
    assert (counted["quotes"], "No quotes" in counted["note"]) == ({}, True)
    assert call("run_sparql", query="ASK { ?s ?p ?o }") == {"answer": True}
    fact = facts["rows"][0]["fact"]
    described = call("run_sparql", query=f"DESCRIBE <{fact}>")
    assert (fact in described["turtle"], fact in described["quotes"]) == (True, True)
    assert "@prefix besluit:" not in described["turtle"]


def test_the_vocabulary(call: Callable[..., Json]) -> None:
    """All classes with their meaning, or one term with the properties that its things have in this graph."""
    classes = call("describe_vocabulary")["classes"]
    assert "Funding" not in classes
    assert classes["kg:Funding"].startswith("public money for a purpose (")
    told = call("describe_vocabulary", term="kg:Allocation")
    properties = {found["property"] for found in told["properties"]}
    assert {"kg:poolName", "schema:amount"} <= properties
    assert call("describe_vocabulary", term="Allocation") == told


@pytest.mark.parametrize(
    ("tool", "arguments", "told"),
    [
        ("ask_question", {"name": "alocations"}, "Near it: allocations"),
        ("ask_question", {"name": "allocations", "parameters": {"colour": "red"}}, "no parameter colour"),
        ("ask_question", {"name": "allocations", "limit": MOST_ROWS + 1}, "less than or equal"),
        ("search", {"words": "-"}, "at least one word"),
        ("describe_vocabulary", {"term": "Unicorn"}, "no Unicorn"),
        ("describe_vocabulary", {"term": "x> ?p ?o } #"}, "The vocabulary has no"),
        ("run_sparql", {"query": "SELECT * {"}, "Not a SPARQL query"),
        ("run_sparql", {"query": "DROP ALL"}, "read-only"),
        ("run_sparql", {"query": "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"}, "SERVICE"),
        ("run_sparql", {"query": "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"}, "use LIMIT"),
    ],
)
def test_mistakes_are_told(call: Callable[..., Json], tool: str, arguments: Json, told: str) -> None:
    """A mistake is one sentence that lets the agent try again."""
    found = call(tool, **arguments)
    assert told in found["error"], json.dumps(found)
    assert "Traceback" not in found["error"]
