"""Decisions of an edition: those that can be kept go to make-up, the others are refused in an
editor's words, each with the smallest set that does not go together."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from layout.edition.ad_words import ad_words
from layout.edition.decided.heads_and_pictures import HEADS_AND_PICTURES, in_words, what_else
from layout.makeup.edition.all_pages import (
    EditionPlan,
    EditionTask,
    house_ads_of,
    index_of,
    section_pages_of,
    seen_with,
)
from layout.makeup.edition.assign.parts import LEAST_JUMPING
from layout.makeup.edition.choose_settings import FinishedPage, PlacedStory
from layout.makeup.edition.decisions.from_dummies import Filled, from_dummies
from layout.makeup.edition.decisions.refused import (
    CUT,
    FORM,
    NO_JUMP,
    PAGE,
    PLACE,
    TURN,
    Change,
    Refused,
    Sheet,
    Wish,
    kept_decisions,
)
from layout.makeup.edition.shapes.item import house_ad_of, is_rail, turned_id
from layout.makeup.edition.shapes.news_hole import hole_of
from layout.makeup.edition.tiling.tiled_page import is_in_place
from layout.story.decided import Decided, Decisions, Place
from layout.work.terminal.report import counted, listed
from slots.finding import Finding, Severity, Where
from slots.stacking.task.ad_plan import AdPlace

_AS = {
    "columns": "{} columns wide",
    "rows": "{} rows deep",
    "picture": "with its first picture {} columns wide",
    "headline": "with a headline of {} pt",
    "deck": "{} its deck",
    CUT: "with {} cut at most",
    **HEADS_AND_PICTURES,
}
"""How something of a story's form is called."""

_BESIDE_PLACE = (FORM, NO_JUMP, TURN)
"""What may be decided of a story's looks beside its place."""


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
    given = from_dummies(task.articles, task.decisions, _sheet(task))
    task = replace(task, articles=given.articles, decisions=given.decisions)
    kept = kept_decisions(task.articles, task.decisions, _sheet(task))
    refused = (*_empty_regions(given.filled, task), *(_finding(one, task) for one in kept.refused))
    findings = (*_unknown_pages(task), *refused)
    possible = replace(task, articles=kept.articles, decisions=kept.decisions)
    return KeptTask(possible, kept.refused, findings, given.filled)


def _empty_regions(filled: Sequence[Filled], task: EditionTask) -> Iterator[Finding]:
    """A note for each region of a dummy that nothing stands in by decision, by what keeps it so."""
    for page in filled:
        for why, names in groupby(page.empty.items(), key=lambda one: one[1]):
            regions = listed([f'"{name}"' for name, _ in names])
            message = f'page {page.page}: of its dummy "{page.dummy}" {regions} stays open: {why}'
            hint = "name a story under regions, or take another dummy"
            where = task.decisions.places.value(("page", str(page.page), "dummy"))
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
            message = f'"{slug}" does not begin on {_pages(decided.pages)} as decided: {stands}'
            hint = "give it another page, or a form with more room"
            where = decisions.where(slug, "page")
            yield Finding("unkept-decision", Severity.ERROR, message, where, hint)
        yield from _unturned(slug, decided, plan, decisions)
    yield from _out_of_place(plan, kept.task)
    yield from _ill_company(plan, decisions)


def _unturned(
    slug: str, decided: Decided, plan: EditionPlan, decisions: Decisions
) -> Iterator[Finding]:
    """An error for a story that does not go on on its page: held over with that, or begun and not
    parted so, as where a page has no room for the rest of it."""
    stands = plan.page_of.get(turned_id(slug))
    gone = slug not in plan.page_of
    if not decided.turn or stands == decided.turn or (gone and slug not in plan.held):
        return
    how = "it is held over" if gone else f"it ends on page {stands or plan.page_of[slug]}"
    message = f'"{slug}" does not go on on page {decided.turn} as decided: {how}'
    hint = "give it another page to go on on, or leave that to the engine: jump = true"
    yield Finding("unkept-decision", Severity.ERROR, message, decisions.where(slug, "jump"), hint)


def _out_of_place(plan: EditionPlan, task: EditionTask) -> Iterator[Finding]:
    """A warning for each story that does not stand at its place on its page: nothing that the
    section has would stand around it so."""
    if not any(decided.place for decided in task.decisions.stories.values()):
        return
    holes = {page.number: page.hole for page in section_pages_of(task)}
    for page in plan.pages:
        for one in page.placed:
            place, tile = task.decisions.of(one.id).place, one.tile
            if place is None or page.page not in holes:
                continue
            if is_in_place(tile, place, holes[page.page]):
                continue
            message = (
                f'"{one.id}" does not stand {_place_words(place)} of page {page.page} as decided: '
                "no other stories would stand around it so"
            )
            hint = "give it another place, or other stories the same page"
            where = task.decisions.where(one.id, _place_key(place))
            yield Finding("unkept-decision", Severity.WARNING, message, where, hint)
        yield from _out_of_order(page, task.decisions)


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


