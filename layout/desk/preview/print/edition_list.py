"""An edition as the print view lists it: its pages, stories and ads, and its figures."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from layout.desk.preview.print.facts.house_ad import house_ad_places
from layout.desk.preview.print.facts.placed_story import story_facts
from layout.desk.preview.print.make.page_digest import edition_revision
from layout.desk.preview.print.make.page_geometry import points
from layout.desk.preview.workers.findings_as_data import below, findings_data, name_of, toml_as_json
from layout.desk.reports.ads.no_place import conflict_words, remedy_words
from layout.desk.reports.edition.production_summary import omissions
from layout.edition.ad_words import size_words
from layout.edition.in_numbers import figures_of
from layout.edition.leg_fill import leg_figures
from layout.edition.single.print_story import figures_alone, words_in
from layout.makeup.edition.assign.parts import MOST_PARTS
from layout.makeup.edition.shapes.item import is_rail, story_of, turned_id
from layout.press.boxes.house_ads import HOUSE_ADS
from layout.publication.decisions.dummies_toml import dummy_names, spread_names
from layout.publication.decisions.pages_keys import MOST_LINES, PLACES
from layout.publication.decisions.rest_regions import rests_in
from layout.story.decided import INDEX, REGIONS
from layout.story.run import text_of
from layout.work.terminal.report import counted
from slots.book.booking import Position

if TYPE_CHECKING:
    from layout.desk.preview.print.make.made_edition import Made
    from layout.edition.make_edition import Newspaper
    from layout.page.document import Document
    from layout.story.as_written import Story

_LAST = 1_000
"""Stories without a page are listed last."""


POSITIONS = tuple(each.value for each in Position if each is not Position.ANY)
"""The positions that an ad can be booked for."""

CHOICES = {
    "regions": REGIONS,
    "places": PLACES,
    "positions": POSITIONS,
    "houseAds": HOUSE_ADS,
    "lines": MOST_LINES,
}
"""What the forms offer of things that have a name: regions of a page, places of ads, positions that
they are booked for, house ads; and the lines that a headline may have."""


def edition_data(made: Made, folder: Path) -> dict[str, Any]:
    """All that is listed of an edition; files by their names below a folder."""
    document = made.document
    closed = {page.number: page for page in made.newspaper.closed.pages} if made.newspaper else {}
    begun = _begun(made.newspaper) if made.newspaper else {}
    regions = _regions(made.newspaper) if made.newspaper else {}
    listed = _of_newspaper(made.newspaper, folder) if made.newspaper else _of_story(made, folder)
    return {
        "revision": edition_revision(made.revisions, document.title),
        "title": document.title,
        "date": document.date.isoformat() if document.date else None,
        "language": document.language,
        "columns": max((len(page.grid.columns) for page in document.pages), default=0),
        "pages": [
            {
                "number": page.number,
                "section": page.section,
                "width": points(page.grid.trim[0]),
                "height": points(page.grid.trim[1]),
                "revision": made.revisions[page.number],
                "closed": page.number in closed,
                "printed": page.number in closed and closed[page.number].taken,
                "begun": begun.get(page.number, []),
                "regions": regions.get(page.number, []),
                "spread": _spread(made.newspaper, page.number) if made.newspaper else "",
            }
            for page in document.pages
        ],
        **listed,
        "choices": CHOICES,
        "pictures": list(_pictures(document)),
        "findings": findings_data(below(folder, made.findings)),
    }


def _pictures(document: Document) -> Iterator[dict[str, Any]]:
    """The pictures: images of files; beside a story that is printed alone they are boxes."""
    for page in document.pages:
        for image in page.images:
            if image.role == "picture":
                within = image.rect.width < min(width for _, width in page.grid.columns)  # mugs
                name = {"story": image.story, "file": image.file.name, "within": within}
                yield {"id": image.id, "page": page.number, **name}
        for box in page.boxes:
            if box.role == "picture":
                yield {"id": box.id, "page": page.number, "story": "", "file": box.id}


def _of_newspaper(newspaper: Newspaper, folder: Path) -> dict[str, Any]:
    columns, theme = len(newspaper.stacked.grid.columns), newspaper.stacked.theme
    drawn = newspaper.copy.decisions.drawn
    spreads = {name for name, one in drawn.items() if one.gutter}
    spreads |= {name for name in spread_names(theme, columns) if name not in drawn}
    figures = {**figures_of(newspaper), **leg_figures(newspaper.document.pages)}
    return {
        "stories": _stories(newspaper, folder),
        "own": {slug: own for slug, own in _own_decisions(newspaper, folder) if own["keys"]},
        "ads": _ads(newspaper),
        "houseAds": [asdict(one) for one in house_ad_places(newspaper)],
        "unplaced": [*_unplaced_ads(newspaper), *_held(newspaper, figures["held"])],
        "dummies": sorted({*dummy_names(theme), *drawn}),
        "spreads": sorted(spreads),
        "omitted": [asdict(one) for one in omissions(figures)],
        "moved": list(_moved(figures["moved_stories"])),
        "unmet": figures["unmet"],
        "figures": [asdict(figure) for figure in _newspaper_figures(figures)],
    }


def _begun(newspaper: Newspaper) -> dict[int, list[str]]:
    """The stories that begin on each page and are no part of a rail: by rank, those of one rank
    from the head of the page down."""
    ranks = {one.story.slug: one.story.rank for one in newspaper.copy.articles}
    return {
        page.page: [
            one.id
            for one in sorted(
                page.placed,
                key=lambda one: (ranks.get(one.id, _LAST), one.tile.row, one.tile.column),
            )
            if one.article and one.id in ranks and not is_rail(one.id)
        ]
        for page in newspaper.plan.pages
    }


def _regions(newspaper: Newspaper) -> dict[int, list[dict[str, Any]]]:
    """The regions of pages that are made after a dummy, of those in which a story may stand: what
    it takes, and which story has it by now ("": none); `rest` where that ends there."""
    decisions = newspaper.decided
    dummies = decisions.dummies
    ends = {filled.page: dict(rests_in(decisions, filled.page)) for filled in newspaper.dummies}
    return {
        filled.page: [
            {
                "name": one.name,
                "takes": one.takes,
                "slug": filled.taken.get(one.name, "") or ends[filled.page].get(one.name, ""),
                "rest": one.name in ends[filled.page],
            }
            for one in dummies[filled.dummy].on(filled.page).regions
            if one.takes != INDEX
        ]
        for filled in newspaper.dummies
    }


def _spread(newspaper: Newspaper, page: int) -> str:
    """The dummy of the page before it of which a page has the right half; "" for none."""
    own = newspaper.copy.decisions.on(page).dummy
    halves = (one.dummy for one in newspaper.dummies if one.page == page and one.dummy != own)
    return next(halves, "")


def _moved(stories: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """The stories that stand elsewhere than in the last printed edition; `rest` where it is their
    second part."""
    for one in stories:
        slug = story_of(one["id"])
        yield {"slug": slug, "rest": slug != one["id"], "from": one["before"], "to": one["after"]}


def _stories(newspaper: Newspaper, folder: Path) -> list[dict[str, Any]]:
    standing = {**newspaper.closed.items, **newspaper.plan.page_of}
    listed = []
    for article in newspaper.copy.articles:
        story = article.story
        names = (turned_id(story.slug, number) for number in range(MOST_PARTS))
        pages = [standing[name] for name in names if name in standing]
        pictures = [shape.picture.src for shape in article.every]
        told = {"pages": pages, "jumps": len(pages) > 1, "pictures": pictures}
        listed.append({**_story(story, folder), **told})
    return sorted(listed, key=lambda one: (one["pages"][:1] or [_LAST], one["headline"]))


def _story(story: Story, folder: Path) -> dict[str, Any]:
    return {
        "slug": story.slug,
        "headline": text_of(story.headline),
        "kicker": story.kicker,
        "section": story.section,
        "file": name_of(folder, story.source) if story.source else None,
        "words": words_in(story),
    }


def _own_decisions(newspaper: Newspaper, folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """What stories decide of themselves in their front matter: the file, and by key the value and
    its line."""
    decisions = newspaper.copy.decisions
    for slug in decisions.stories:
        own = decisions.own(slug)
        said = toml_as_json(decisions.written.get("story", {}).get(slug, {}))
        keys = {key: {"value": said[key], "line": where.line} for key, where in own.items()}
        file = next((where.file for where in own.values() if where.file), "")
        yield slug, {"file": name_of(folder, file) if file else None, "keys": keys}


def _ads(newspaper: Newspaper) -> list[dict[str, Any]]:
    stacked = newspaper.stacked
    named = {booking.id: booking for booking in stacked.bookings}
    return [
        {
            "id": place.id,
            "advertiser": named[place.id].advertiser,
            "page": place.page,
            "size": size_words(named[place.id]),
        }
        for place in sorted(stacked.plan.places, key=lambda one: (one.page, one.column, one.row))
    ]


def _unplaced_ads(newspaper: Newspaper) -> Iterator[dict[str, Any]]:
    """The ads without a place: why, and what would give them one."""
    stacked = newspaper.stacked
    for conflict in stacked.plan.conflicts:
        yield {
            "id": conflict.id,
            "advertiser": stacked.booking(conflict.id).advertiser,
            "said": conflict_words(conflict, stacked),
            "remedy": remedy_words(conflict, stacked),
        }


def _held(newspaper: Newspaper, slugs: Iterable[str]) -> Iterator[dict[str, Any]]:
    """The stories that have no page, and why: "decided" (on hold), "waiting" (embargoed), or
    "room", where they found none."""
    embargoed = newspaper.copy.embargoed
    for slug in slugs:
        facts = story_facts(newspaper, slug)
        sentences = " ".join(facts.sentences) if facts else ""
        waits = "waiting" if slug in embargoed and embargoed[slug].code == "embargo" else "decided"
        yield {
            "slug": slug,
            "headline": facts.title if facts else slug,
            "said": sentences,
            "why": waits if slug in embargoed else "room",
        }


def _of_story(made: Made, folder: Path) -> dict[str, Any]:
    assert made.lone is not None and made.material is not None
    pages = [page.number for page in made.document.pages]
    told = {"pages": pages, "jumps": False, "pictures": []}
    listed = {**_story(made.material.story, folder), **told}
    figures = figures_alone(made.lone)
    return {
        "stories": [listed],
        "own": {},
        "ads": [],
        "houseAds": [],
        "unplaced": [],
        "dummies": [],
        "spreads": [],
        "omitted": [],
        "moved": [],
        "unmet": [],
        "figures": [asdict(figure) for figure in _story_figures(figures)],
    }


# --- an edition in figures: few, and each with what it means --------------------------------------


@dataclass(frozen=True, slots=True)
class _Figure:
    """A figure, and a sentence about it."""

    name: str
    value: int | str
    said: str


def _newspaper_figures(figures: Mapping[str, Any]) -> Iterator[_Figure]:
    """The figures of an edition, from those that `newsgrid print` reports."""
    words, jumps, fillers = figures["words"], figures["jumps"], figures["fillers"]
    yield _Figure("words", words, f"{counted(words, 'word')} are printed.")
    yield _Figure("jumps", jumps, f"{counted(jumps, 'story')} go on on another page.")
    yield _Figure("house ads", fillers, "They fill what stories and ads leave open.")
    yield from _type(figures)
    yield _Figure("white", _share(figures["white"]), "The part of the news hole left white.")
    makeup, stacking = figures["makeup"], figures["stacking"]
    yield _Figure("make-up cost", makeup["cost"], f"None can cost less than {makeup['bound']:,}.")
    gap = math.ceil(stacking["gap"] * 10_000) / 10_000
    sentence = (
        "The ads' stack is proven to be the best." if not gap else "At most so far from the best."
    )
    yield _Figure("stacking gap", f"{gap:.2%}", sentence)


def _story_figures(figures: Mapping[str, Any]) -> Iterator[_Figure]:
    """The figures of a story that is printed alone."""
    yield _Figure("words", figures["words"], "From headline to last line.")
    yield _Figure("lines", figures["lines"], "Of body text.")
    yield _Figure("boxes", figures["boxes"], "Ads, modules and pictures beside the text.")
    yield from _type(figures)
    yield _Figure("white", _share(figures["white"]), "The part of the pages left white.")
    sentence = f"No plan on as many pages costs less than {figures['bound']:,}."
    yield _Figure("cost", figures["objective"], sentence)


def _type(figures: Mapping[str, Any]) -> Iterator[_Figure]:
    yield _Figure("legs", figures["legs"], "Columns of text.")
    yield _Figure("short legs", figures["short"], "Legs that do not reach their foot.")
    yield _Figure("widows", figures["widows"], "Last lines of paragraphs alone on top of a leg.")
    yield _Figure("orphans", figures["orphans"], "First lines of paragraphs alone at a foot.")


def _share(part: float) -> str:
    return f"{part:.2%}"
