"""The kinds of Fact that a document can state, and the Evidence that each one carries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal, TypeVar


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page in points, origin at the top left."""

    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class CellPlace:
    """A table cell: 1-based table number in the document, 0-based row and column."""

    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that a fact was read from: ``quote`` is exactly ``Document.text[start:end]``.

    ``page`` is 1-based (None where the file has no pages), ``boxes`` one per printed line, ``rule`` the name of the
    rule that read it, as ``extractor/rule``.
    """

    start: int
    end: int
    quote: str
    prefix: str
    suffix: str
    page: int | None
    cell: CellPlace | None
    boxes: tuple[Box, ...]
    rule: str
    recognised: bool = False
    """Whether the words were recognised in a picture of the page (OCR), and may be misread."""


Bound = Literal["exact", "up-to", "over", "about", "at-least"]
Scale = Literal["one", "thousand", "million", "billion"]
Direction = Literal["set-aside", "lent", "borrowed", "cut", "framed", "spent"]
PeriodKind = Literal["calendar-year", "span", "school-year", "agreement-year", "open-ended"]


@dataclass(frozen=True, slots=True)
class Money:
    """A sum as printed ("ca. 3,4 mia. kr."): whole kroner, printed words, scale and bound.

    ``price_level`` is the year whose prices and wages it is told in ("2030-pl"), None where the text does not say.
    """

    value: Decimal
    printed: str
    scale: Scale = "one"
    bound: Bound = "exact"
    price_level: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something a document states. Text fields are the document's own Danish; "" and None mean not stated.

    Dates are ISO 8601 as precise as the text ("2024-06-27", "2024-06", "2024"), times "HH:MM", years whole numbers.
    """

    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFact(Fact):
    """The document itself: its kind (agenda, minutes, budget-agreement, economy-agreement …), publisher and date.

    A document of no known kind (statutes, a programme, a list) has the kind "".
    ``recognised_by`` are the words of the document that show its kind, "" where only how it is built shows it.
    """

    title: str
    kind: str
    publisher: str = ""
    date: str = ""
    recognised_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting(Fact):
    """A meeting of a body that the document announces, records or refers to by date."""

    body: str
    date: str
    start: str = ""
    end: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem(Fact):
    """A numbered item of an agenda with the actions that its recommendation asks for.

    ``actions`` are approve, note, appoint, forward, discuss, decide, recommend, in order; ``recommendation`` is the
    text of the indstilling, "" where there is none.
    """

    meeting_date: str
    number: str
    title: str
    case_number: str = ""
    officer: str = ""
    actions: tuple[str, ...] = ()
    recommendation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Fact):
    """What was decided on an item: approved, noted, rejected, postponed, forwarded, appointed, returned or other."""

    item_number: str
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote(Fact):
    """How a person, a party (by its letter) or so many members voted on an item.

    ``party`` is also the letter printed after a person's name; ``count`` is how many were on the side, as printed.
    ``ballot`` counts the ballots of the item: amendments are voted on before what they amend.
    """

    item_number: str
    side: Literal["for", "against", "abstained"]
    person: str = ""
    party: str = ""
    count: int | None = None
    ballot: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance(Fact):
    """A person who was present at, or absent from, the meeting of the document."""

    person: str
    status: Literal["present", "absent"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment(Fact):
    """An attachment (bilag) of an agenda item."""

    item_number: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement(Fact):
    """A named agreement: economy-, budget-, framework-, political-, implementation- or tripartite-agreement, or ""."""

    title: str
    kind: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementParty(Fact):
    """One party that made an agreement."""

    agreement: str
    party: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reform(Fact):
    """A reform or plan that changes a public sector field, with the agreement that made it where stated."""

    title: str
    agreement: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Funding(Fact):
    """A sum of public money set aside, lent, cut or framed.

    ``kind`` is pool, loan-pool, frame, grant, cut, fund or expense; ``recurrence`` total, annual or "". ``period`` is
    the kind of the period, also where it is told by nothing but the yearly agreement of ``agreement_year`` ("i ØA30").
    ``part_of`` is the sum that it is a share of ("heraf"), ``repeated`` the same sum in other price levels.
    """

    purpose: str
    amount: Money
    kind: str
    from_year: int | None = None
    to_year: int | None = None
    recurrence: str = ""
    agreement: str = ""
    direction: Direction | None = None
    period: PeriodKind | None = None
    agreement_year: int | None = None
    payer: str = ""
    recipient: str = ""
    part_of: Funding | None = None
    repeated: tuple[Money, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Allocation(Fact):
    """A share of a pool given to one recipient, with the number of places it pays for where stated."""

    pool: str
    recipient: str
    recipient_code: str = ""
    amount: Money
    places: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PoolTotal(Fact):
    """The total that an allocation table prints for its pool."""

    pool: str
    amount: Money
    places: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment(Fact):
    """A person appointed to a body, or (``person`` empty) a number of vacant seats that ``appointed_by`` may fill.

    ``from_date`` and ``to_date`` are the first and the last day of the term, where the text states them.
    """

    body: str
    person: str = ""
    role: str = ""
    party: str = ""
    appointed_by: str = ""
    seats: int | None = None
    from_date: str = ""
    to_date: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonInRole(Fact):
    """A person named with an office or a job; ``party`` is the letter printed after the name."""

    person: str
    role: str
    organisation: str = ""
    party: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Body(Fact):
    """An organisation or body that the document names, with its kind (municipality, ministry, committee …)."""

    label: str
    kind: str
    part_of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator(Fact):
    """A claim "52 ud af 98 kommuner …" or "45 % af kommunerne …": count, total and percentage as far as stated."""

    statement: str
    count: Decimal | None = None
    of: Decimal | None = None
    percent: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation(Fact):
    """One filled cell of a table of figures: whose figure, what is counted, when, the value and its unit."""

    dataset: str
    entity: str
    measure: str
    period: str
    value: Decimal
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone(Fact):
    """A deadline, entry into force or planned event with a date that is not a meeting."""

    date: str
    what: str
    who: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention(Fact):
    """A municipality, region or KKR that the document names; code is its four digits or the slug of the KKR."""

    label: str
    code: str


ActKind = Literal["act", "consolidated-act", "executive-order"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalReference(Fact):
    """An act or order that the document, or one of its agenda items, refers to by number and date.

    ``number`` is that of Lovtidende A in the year of ``date``.
    """

    kind: ActKind
    number: int
    date: str
    item_number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding(Fact):
    """Something in the document that does not add up: a printed figure beside the one that follows from the rest."""

    about: str
    message_da: str
    message_en: str
    expected: Decimal
    printed: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Redaction(Fact):
    """What looks like CPR numbers on one page (the whole text where there are no pages): how many were masked."""

    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic(Fact):
    """A topic of ontology/topics.ttl, by its notation, that the document, an agenda item or a sum tells of.

    It is the document's own where neither ``item_number`` nor ``funding`` is given. ``times`` is how often the topic is
    named there; ``main`` says that it is what the thing is about, not only named.
    """

    topic: str
    item_number: str = ""
    funding: Funding | None = None
    times: int = 1
    main: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference(Fact):
    """Words that stand for something named elsewhere ("ØA31", "aftalen", "jf. pkt. 3.2"), and what they mean.

    ``kind`` is what sort of thing they point at: agreement, reform, pool, body, item, attachment or sum. ``target`` is
    its name or number, with ``item_number`` for an attachment and ``funding`` for a sum; where it is "", ``gap`` says
    why: none (nothing is named that it could be), several (more than one thing could be meant), elsewhere (it says that
    it stands in another document). ``times`` is how often the document points at the thing in these words.
    """

    printed: str
    kind: str
    target: str = ""
    item_number: str = ""
    funding: Funding | None = None
    gap: str = ""
    times: int = 1


Kind = TypeVar("Kind", bound=Fact)


class Facts:
    """The facts found so far in one document, in the order found."""

    def __init__(self) -> None:
        self._facts: list[Fact] = []
        self._kinds: dict[type[Fact], list[Any]] = {}

    def add(self, facts: Iterable[Fact]) -> None:
        """Puts facts behind those found so far."""
        self._facts.extend(facts)
        self._kinds.clear()

    def of(self, kind: type[Kind]) -> list[Kind]:
        """The facts of one kind."""
        if kind not in self._kinds:
            self._kinds[kind] = [fact for fact in self._facts if isinstance(fact, kind)]
        return list(self._kinds[kind])

    def __iter__(self) -> Iterator[Fact]:
        return iter(self._facts)

    def __len__(self) -> int:
        return len(self._facts)
