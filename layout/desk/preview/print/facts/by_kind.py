"""Facts of one thing in an edition, or beside a story that is printed alone: what it is, where it
stands, and why there.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from layout.desk.preview.print.facts.booked_ad import ad_facts
from layout.desk.preview.print.facts.house_ad import house_ad_facts
from layout.desk.preview.print.facts.known import Facts
from layout.desk.preview.print.facts.placed_story import story_facts
from layout.desk.preview.print.facts.printed_picture import picture_facts
from layout.desk.preview.print.make.made_edition import Heard, Made
from layout.desk.reports.ads.page_by_page import fill_of
from layout.desk.reports.explain.on_paper import print_view
from layout.edition.ad_words import ad_words
from layout.edition.single.print_story import words_in
from layout.makeup.edition.shapes.news_hole import hole_of
from layout.page.format import MM
from layout.publication.material import Material, gather
from layout.story.run import text_of
from layout.work.terminal.report import counted
from slots.finding import BadInput
from slots.stacking.task.ad_page import side_of

if TYPE_CHECKING:
    from layout.desk.preview.print.make.made_edition import Made
    from layout.edition.make_edition import Newspaper
    from layout.page.document import Page


def facts_of(made: Made, kind: str, name: str) -> Facts | None:
    """The facts of a story, an ad, a house ad, a picture or a page, by slug, id, name or number;
    None where there is none."""
    if kind == "page":
        page = made.pages.get(int(name) if name.isdecimal() and len(name) < 5 else 0)
        return _page_facts(made, page) if page else None
    if made.newspaper is None:
        return _lone_facts(made, kind, name)
    if kind == "picture":
        return picture_facts(made, name)
    if kind == "story":
        return story_facts(made.newspaper, name)
    if kind == "house_ad":
        return house_ad_facts(made.newspaper, name)
    return ad_facts(made.newspaper, name) if kind == "ad" else None


def _page_facts(made: Made, page: Page) -> Facts:
    """The facts of a page."""
    title = f"Page {page.number}{f', {page.section}' if page.section else ''}"
    legs = [leg for leg in page.legs if leg.filled]
    pictures = sum(image.role == "picture" for image in page.images)
    facts = [
        ("side", side_of(page.number)),
        ("stories", str(len(dict.fromkeys(leg.story for leg in legs)))),
        ("legs", str(len(legs))),
        ("pictures", str(pictures)),
        ("size", f"{_mm(page.grid.trim[0])} × {_mm(page.grid.trim[1])} mm"),
        ("grid", f"{counted(len(page.grid.columns), 'column')}, {page.grid.rows} rows"),
    ]
    sentences = list(_short(page))
    if made.newspaper:
        facts += _ad_facts(made.newspaper, page)
        sentences = [*_promos(made.newspaper, page), *_of_ads(made.newspaper, page), *sentences]
    return Facts(title, tuple(facts), tuple(sentences))


def _mm(millipoints: int) -> str:
    return f"{millipoints / MM:.0f}"


def _short(page: Page) -> Iterator[str]:
    """The legs that do not reach their foot; the last leg of a story may."""
    for story in dict.fromkeys(leg.story for leg in page.legs):
        legs = [leg for leg in page.legs if leg.story == story and leg.filled]
        rows = sum(leg.rows - leg.filled for leg in legs)
        if rows:
            yield f"The text of {story} leaves {counted(rows, 'row')} of its legs white."


def _ad_facts(newspaper: Newspaper, page: Page) -> list[tuple[str, str]]:
    stacked = newspaper.stacked
    there = next(one for one in stacked.pages if one.number == page.number)
    places = stacked.plan.on(page.number)
    hole = hole_of(there, places).cells
    short = sum(leg.rows - leg.filled for leg in page.legs)
    finished = next((one for one in newspaper.plan.pages if one.page == page.number), None)
    return [
        ("ads", str(len(places))),
        ("ads take", f"{fill_of((there,), stacked.plan.places).share:.0%} of the page"),
        ("ads should take", f"{there.share / 10:.0f}%, {there.most / 10:.0f}% at most"),
        ("news hole", f"{hole:,} cells, {short / hole:.1%} of them white" if hole else "none"),
        ("house ads", str(len(finished.fillers)) if finished and finished.fillers else ""),
        ("printed", "in colour" if there.colour else "in black"),
    ]


def _promos(newspaper: Newspaper, page: Page) -> Iterator[str]:
    """What page one promotes."""
    promos = newspaper.promos if page.number == 1 else ()
    if promos:
        named = (f"{promo.slug or promo.words} on page {promo.page}" for promo in promos)
        yield f"Its promos lead to {', '.join(named)}."


def _of_ads(newspaper: Newspaper, page: Page) -> Iterator[str]:
    stacked = newspaper.stacked
    there = next(one for one in stacked.pages if one.number == page.number)
    if there.reserved:
        yield f"The first {there.reserved} rows below the masthead are kept for stories."
    solus = [
        stacked.booking(place.id)
        for place in stacked.plan.on(page.number)
        if stacked.booking(place.id).solus
    ]
    for booking in solus:
        yield f"{ad_words(booking)} is booked as the only ad of its page."
    if not stacked.plan.on(page.number):
        yield "No ad stands here."


def _lone_facts(made: Made, kind: str, name: str) -> Facts | None:
    """The facts of the story, or of an ad, a box or a picture beside it by its id."""
    if made.lone is None or made.material is None:
        return None
    material = _ruled(made.material)
    story, view = made.material.story, print_view(material, made.lone) if material else None
    standings = view.standings if view else ()
    if kind == "story" and name == story.slug:
        legs = [leg for page in made.document.pages for leg in page.legs if leg.filled]
        facts = (
            ("pages", str(len(made.document.pages))),
            ("words", f"{words_in(story):,}"),
            ("legs", ", ".join(f"{leg.filled}/{leg.rows}" for leg in legs)),
            ("section", story.section),
            ("tags", ", ".join(story.tags)),
        )
        beside = [f"{one.id}: {one.where}." for one in standings]
        return Facts(
            text_of(story.headline),
            facts,
            (view.verdict if view else "", *beside),
            story.source or None,
        )
    found = next((one for one in standings if one.id == name), None)
    if found is None or kind == "story":
        return None
    place = (("where", found.where), ("slot", found.slot))
    refused = f"It was refused {counted(len(found.refusals), 'time')}." if found.refusals else ""
    return Facts(name, place, (f"{found.why[:1].upper()}{found.why[1:]}.", refused), story.source)


def _ruled(material: Material) -> Material | None:
    """The story with the rules by which things stand beside it: they are not read where nothing is
    placed by them. None where they cannot be used just now."""
    if material.rulebook is not None:
        return material
    try:
        return gather(Path(material.story.source), Heard(lambda *_: None))
    except (BadInput, OSError):
        return None
