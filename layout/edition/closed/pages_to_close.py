"""The pages that `--close` names, by their numbers, their sections or both: "Sport,1,3-4"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from layout.edition.make_edition import Newspaper
from slots.finding import BadInput, Finding, Severity, Where
from slots.rules.mistake import suggestion

_PAGES = re.compile(r"(\d{1,4})(?:-(\d{1,4}))?", re.ASCII)


def pages_to_close(made: Newspaper, named: str) -> tuple[int, ...]:
    """The pages of an edition that are named, in the order in which they are: all pages of each
    section, wherever they are. A name with a comma in it may be named alone. Raises BadInput with
    all that is no section of the edition and no page; which of its pages there are says `Closing`.

    "Sport, 3"  ─>  12, 13, 14, 3
    """
    sections: dict[str, list[int]] = {}
    for page in made.stacked.pages:
        sections.setdefault(page.section, []).append(page.number)
    sections.pop("", None)
    parts = (
        [named.strip()] if named.strip() in sections else [one.strip() for one in named.split(",")]
    )
    problems = [*_unknown(parts, sections)]
    if problems:
        raise BadInput(problems)
    numbers = [n for part in parts for n in sections.get(part) or _numbers(part)]
    return tuple(dict.fromkeys(numbers))


def _numbers(part: str) -> range:
    """The pages of "3", or "6-7"; none where it is neither."""
    found = _PAGES.fullmatch(part)
    if not found:
        return range(0)
    first, last = int(found[1]), int(found[2] or found[1])
    return range(first, last + 1) if first else range(0)


def _unknown(parts: list[str], sections: dict[str, list[int]]) -> Iterator[Finding]:
    for part in parts:
        if part not in sections and not _numbers(part):
            message = f'"{part[:40]}" is neither a section nor pages{suggestion(part, sections)}'
            known = ", ".join(sections) or "it has none"
            hint = f"write pages as in 3,6-7, or sections: {known}"
            yield Finding("unknown-section", Severity.ERROR, message, Where("--close"), hint)
