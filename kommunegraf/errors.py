"""What can go wrong beside the reading of a document: each message says what is wrong and what to do."""

from __future__ import annotations

from typing import Final

NOT_CONFORMING: Final = 3
"""The exit code of a check that found faults in data; those of errors are their own."""


class KommunegrafError(Exception):
    """Something that a user can mend; the command line shows the message and ends with ``exit_code``.

    The tree::

        KommunegrafError            1  could not be done
        ├── NoRelease                  nothing has been built in this folder yet
        ├── BuildRunning               another build is writing to this folder
        ├── ReleaseGone                newer releases took the place of the one that was read
        ├── NotWritable                the folder of the graph is full, or may not be written
        ├── Interrupted                whoever asked for it stopped it
        ├── NothingRead                none of the files could be read
        ├── NothingFound               nothing is known by this name, or nothing fits a selection
        ├── MissingLibrary             an extra that this needs is not installed
        ├── NoScheduler                no cluster to read with is there, or none of this version
        ├── NotReached                 a place in object storage or on the web cannot be read or written
        ├── NotPublished               another store does not take what is sent, or does not hold it then
        ├── TooSlow                    a search took too long and was stopped
        ├── Stopped                    a query took more time or memory than it may
        ├── Unreachable                a source of other open data does not answer as it should
        └── WrongUse                2  the request itself is wrong
            ├── UnknownRelease         no release of this name was served from this folder
            ├── BadReview              a table of reviews, or a row of one, cannot be understood
            ├── UnknownQuestion        no question has this name
            ├── BadParameter           a parameter is unknown or its value is not of its type
            ├── BadQuery               the SPARQL cannot be parsed, or asks for what is not allowed
            └── UnknownFormat          the answer cannot be written in this format
    """

    exit_code = 1

    def __init__(self, danish: str, english: str) -> None:
        self.danish = danish
        self.english = english
        super().__init__(english)

    def __reduce__(self) -> tuple[type[KommunegrafError], tuple[str, str]]:
        """An error goes from one process to another with both its messages."""
        return type(self), (self.danish, self.english)

    def message(self, language: str) -> str:
        """The message in Danish ("da") or English."""
        return self.danish if language == "da" else self.english


class NoRelease(KommunegrafError):
    """The folder holds no release to ask."""


class BuildRunning(KommunegrafError):
    """A second build was started beside a running one."""


class ReleaseGone(KommunegrafError):
    """The release that was being read was removed: newer ones took its place, or a document was withdrawn."""


class NotWritable(KommunegrafError):
    """The folder that a graph is written to is full, or may not be written."""


class Interrupted(KommunegrafError):
    """A build was stopped by whoever started it; what it has read so far is kept."""


class NothingRead(KommunegrafError):
    """None of the files that were given could be read."""


class NothingFound(KommunegrafError):
    """No entity has this name or address, or nothing fits a selection."""


class MissingLibrary(KommunegrafError):
    """An extra that this needs is not installed."""


class NoScheduler(KommunegrafError):
    """There is no cluster to read with at this address, or it cannot read for us."""


class NotReached(KommunegrafError):
    """A place in object storage or on the web cannot be read or written."""


class NotPublished(KommunegrafError):
    """Another store does not take what is sent to it, or does not hold it afterwards."""


class TooSlow(KommunegrafError):
    """A search took longer than it may."""


class Stopped(KommunegrafError):
    """A query took more time or memory than it may."""


class Unreachable(KommunegrafError):
    """A source of other open data does not answer, or not as it should."""


class WrongUse(KommunegrafError):
    """The request itself is wrong, whatever the data."""

    exit_code = 2


class UnknownRelease(WrongUse):
    """No release of this name was served from this folder."""


class BadReview(WrongUse):
    """A table of reviews, or a row of one, cannot be understood."""


class UnknownQuestion(WrongUse):
    """No question has this name."""


class BadParameter(WrongUse):
    """A parameter is unknown, or its value is not of its type."""


class BadQuery(WrongUse):
    """The SPARQL cannot be parsed, or asks for what this endpoint does not do."""


class UnknownFormat(WrongUse):
    """The answer cannot be written in this format."""
