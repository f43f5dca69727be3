"""Decisions of an edition: those that can be kept go to make-up, the others are refused in an
editor's words, each with the smallest set that does not go together."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from layout.edition.decided.refused_in_words import (
    page_words,
    place_key,
    place_words,
    refusal_found,
    rest_words,
    turn_words,
)
from layout.makeup.edition.all_pages import (
    EditionPlan,
    EditionTask,
    house_ads_of,
    index_of,
    section_pages_of,
    seen_with,
)
from layout.makeup.edition.assign.parts import MOST_PARTS
from layout.makeup.edition.choose_settings import FinishedPage, PlacedStory
from layout.makeup.edition.decisions.from_dummies import Filled, from_dummies
from layout.makeup.edition.decisions.page_wishes import Sheet
from layout.makeup.edition.decisions.refusal import (
    FORM,
    NO_JUMP,
    PAGE,
    PLACE,
    REST,
    SIDEBAR,
    TURN,
    Refused,
)
from layout.makeup.edition.decisions.refused import kept_decisions
from layout.makeup.edition.shapes.item import part_of, story_of, turned_id
from layout.makeup.edition.shapes.news_hole import Hole, hole_of
from layout.makeup.edition.tiling.section_layout import Tile
from layout.makeup.edition.tiling.tiled_page import is_in_place
from layout.publication.decided_too_late import without_dummies
from layout.story.decided import Decided, Decisions
from layout.work.terminal.report import counted, listed
from slots.finding import Finding, Severity, Where
from slots.stacking.task.ad_plan import AdPlace

_WHOLE = (PAGE, FORM, NO_JUMP, TURN, PLACE, REST, SIDEBAR)
"""What is refused of a story as it is to look, not a single key of how."""


@dataclass(frozen=True, slots=True, eq=False)
class KeptTask:
    """What is to be made up, with those decisions that can be kept, and what was refused; and how
    the dummies of pages were filled."""

    task: EditionTask
    refused: tuple[Refused, ...]
    findings: tuple[Finding, ...]
    filled: tuple[Filled, ...] = ()


def with_kept_decisions(task: EditionTask) -> KeptTask:
    """What is to be made up, without the decisions that cannot be kept."""
    if not (task.decisions.stories or task.decisions.pages or task.decisions.house_ads):
        return KeptTask(task, (), ())
    unfaced = {left: why for left in task.decisions.pages if (why := _unfaced(left, task))}
    told = [_no_spread(left, why, task.decisions) for left, why in unfaced.items()]
    task = replace(task, decisions=without_dummies(task.decisions, unfaced))
    given = from_dummies(task.articles, task.decisions, _sheet(task))
    task = replace(task, articles=given.articles, decisions=given.decisions)
    kept = kept_decisions(task.articles, task.decisions, _sheet(task))
    left = replace(task, decisions=_in_forms_left(task.decisions, kept.refused))
    refused = (
        *_empty_regions(given.filled, task),
        *(refusal_found(one, left if one.wish.key in _WHOLE else task) for one in kept.refused),
    )
    findings = (*_unknown_pages(task), *told, *refused)
    possible = replace(task, articles=kept.articles, decisions=kept.decisions)
    return KeptTask(possible, kept.refused, findings, given.filled)


def _in_forms_left(decisions: Decisions, refused: Sequence[Refused]) -> Decisions:
    """Decisions in which no form has what was refused of it by itself."""
    stories = dict(decisions.stories)
    for slug, one in decisions.stories.items():
        lost = {each.wish.key for each in refused if each.wish.slug == slug}
        if lost & {*one.form.decided}:
            form = one.form.only(name for name in one.form.decided if name not in lost)
            stories[slug] = replace(one, form=form)
    return replace(decisions, stories=stories)


def _unfaced(left: int, task: EditionTask) -> str:
    """Why a page of an edition cannot have its dummy, which is drawn over two pages; "" where it
    can, or has none such."""
    sections = {page.number: page.section for page in task.pages}
    if task.decisions.spread_of(left) != left or left not in sections:
        return ""
    if left + 1 not in sections:
        return f"page {left} is the last one"
    if sections[left] == sections[left + 1]:
        return ""
    return f'page {left} is of "{sections[left]}", page {left + 1} of "{sections[left + 1]}"'


def _no_spread(left: int, why: str, decisions: Decisions) -> Finding:
    dummy = decisions.on(left).dummy
    message = f'page {left} cannot have the dummy "{dummy}": it is drawn over two pages of a '
    message += f"section, and {why}"
    hint = "give it to another spread, or draw a dummy for one page"
    where = decisions.places.value(("page", str(left), "dummy"))
    return Finding("refused-decision", Severity.WARNING, message, where, hint)


def _empty_regions(filled: Sequence[Filled], task: EditionTask) -> Iterator[Finding]:
    """A note for each region of a dummy that nothing stands in by decision, by what keeps it so."""
    for page in filled:
        for why, names in groupby(page.empty.items(), key=lambda one: one[1]):
            regions = listed([f'"{name}"' for name, _ in names])
            message = f'page {page.page}: of its dummy "{page.dummy}" {regions} stays open: {why}'
            hint = "name a story under regions, or take another dummy"
            number = task.decisions.spread_of(page.page) or page.page
            where = task.decisions.places.value(("page", str(number), "dummy"))
            yield Finding("open-region", Severity.INFO, message, where, hint)


def _sheet(task: EditionTask) -> Sheet:
    index = index_of(task)
    pages = tuple(section_pages_of(task))
    papers = {page.number: page for page in task.pages}
    ads = {page.number: task.ads.on(page.number) for page in pages}

    def floors(number: int, some: Sequence[AdPlace]) -> tuple[int, ...]:
        return hole_of(papers[number], some).floors

    house = house_ads_of(task)
    return Sheet(pages, task.grid, index, away_from(task), task.prices.pages, ads, floors, house)


def away_from(task: EditionTask) -> Mapping[int, Mapping[str, tuple[str, ...]]]:
    """The ads that must not stand near a tag, by the pages that it is seen with."""
    bookings = {booking.id: booking for booking in task.book}
    found: dict[int, dict[str, tuple[str, ...]]] = {}
    for place in task.ads.places:
        for tag in bookings[place.id].away_from:
            for page in seen_with(place.page):
                tags = found.setdefault(page, {})
                tags[tag] = (*tags.get(tag, ()), place.id)
    return found


def _unknown_pages(task: EditionTask) -> Iterator[Finding]:
    """A warning for each page that something is decided of and that the edition does not have."""
    numbers = {page.number for page in task.pages}
    for number in task.decisions.pages:
        if number not in numbers:
            where = task.decisions.places.key(("page", str(number)))
            yield unknown_page(f"page.{number}", numbers, where)
    for name, one in task.decisions.house_ads.items():
        if one.page not in numbers:
            where = task.decisions.places.value(("house_ad", name, "page"))
            yield unknown_page(f"house_ad.{name}", numbers, where)


def unknown_page(table: str, numbers: Collection[int], where: Where) -> Finding:
    """A warning that a table is about a page that is none of an edition's."""
    message = f"[{table}]: the edition has {counted(len(numbers), 'page')}"
    hint = f"write a page up to {max(numbers)}"
    return Finding("unknown-page", Severity.WARNING, message, where, hint)


