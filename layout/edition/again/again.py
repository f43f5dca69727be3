"""What of an earlier edition is to hold again: decisions of this one, as if they were typed.

plan of that edition ─> where a story or an ad stood ─┐
                      the rectangles of a page ───────┼─> pages.toml
what was decided then ─> its keys ────────────────────┘
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from layout.edition.again.rectangles import pages_with_shapes, shape_of
from layout.edition.last_plan import Record
from layout.makeup.edition.shapes.item import is_rail, part_of
from layout.publication.decisions.pages_swapped import Change, changes_between, mistakes_since
from layout.publication.decisions.write_decisions import Edit, with_edits
from slots.finding import BadInput, Finding, Severity, Where
from slots.rules.mistake import suggestion

_OF_STORIES = ("stories", "lead", "order", "regions", "promos")
"""Keys of a page that name stories: those of another week."""

_OF_THAT_DAY = ("hold", "together", "apart", "sidebar", "lead", "rather", "page")
"""Keys of a story that are of that edition alone; its page is where it stood."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to hold again: stories, ads and pages, by their slugs, ids and numbers; of
    pages their decisions, or in `shapes` the rectangles of their stories."""

    stories: Collection[str] = ()
    ads: Collection[str] = ()
    pages: Collection[int] = ()
    shapes: Collection[int] = ()


@dataclass(frozen=True, slots=True)
class _Again:
    """The text of a pages.toml in which something of an earlier edition holds again, and what that
    changes."""

    text: str
    changes: tuple[Change, ...]


def again_of(record: Record, text: str, wanted: Wanted) -> _Again:
    """Something of an earlier edition, by its plan, decided again in a text of pages.toml. A story
    has the page on which it began and the form that was decided of it; an ad the page and the cells
    in which it stood; a page what was decided of it, but for the stories that it named; in its
    shape a dummy whose regions are the rectangles of then. Raises BadInput with all that was not in
    that edition, and where the text would contradict itself."""
    decided, now = _tables(record.decided), _tables(text)
    edits, problems = list[Edit](), list[Finding]()
    for found in (
        *(_story(record, decided, slug) for slug in wanted.stories),
        *(_ad(record, name) for name in wanted.ads),
        *(_page(decided, number) for number in wanted.pages),
        *(_shape(record, now, number) for number in wanted.shapes),
    ):
        if isinstance(found, Finding):
            problems.append(found)
        else:
            edits += found
    if problems:
        raise BadInput(problems)
    written = with_edits(text, edits)
    if wrong := mistakes_since(text, written):
        raise BadInput([*wrong])
    return _Again(written, changes_between(text, written))


def _story(record: Record, decided: dict[str, Any], slug: str) -> list[Edit] | Finding:
    known = _stories(record)
    if slug not in known:
        return _unknown(f'no story "{slug[:60]}" stood in it{suggestion(slug, known)}')
    keys = {k: v for k, v in _in(decided, "story", slug).items() if k not in _OF_THAT_DAY}
    return [*_edits("story", slug, {"page": record.stories[slug], **keys})]


def _stories(record: Record) -> dict[str, int]:
    """The pages on which stories began, each by itself: not in a rail."""
    every = record.stories.items()
    return {name: page for name, page in every if not is_rail(name) and not part_of(name)}


def _ad(record: Record, name: str) -> list[Edit] | Finding:
    places = [place for place in record.ads if place.id == name]
    if not places:
        return _unknown(
            f'no ad "{name[:60]}" stood in it{suggestion(name, [p.id for p in record.ads])}'
        )
    first = min(places, key=lambda place: place.page)
    keys: dict[str, Any] = {"page": first.page}
    if len(places) == 1:  # one over two pages lies on the spine
        keys["place"] = f"column {first.column + 1}, row {first.row + 1}"
    return [*_edits("ad", name, keys)]


def _page(decided: dict[str, Any], number: int) -> list[Edit] | Finding:
    said = _in(decided, "page", str(number))
    keys = {key: value for key, value in said.items() if key not in _OF_STORIES}
    if not keys:
        return _unknown(f"nothing was decided of page {number} in it, but for stories")
    return [*_edits("page", str(number), keys)]


def _shape(record: Record, now: dict[str, Any], number: int) -> list[Edit] | Finding:
    """The page is made after a dummy of last time's rectangles, which is drawn in the same file;
    regions of another dummy are its no more."""
    drawn = shape_of(record, number)
    if not drawn:
        if not record.stood:
            return _unknown("where stories stood on their pages was not kept with its plan")
        return _unknown(f"no story stood on page {number} in it")
    name, page = f"page-{number}-again", _in(now, "page", str(number))
    edits = [*_edits("dummy", name, drawn), Edit("page", str(number), "dummy", name)]
    if "regions" in page and page.get("dummy") != name:
        edits.append(Edit("page", str(number), "regions", None))
    return edits


def _edits(table: str, name: str, keys: dict[str, Any]) -> Iterator[Edit]:
    return (Edit(table, name, key, value) for key, value in keys.items())


def _unknown(message: str) -> Finding:
    hint = "newsgrid again PUBLICATION --edition DATE --list tells what stood in it"
    return Finding("not-there-then", Severity.ERROR, message, Where("--edition"), hint)


def _tables(text: str) -> dict[str, Any]:
    """What was decided; nothing where that was no TOML."""
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError):
        return {}


def _in(decided: dict[str, Any], table: str, name: str) -> dict[str, Any]:
    tables = decided.get(table)
    found = tables.get(name) if isinstance(tables, dict) else None
    return found if isinstance(found, dict) else {}


def all_of(record: Record) -> Wanted:
    """All that may hold again of an edition, in the order of its pages."""
    decided = _tables(record.decided).get("page")
    stories = sorted((page, slug) for slug, page in _stories(record).items())
    ads = sorted((one.page, one.id) for one in record.ads)
    pages = [*decided] if isinstance(decided, dict) else []
    return Wanted(
        [slug for _, slug in stories],
        [*dict.fromkeys(name for _, name in ads)],
        sorted(int(name) for name in pages if name.isascii() and name.isdigit()),
        pages_with_shapes(record),
    )


def named_in(record: Record) -> tuple[str, ...]:
    """All that may hold again of an edition, a line each: stories with their pages, ads with their
    places, pages of which something was decided, and pages with the regions of their shape."""
    decided = _tables(record.decided)
    stories = sorted((page, slug) for slug, page in _stories(record).items())
    pages = decided.get("page")
    return (
        *(f"story {slug}: page {page}" for page, slug in stories),
        *(
            f"ad {one.id}: page {one.page}, column {one.column + 1}, row {one.row + 1}"
            for one in sorted(record.ads, key=lambda one: (one.page, one.id))
        ),
        *(
            f"page {name}: {', '.join(keys)}"
            for name in (pages if isinstance(pages, dict) else ())
            if (keys := [k for k in _in(decided, "page", name) if k not in _OF_STORIES])
        ),
        *(
            f"shape of page {number}: {', '.join(shape_of(record, number)['region'])}"
            for number in pages_with_shapes(record)
        ),
    )
