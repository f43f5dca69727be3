"""What is imported: a name and bytes, wherever they lie.

A reader knows nothing of files, zips or addresses. It asks its source for a stream, so that an
export of 100 MB is never whole in memory, and for what lies beside it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO
from typing import IO

from slots.finding import Where

START = 65_536
"""Number of bytes that are enough to recognise a format."""


def _nothing_beside(name: str) -> bytes | None:
    return None


@dataclass(frozen=True, slots=True)
class Source:
    """A file, a part of a zip, an answer from the network: `name` for messages, `start` its first
    bytes (START of them, or all), `stream` opens it anew each time.

    `beside` gives the bytes of a file by its path from where this one lies, None where there is
    none; it lets nobody out of the folder or zip that was handed in. `address` is where it was
    fetched or published, "" where nobody knows: relative links and pictures start there.
    """

    name: str
    start: bytes
    stream: Callable[[], IO[bytes]] = field(repr=False)
    beside: Callable[[str], bytes | None] = field(default=_nothing_beside, repr=False)
    address: str = ""

    def whole(self, most: int) -> bytes | None:
        """All its bytes; None where there are more than that: who asks says what to do."""
        with self.stream() as stream:
            data = stream.read(most + 1)
        return None if len(data) > most else data

    @property
    def where(self) -> Where:
        """The source as a place for findings; a reader adds the line."""
        return Where(self.name)


def source_of(data: bytes, name: str, address: str = "") -> Source:
    """A source of bytes that are at hand.

    >>> source_of(b"<rss/>", "feed.xml").stream().read()
    b'<rss/>'
    """
    return Source(name, data[:START], lambda: BytesIO(data), address=address)
