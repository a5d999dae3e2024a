"""What the tests of publishing share: the description of the small made dataset as its publisher would make it."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import Graph

from kommunegraf.changes.history import History
from kommunegraf.opendata import offers
from kommunegraf.opendata.describing import describe
from kommunegraf.opendata.publisher import Publisher
from kommunegraf.releases.release import current

SITE = "https://data.example.dk/"


@pytest.fixture(scope="module")
def publisher() -> Publisher:
    return Publisher("Ny Kommune", "https://ny.example.dk/", "data@ny.example.dk", "MONTHLY", ("ECON",))


@pytest.fixture(scope="module")
def description(served: Path, publisher: Publisher) -> Graph:
    """The description of a server."""
    offered = list(offers.of_server(SITE))
    return describe(current(served), History(served), publisher, SITE, offered, f"{SITE}sparql")