def unkept(plan: EditionPlan, kept: KeptTask) -> Iterator[Finding]:
    """An error for each story that does not begin where it was decided after all: its type does not
    hold what its shapes promised. Places and company may come out so, too."""
    decisions = kept.task.decisions
    here = {article.story.slug for article in kept.task.articles}
    for slug, decided in decisions.stories.items():
        page = plan.page_of.get(slug)
        if slug in here and decided.pages and not decided.rather and page not in decided.pages:
            stands = f"it begins on page {page}" if page else "it is held over"
            message = f'"{slug}" does not begin on {page_words(decided.pages)} as decided: {stands}'
            hint = "give it another page, or a form with more room"
            where = decisions.where(slug, "page")
            yield Finding("unkept-decision", Severity.ERROR, message, where, hint)
        yield from _unturned(slug, decided, plan, decisions)
    yield from _out_of_place(plan, kept.task)
    yield from _ill_company(plan, decisions)


def _unturned(
    slug: str, decided: Decided, plan: EditionPlan, decisions: Decisions
) -> Iterator[Finding]:
    """An error for a story that does not go on on its pages: held over with that, or begun and not
    parted so, as where a page has no room for the rest of it."""
    names = [turned_id(slug, number) for number in range(MOST_PARTS)]
    stands = tuple(plan.page_of[name] for name in names if name in plan.page_of)
    gone = not stands
    if not decided.turns or stands[1:] == decided.turns or (gone and slug not in plan.held):
        return
    how = "it is held over" if gone else f"it ends on page {stands[-1]}"
    message = f'"{slug}" does not go on on {turn_words(decided)} as decided: {how}'
    hint = "give it another page to go on on, or leave that to the engine: jump = true"
    yield Finding("unkept-decision", Severity.ERROR, message, decisions.where(slug, "jump"), hint)