def _place_key(place: Place) -> str:
    """The key of pages.toml under which a place stands."""
    return "region" if place.region else "order" if place.anywhere else "place"


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


def refused_as_data(refused: Sequence[Refused]) -> list[dict[str, Any]]:
    """What was refused, as reports have it."""
    return [
        {
            "story": one.wish.slug,
            "decision": one.wish.key,
            "page": one.page or None,
            "together": [{"story": w.slug, "decision": w.key} for w in one.together],
            "ads": list(one.ads),
            "changes": [
                {"story": c.wish.slug, "decision": c.wish.key, "cost": c.cost} for c in one.changes
            ],
            "others": list(one.others),
        }
        for one in refused
    ]


# --- in words -------------------------------------------------------------------------------------


def _finding(refused: Refused, task: EditionTask) -> Finding:
    wish = refused.wish
    message, hint = _said(refused, task)
    key = wish.key
    if name := house_ad_of(wish.slug):
        where = _where_house_ad(name, key, task.decisions)
        return Finding("refused-decision", Severity.WARNING, message, where, hint)
    if key == FORM:
        key = next(iter(task.decisions.of(wish.slug).form.decided), PAGE)
    if key == TURN:
        key = NO_JUMP  # the key of both
    if key == PLACE and (place := task.decisions.of(wish.slug).place):
        key = _place_key(place)
    where = task.decisions.where(wish.slug, key)
    return Finding("refused-decision", Severity.WARNING, message, where, hint)


def _where_house_ad(name: str, key: str, decisions: Decisions) -> Where:
    """Where it is said of a house ad on which page it stands, or where there."""
    place = decisions.house_ads[name].place
    said = _place_key(place) if key == PLACE and place else "page"
    return decisions.places.key(("house_ad", name, said))


def _said(refused: Refused, task: EditionTask) -> tuple[str, str]:
    """What is refused and why, and what could be done instead."""
    wish, decisions = refused.wish, task.decisions
    decided = decisions.of(wish.slug)
    if wish.key == TURN and len(refused.together) == 1 and refused.page == decided.turn:
        return _turn_said(refused, task)
    if wish.key == PLACE:
        return _place_said(refused, task)
    if wish.key not in (PAGE, FORM, NO_JUMP, TURN):
        return _form_said(refused, task)
    if not refused.page:
        message = (
            f'"{wish.slug}" cannot begin on {_pages(decided.pages)}: the edition has '
            f"{counted(len(task.pages), 'page')}"
        )
        return message, f"write a page up to {max(page.number for page in task.pages)}"
    if refused.ads:
        message = (
            f'"{wish.slug}" cannot begin on {_pages(decided.pages)}: {_ads(refused, task)} must '
            "not stand near such a story"
        )
        return message, "give it another page, or move the ad"
    return _clash_said(refused, decisions)


def _ads(refused: Refused, task: EditionTask) -> str:
    """The ads that are in the way."""
    ads = {booking.id: booking for booking in task.book}
    return listed([ad_words(ads[name]) for name in refused.ads])


def _one_of_them(changes: Sequence[Change], decisions: Decisions) -> str:
    """What the page costs without each of some decisions."""
    ways = [
        f"without {_wish_words(each.wish, decisions)} the page costs {each.cost:,} points"
        for each in changes
    ]
    return f"give up one of them: {listed(ways, 'or')}"


def _turn_said(refused: Refused, task: EditionTask) -> tuple[str, str]:
    """A story that cannot go on on the page that was decided."""
    slug, page = refused.wish.slug, refused.page
    message = f'"{slug}" cannot go on on page {page}'
    if refused.ads:
        return (
            f"{message}: {_ads(refused, task)} must not stand near such a story",
            "move the ad, or name another",
        )
    if not refused.others:
        long = next(one for one in task.articles if one.story.slug == slug).bodies[0].rows
        if long < LEAST_JUMPING:
            return f"{message}: it is too short to be parted", "leave jump out"
        return (
            f"{message}: its section has no page behind that on which it begins",
            "leave jump out",
        )
    message += ": that is no page of its section behind the one on which it begins"
    return message, f"jump can be {listed(_values(NO_JUMP, refused.others), 'or')}"


def _clash_said(refused: Refused, decisions: Decisions) -> tuple[str, str]:
    """A page that has no room for all that was decided of it."""
    if len(refused.together) == 1 and house_ad_of(refused.wish.slug):
        name = _wish_words(refused.wish, decisions)
        message = f"{name} cannot stand on page {refused.page}: there is no room of its size"
        return message, "give it another page, or make it smaller"
    if len(refused.together) == 1:
        message = (
            f'"{refused.wish.slug}" cannot begin on page {refused.page}: no shape of it has room '
            "beside the ads there"
        )
        return message, "give it another page, let it be cut, or have fewer ads there"
    named = listed([_wish_words(wish, decisions) for wish in refused.together])
    message = f"page {refused.page} has no room for {named} together: the last is given up"
    return message, _one_of_them(refused.changes, decisions)


