"""What a file breaks, as findings for people: rule, page, place and remedy, one line each."""

from __future__ import annotations

from collections.abc import Iterator

from layout.preflight.run import Broken, Verdict
from slots.finding import Finding, Where


def findings_of(verdict: Verdict, where: Where, named: str = "") -> Iterator[Finding]:
    """A finding for each rule that a file breaks, with the rule's id as its code; `named` says
    before it what the file is, where that is not its place."""
    for broken in verdict.broken:
        yield finding_of(broken, where, named)


def finding_of(broken: Broken, where: Where, named: str = "") -> Finding:
    """The finding for one rule that a file breaks."""
    message = ": ".join(filter(None, (named, place_in_words(broken), in_words(broken))))
    return Finding(broken.rule, broken.severity, message, where, broken.remedy)


def in_words(broken: Broken) -> str:
    """What is broken, and how often: "R0014: text is set in Courier (and 3 more)"."""
    more = f" (and {broken.times - 1:,} more)" if broken.times > 1 else ""
    return f"{broken.rule}: {broken.found}{more}"


def place_in_words(broken: Broken) -> str:
    """Where that is: "page 1, 20 mm from the left, 34.8 mm from the top"; nothing of a file."""
    page = f"page {broken.page}" if broken.page else ""
    return ", ".join(filter(None, (page, *map(str, broken.places[:1]))))
