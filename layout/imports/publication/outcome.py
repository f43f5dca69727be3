"""What became of the items of an import: one by one, and counted by source."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum

from layout.imports.html.texts import words_of_piece
from layout.imports.item import Head, Item, LeftOut
from layout.imports.publication.media_files import NOT_AT_HAND
from layout.story.run import text_of
from slots.finding import Finding, Severity


class Fate(StrEnum):
    """What became of an item."""

    NEW = "new"
    CHANGED = "changed"
    MERGED = "merged"
    CONFLICT = "conflict"
    KEPT = "kept"
    SAME = "same"
    KILLED = "killed"
    REPLACED = "replaced"
    DELETED = "deleted"
    OLDER = "older"
    UNPUBLISHED = "unpublished"
    EARLIER = "earlier"
    OTHER_KIND = "other_kind"
    TWICE = "twice"
    EMPTY = "empty"
    UNREADABLE = "unreadable"


QUIET = frozenset({Fate.SAME, Fate.KEPT, Fate.DELETED, Fate.REPLACED})
"""Fates in which nothing is new: what the reader found was reported before."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """An item and what became of it: the file of its story, "" where it has none; its words and
    pictures, what is not in the story, and findings."""

    key: str
    version: str
    fate: Fate
    file: str = ""
    words: int = 0
    pictures: int = 0
    left_out: tuple[LeftOut, ...] = ()
    findings: tuple[Finding, ...] = ()
    section: str = ""


@dataclass(slots=True)
class Tally:
    """The counts of one source, of one format."""

    source: str
    format: str
    fates: dict[Fate, int] = field(default_factory=dict)
    words: int = 0
    pictures: int = 0
    left_out_words: int = 0
    findings: int = 0

    def add(self, outcome: Outcome) -> None:
        """Counts one item."""
        self.fates[outcome.fate] = self.fates.get(outcome.fate, 0) + 1
        self.words += outcome.words
        self.pictures += outcome.pictures
        self.left_out_words += sum(count_words(each.text) for each in outcome.left_out)
        self.findings += len(outcome.findings)

    @property
    def items(self) -> int:
        """How many items the source gave."""
        return sum(self.fates.values())

    def of(self, *fates: Fate) -> int:
        """How many items had one of these fates."""
        return sum(self.fates.get(fate, 0) for fate in fates)


def words_in(item: Item) -> int:
    """The words of an item: those of its head and of its pieces."""
    pieces = (text for piece in item.copy.pieces for text in words_of_piece(piece))
    return sum(map(count_words, (*texts_of_head(item.head), *pieces)))


def texts_of_head(head: Head) -> tuple[str, ...]:
    """The lines of a head that readers see, "" for those that it has not."""
    runs = (head.headline, head.print_headline, head.deck)
    return (*map(text_of, runs), head.kicker, head.byline, head.dateline)


def count_words(text: str) -> int:
    """The words of a text: what white space parts."""
    return len(text.split())


_MOST_OF_A_KIND = 1_000
_MOST_WARNED = 10
"""Number of warnings of a kind that are reported without --verbose."""


@dataclass(slots=True)
class Findings:
    """Findings as they come, up to a limit for each kind: an export of 100 MB may have one for each
    of its paragraphs. `known` were reported by an earlier import, or are reported as one with
    others."""

    reported: list[Finding] = field(default_factory=list)
    known: set[Finding] = field(default_factory=set)
    _kinds: dict[str, int] = field(default_factory=dict)
    _warned: Counter[str] = field(default_factory=Counter)

    def add(self, findings: tuple[Finding, ...], known: bool = False) -> None:
        """Takes findings in."""
        for each in findings:
            count = self._kinds[each.code] = self._kinds.get(each.code, 0) + 1
            if count <= _MOST_OF_A_KIND or each.severity is Severity.ERROR:
                self.reported.append(each)
                if known or not self._is_reported(each):
                    self.known.add(each)

    def _is_reported(self, finding: Finding) -> bool:
        """Whether a finding is reported by itself: pictures that are not at hand are one warning,
        and of warnings of a kind the first are enough."""
        if finding.code == NOT_AT_HAND:
            return False
        if finding.severity is not Severity.WARNING:
            return True
        self._warned[finding.code] += 1
        return self._warned[finding.code] <= _MOST_WARNED

    def all(self) -> tuple[Finding, ...]:
        """All that is reported, with how many more there were of a kind."""
        hint = "--verbose tells them, and --json has them"
        more = (
            Finding("more-findings", Severity.INFO, f"{count - _MOST_OF_A_KIND:,} more {code}")
            for code, count in self._kinds.items()
            if count > _MOST_OF_A_KIND and code != NOT_AT_HAND
        )
        unreported = (
            Finding(
                "more-warnings",
                Severity.WARNING,
                f"{code}, {count - _MOST_WARNED:,} more",
                hint=hint,
            )
            for code, count in self._warned.items()
            if count > _MOST_WARNED
        )
        return (*self.reported, *more, *unreported)