def _out_of_place(plan: EditionPlan, task: EditionTask) -> Iterator[Finding]:
    """A warning for each story that does not stand at its place on its page: nothing that the
    section has would stand around it so."""
    if not any(decided.place or decided.rest for decided in task.decisions.stories.values()):
        return
    holes = {page.number: page.hole for page in section_pages_of(task)}
    for page in plan.pages:
        for one in page.placed:
            place, tile = task.decisions.of(one.id).place, _whole_tile(one, page, task.decisions)
            if page.page in holes and part_of(one.id):
                yield from _rest_out_of_place(page, one, holes[page.page], task.decisions)
            if place is None or page.page not in holes:
                continue
            if is_in_place(tile, place, holes[page.page]):
                continue
            message = (
                f'"{one.id}" does not stand {place_words(place)} of page {page.page} as decided: '
                "no other stories would stand around it so"
            )
            hint = "give it another place, or other stories the same page"
            where = task.decisions.where(one.id, place_key(place))
            yield Finding("unkept-decision", Severity.WARNING, message, where, hint)
        yield from _out_of_order(page, task.decisions)


def _whole_tile(one: PlacedStory, page: FinishedPage, decisions: Decisions) -> Tile:
    """The rectangle of a story with its sidebars."""
    names = decisions.of(one.id).sidebar
    tiles = [one.tile, *(each.tile for each in page.placed if each.id in names)]
    column, row = min(tile.column for tile in tiles), min(tile.row for tile in tiles)
    right = max(tile.column + tile.columns for tile in tiles)
    foot = max(tile.row + tile.rows for tile in tiles)
    return Tile(one.tile.owner, column, row, right - column, foot - row)


def _rest_out_of_place(
    page: FinishedPage, one: PlacedStory, hole: Hole, decisions: Decisions
) -> Iterator[Finding]:
    """The same of the last part of a story, and of its width; what has its place is named."""
    slug, tile = story_of(one.id), one.tile
    decided = decisions.of(slug)
    rest = decided.rest if decided.turns else None
    if rest is None or one.setting.jumps:
        return
    wide = rest.columns not in (None, tile.columns)
    if not wide and is_in_place(tile, rest.place, hole):
        return
    others = [
        story_of(each.id)
        for each in page.placed
        if each is not one and not rest.place.anywhere and is_in_place(each.tile, rest.place, hole)
    ]
    stand = rest_words(rest)
    message = f'the rest of "{slug}" does not stand {stand} of page {page.page} as decided: '
    message += f'"{others[0]}" does' if others else "nothing else would stand around it so"
    hint = "give it another place or width, or other stories the same page"
    where = decisions.where(slug, "rest")
    yield Finding("unkept-decision", Severity.WARNING, message, where, hint)


def _out_of_order(page: FinishedPage, decisions: Decisions) -> Iterator[Finding]:
    """The same for each story that stands above one before it in the order of the page."""
    order = [
        (place.order, one)
        for one in page.placed
        if (place := decisions.of(one.id).place) and place.order is not None
    ]
    for number, later in order:
        below = [one.id for earlier, one in order if earlier < number and _is_above(later, one)]
        if below:
            named = listed([f'"{each}"' for each in below])
            message = (
                f'"{later.id}" stands above {named} on page {page.page}, though it comes after: '
            )
            message += "nothing else would go together"
            hint = "change the order, or give the page other stories"
            where = decisions.where(later.id, "order")
            yield Finding("unkept-decision", Severity.WARNING, message, where, hint)


def _is_above(one: PlacedStory, other: PlacedStory) -> bool:
    """Whether a story ends above another in some column of both."""
    first, second = one.tile, other.tile
    return (
        first.row + first.rows <= second.row
        and first.column < second.column + second.columns
        and second.column < first.column + first.columns
    )


def _ill_company(plan: EditionPlan, decisions: Decisions) -> Iterator[Finding]:
    """A warning for each two stories that do not stand as they should with each other."""
    for company in decisions.company:
        if not company.kept(plan.page_of):
            one, other = (plan.page_of[name] for name in (company.one, company.other))
            stand = f"they begin on pages {one} and {other}" if one != other else f"page {one}"
            how = "together" if company.together else "apart"
            message = f'"{company.one}" and "{company.other}" cannot be {how}: {stand}'
            hint = "give one of them a page, a form with less room, or let it be cut"
            where = decisions.where(company.one, how)
            yield Finding("unkept-decision", Severity.WARNING, message, where, hint)
