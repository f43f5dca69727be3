"""Categories of advertisers that rules name and nobody serves."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from slots.finding import Severity
from slots.rules.mistake import Mistake, suggestion
from slots.rules.reach import page_tables, spots, term_tables
from slots.rules.terms import Rules
from slots.text.source_map import Path


def category_lints(rules: Rules, categories: Collection[str]) -> Iterator[Mistake]:
    """Names of categories that no slot serves; `categories` are those that ads of the book have."""
    served = {each for spot in spots(rules) for each in rules.terms(*spot).categories}
    known = tuple(sorted(served | set(categories)))
    for path, name, key in _named(rules):
        if name not in known:
            message = f'no slot serves category "{name}"{suggestion(name, known)}'
            hint = f'add categories = ["{name}"] to a slot, or give an ad of the book the category'
            yield Mistake("unserved-category", path, message, hint, Severity.WARNING, key=key)


def _named(rules: Rules) -> Iterator[tuple[Path, str, bool]]:
    """Every category that rules name: its place, its name, and whether a key names it."""
    for name in rules.category:
        yield ("category", name), name, True
    for path, page in page_tables(rules):
        for index, group in enumerate(page.never_together):
            for place, name in enumerate(group):
                if name.startswith("#"):
                    yield (*path, "never_together", index, place), name[1:], False
    for path, terms in term_tables(rules):
        for name in terms.distance:
            if name.startswith("#"):
                yield (*path, "distance", name), name[1:], True