def _place_said(refused: Refused, task: EditionTask) -> tuple[str, str]:
    """A story that cannot stand where it was decided on its page."""
    slug, decisions = refused.wish.slug, task.decisions
    others = [one for one in refused.together if one.slug != slug]
    own = [one for one in refused.together if one.slug == slug and one.key in _BESIDE_PLACE]
    where = _place_words(_place_of(slug, decisions))
    message = (
        f"{_wish_words(Wish(slug, PAGE), decisions)} cannot stand {where} of page {refused.page}"
    )
    if own:
        message += f", {listed([_own_words(one, decisions) for one in own])}"
    if others:
        message += f", together with {listed([_wish_words(one, decisions) for one in others])}"
    if refused.ads:
        message += f", beside {_ads(refused, task)}"
    ways = [each for each in refused.changes if each.wish != Wish(slug, PAGE)]
    hint = _one_of_them(ways, decisions) if own or others else "give it another place"
    return message, hint + (", or move the ad" if refused.ads else "")


def _place_of(name: str, decisions: Decisions) -> Place | None:
    """Where a story, or a house ad, is to stand."""
    house_ad = house_ad_of(name)
    return decisions.house_ads[house_ad].place if house_ad else decisions.of(name).place


def _place_words(place: Place | None) -> str:
    """A place in words, to be followed by those of a page.

    >>> _place_words(Place(region="top left")), _place_words(Place(4, 31))
    ('at the top left', 'in column 4 and row 31')
    """
    if place is None:
        return "anywhere"
    numbers = (("column", place.column), ("row", place.row))
    at = listed([f"{name} {number}" for name, number in numbers if number is not None])
    region = f"at the {place.region}" if place.region else ""
    number = f"as number {place.order}" if place.order is not None else ""
    return " ".join(words for words in (region, f"in {at}" if at else "", number) if words)


def _form_said(refused: Refused, task: EditionTask) -> tuple[str, str]:
    """A story that cannot look as it was decided."""
    slug, key = refused.wish.slug, refused.wish.key
    decided = task.decisions.of(slug)
    wanted = [
        _words(one.key, decided.cut if one.key == CUT else getattr(decided.form, one.key))
        for one in refused.together
    ]
    message = f'"{slug}" cannot stand {listed(wanted)}'
    if len(wanted) > 1:
        message += ": the last is given up"
    values = _values(key, refused.others)
    if key in HEADS_AND_PICTURES:
        return message, what_else(refused, task, values)
    if key == "deck":
        return message, "leave deck out, or write the story a deck"
    if not values:
        return message, f"leave {key} out"
    return message, f"{key} can be {listed(values, 'or')}"


def _words(key: str, value: Any) -> str:
    if key in HEADS_AND_PICTURES:
        return in_words(key, value)
    words = _AS[key].format(
        ("with" if value else "without") if key == "deck" else _value(key, value)
    )
    return (
        words.replace("1 columns", "1 column").replace("1 rows", "1 row") if value == 1 else words
    )


def _value(key: str, value: int) -> str:
    if key == CUT:
        return counted(value, "paragraph")
    return f"{value / 1000:g}" if key == "headline" else str(value)


def _values(key: str, others: Sequence[int]) -> list[str]:
    """Values in words, three or more in a row as a span."""
    if key == "headline":
        return [_value(key, other) for other in others]
    spans: list[list[int]] = []
    for other in others:
        if spans and other == spans[-1][-1] + 1:
            spans[-1].append(other)
        else:
            spans.append([other])
    found = [[f"{s[0]} to {s[-1]}"] if len(s) > 2 else [str(each) for each in s] for s in spans]
    return [words for each in found for words in each]


def _wish_words(wish: Wish, decisions: Decisions) -> str:
    if house_ad := house_ad_of(wish.slug):
        place = f" {_place_words(_place_of(wish.slug, decisions))}" if wish.key == PLACE else ""
        return f'house ad "{house_ad}"{place}'
    if wish.key == PAGE:
        return "its briefs" if is_rail(wish.slug) else f'"{wish.slug}"'
    return f'"{wish.slug}" {_own_words(wish, decisions)}'


def _own_words(wish: Wish, decisions: Decisions) -> str:
    """What is decided of a story's form, place or jump, without the story."""
    if wish.key == NO_JUMP:
        return "on one page"
    decided = decisions.of(wish.slug)
    if wish.key == TURN:
        return f"going on on page {decided.turn}"
    if wish.key == PLACE:
        return _place_words(_place_of(wish.slug, decisions))
    form = decided.form
    return listed([_words(each, getattr(form, each)) for each in form.decided])


def _pages(pages: Sequence[int]) -> str:
    return f"page {listed([str(page) for page in pages], 'or')}"
