"""Decisions that cannot be kept, in an editor's words: what does not go together, what is given up,
and what each change would cost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from layout.edition.ad_words import ad_words
from layout.edition.decided.heads_and_pictures import (
    HEADS_AND_PICTURES,
    in_pages_toml,
    in_words,
    in_words_of_key,
    is_of_head_or_pictures,
    what_else,
)
from layout.makeup.edition.all_pages import EditionTask
from layout.makeup.edition.assign.parts import least_rows
from layout.makeup.edition.decisions.refusal import (
    BOOKING,
    CUT,
    EDITION,
    FORM,
    HEAD,
    INDEX,
    LENGTH,
    MATTER,
    MOST,
    NO_JUMP,
    PAGE,
    PLACE,
    RANK,
    REST,
    ROOM,
    SECTION,
    SHEET,
    SIDEBAR,
    TOGETHER,
    TURN,
    Change,
    Fact,
    Refused,
    Wish,
)
from layout.makeup.edition.shapes.item import house_ad_of, is_rail
from layout.story.decided import Decided, Decisions, Place, Rest, width_of_picture
from layout.work.terminal.report import counted, listed
from slots.finding import Edit, Finding, Severity, Where
from slots.text.source_map import Path, Positions

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

_LACKS = {
    "deck": "it has no deck",
    "byline": "it has no byline",
    "quote": "it has no quote that could stand alone",
    "pictures": "it has no picture beside its text",
}
"""What is said of a story that lacks what was decided of it."""

_TOLD = 3
"""Other pages that are told at most."""

_BESIDE_PLACE = (CUT, FORM, NO_JUMP, TURN)
"""What may be decided of a story's looks and length beside its place."""


def place_key(place: Place) -> str:
    """The key of pages.toml under which a place stands."""
    return "region" if place.region else "order" if place.anywhere else "place"


def refused_as_data(refused: Sequence[Refused]) -> list[dict[str, Any]]:
    """What was refused, as reports have it."""
    return [
        {
            **_as_data(one.wish),
            "page": one.page or None,
            "pages": list(one.pages),
            "together": [_as_data(wish) for wish in one.together],
            "ads": list(one.ads),
            "facts": [
                {
                    "fact": fact.key,
                    "of": fact.of or None,
                    "page": fact.page or None,
                    "numbers": list(fact.numbers),
                    "tag": fact.tag or None,
                }
                for fact in one.facts
            ],
            "changes": [
                {
                    "story": None if change.ad else change.wish.slug,
                    "decision": None if change.ad else change.wish.key,
                    "ad": change.ad or None,
                    "value": change.value,
                    "cost": change.cost,
                }
                for change in one.changes
            ],
            "others": list(one.others),
        }
        for one in refused
    ]


def _as_data(wish: Wish) -> dict[str, str | None]:
    return {"story": wish.slug, "decision": wish.key, "other": wish.other or None}


def refusal_found(refused: Refused, task: EditionTask) -> Finding:
    """A warning of what is refused, where that is decided."""
    wish = refused.wish
    message, hint = _company_said(refused, task) if wish.other else _said(refused, task)
    key = wish.key
    if name := house_ad_of(wish.slug):
        where = _where_house_ad(name, key, task.decisions)
        return Finding("refused-decision", Severity.WARNING, message, where, hint)
    if key == FORM:
        key = next(iter(task.decisions.of(wish.slug).form.decided), PAGE)
    if key == TURN:
        key = NO_JUMP  # the key of both
    if key == PLACE and (place := task.decisions.of(wish.slug).place):
        key = place_key(place)
    owner = task.decisions.of(wish.slug).beside if key == SIDEBAR else wish.slug
    if wish.slug in _in_company(wish, task.decisions):
        owner = wish.other  # it is said there
    where = task.decisions.where(owner, in_pages_toml(key))
    found = Finding("refused-decision", Severity.WARNING, message, where, hint)
    return replace(found, edits=_possible(refused, key, task.decisions.places))


def _possible(refused: Refused, key: str, places: Positions) -> tuple[Edit, ...]:
    """Edits that decide a value that can be had in place of the number that cannot."""
    wish = refused.wish
    path: Path = ("story", wish.slug, in_pages_toml(key))
    if file := width_of_picture(wish.key):
        path = _path_of_width(path, file, places)
    other = [one.value for one in refused.changes if one.wish == wish and one.value is not None]
    edits = []
    for value in dict.fromkeys(() if wish.key == FORM else (*refused.others, *other)):
        size = key == "headline"
        for edit in places.edits(path, f"{value / 1000:g}pt" if size else value):
            if size or edit.written.isdigit():
                edits.append(edit)
    return tuple(edits)


def _path_of_width(pictures: Path, file: str, places: Positions) -> Path:
    """The path of the width of a picture in the list of a story's pictures."""
    named = {f'"{file}"', f"'{file}'", file}
    found = (
        path
        for path, where in places.values.items()
        if path[:-2] == pictures and path[-1] == "file" and places.spelled.get(where) in named
    )
    return (*next(found, pictures)[:-1], "columns")


def _where_house_ad(name: str, key: str, decisions: Decisions) -> Where:
    """Where it is said of a house ad on which page it stands, or where there."""
    place = decisions.house_ads[name].place
    said = place_key(place) if key == PLACE and place else "page"
    return decisions.places.key(("house_ad", name, said))


def _said(refused: Refused, task: EditionTask) -> tuple[str, str]:
    """What is refused and why, and what could be done instead."""
    wish, decisions = refused.wish, task.decisions
    decided = decisions.of(wish.slug)
    if refused.pages and not (decided.beside and wish.key in (SIDEBAR, FORM)):
        return _over_pages_said(refused, task)
    if wish.key == TURN and _is_alone(refused) and refused.page in decided.turns:
        if any(fact.key == LENGTH for fact in refused.facts) and _has_room(refused):
            return _arrival_said(refused, task)
        return _turn_said(refused, task)
    if wish.key == REST:
        return _rest_said(refused, task)
    if wish.key == PLACE:
        return _place_said(refused, task)
    if decided.beside and wish.key in (SIDEBAR, FORM):
        return _sidebar_said(refused, task)
    if wish.key not in (PAGE, FORM, NO_JUMP, TURN):
        return _form_said(refused, task)
    if not refused.page:
        message = (
            f'"{wish.slug}" cannot begin on {page_words(decided.pages)}: the edition has '
            f"{counted(len(task.pages), 'page')}"
        )
        hint = f"write a page up to {max(page.number for page in task.pages)}"
        return message, hint + _pages_instead(refused.changes)
    if any(fact.key == BOOKING for fact in refused.facts):
        message = (
            f'"{wish.slug}" cannot begin on {page_words(decided.pages)}: {_ads(refused, task)} '
            "must not stand near such a story"
        )
        return (
            message,
            f"give it another page{_pages_instead(refused.changes)}, or move the ad",
        )
    return _clash_said(refused, task)


def _pages_instead(changes: Sequence[Change]) -> str:
    """The pages that a story could begin on at the least cost."""
    found = sorted((one.cost, one.value) for one in changes if one.value)[:_TOLD]
    return _dearer({f"on page {page}": cost for cost, page in found})


def _ads(refused: Refused, task: EditionTask) -> str:
    """The ads that are in the way."""
    ads = {booking.id: booking for booking in task.book}
    return listed([ad_words(ads[name]) for name in refused.ads])


def _one_of_them(
    changes: Sequence[Change], decisions: Decisions, costs: str = "the page costs"
) -> str:
    """What the page costs without each of some decisions, or the pages."""
    ways = [
        f"{_given_up(each.wish, decisions)} {costs} {each.cost:,} points"
        for each in changes
        if not each.ad
    ]
    return f"give up one of them: {listed(ways, 'or')}"


def _given_up(wish: Wish, decisions: Decisions) -> str:
    """A way out that is giving up a wish."""
    if wish.key == CUT:
        return f'with more of "{wish.slug}" cut'
    return f"without {_wish_words(wish, decisions)}"


def _or_an_ad(changes: Sequence[Change]) -> str:
    """What the page costs without one of its ads."""
    ways = [f"without {one.ad} the page costs {one.cost:,} points" for one in changes if one.ad]
    return f"move the ad: {listed(ways, 'or')}" if ways else "move the ad"


def _because(refused: Refused) -> str:
    """What is so without any decision, in words that follow those of what cannot be."""
    told = is_of_head_or_pictures(refused.wish.key)  # beside what could be decided instead
    words = [_fact_words(one) for one in refused.facts if not (told and one.key in (MATTER, HEAD))]
    return f": {listed(words)}" if words else ""


def _fact_words(fact: Fact) -> str:
    numbers = fact.numbers
    if fact.key == LENGTH:
        return f"its text has {counted(numbers[0], 'word')}"
    if fact.key == MATTER and numbers == (0,):
        return _LACKS[fact.of]
    if fact.key == MATTER:
        return f"it has {counted(numbers[0], fact.of.removesuffix('s'))}"
    if fact.key == ROOM:
        return f"the page has {_depths(numbers)} free"
    return {
        HEAD: "its headline has so many words",
        RANK: f"its rank is {listed([*map(str, numbers)])}",
        SHEET: f"a page has {listed([*map(str, numbers)], 'by')} columns and rows",
        INDEX: "its index stands there",
        MOST: f"no page begins more than {listed([*map(str, numbers)])} stories",
        SECTION: f"{fact.of} has pages {listed([*map(str, numbers)])}",
        EDITION: f"the edition has {counted(len(numbers), 'page')}",
        BOOKING: f"{fact.of} must not stand near {fact.tag}",
    }[fact.key]


def _depths(rows: Sequence[int]) -> str:
    """How much of the columns of a page is free.

    >>> _depths((60, 60, 60, 20, 20)), _depths((90,))
    ('3 columns of 60 rows and 2 columns of 20 rows', '1 column of 90 rows')
    """
    spans = [(depth, len([*group])) for depth, group in groupby(rows)]
    return listed([f"{counted(n, 'column')} of {counted(depth, 'row')}" for depth, n in spans])


def _turn_said(refused: Refused, task: EditionTask) -> tuple[str, str]:
    """A story that cannot go on on a page that was decided."""
    slug, page = refused.wish.slug, refused.page
    turns = task.decisions.of(slug).turns
    message = f'"{slug}" cannot go on on page {page}'
    if refused.ads:
        return (
            f"{message}: {_ads(refused, task)} must not stand near such a story",
            "move the ad, or name another",
        )
    if not refused.others:
        long = next(one for one in task.articles if one.story.slug == slug).bodies[0].rows
        hint = "leave jump out" + (", or name fewer pages" if len(turns) > 1 else "")
        if long < least_rows(len(turns)):
            return f"{message}: it is too short to be parted", hint
        return f"{message}: its section has no page {_turns_between(turns, page)}", hint
    message += f": that is no page of its section {_turns_between(turns, page)}"
    could = listed(_values(NO_JUMP, refused.others), "or")
    hint = f"instead of {page} it can be {could}" if len(turns) > 1 else f"jump can be {could}"
    costs = [change.cost for change in refused.changes]
    return message, hint + _dearer({"so": min(costs)} if costs else {})


def _turns_between(turns: Sequence[int], page: int) -> str:
    """Where a page on which a story goes on may be, in words, beside the others.

    >>> _turns_between((7, 9), 9), _turns_between((7, 9), 7)
    ('behind page 7', 'behind the one on which it begins and before page 9')
    """
    at = turns.index(page)
    before = f"page {turns[at - 1]}" if at else "the one on which it begins"
    return f"behind {before}" + (f" and before page {turns[at + 1]}" if turns[at + 1 :] else "")


def _clash_said(refused: Refused, task: EditionTask) -> tuple[str, str]:
    """A page that has no room for all that was decided of it."""
    decisions, slug = task.decisions, refused.wish.slug
    beside = f", beside {_ads(refused, task)}" if refused.ads else ""
    moved = f", or {_or_an_ad(refused.changes)}" if refused.ads else ""
    if _is_alone(refused) and house_ad_of(slug):
        name = _wish_words(refused.wish, decisions)
        message = (
            f"{name} cannot stand on page {refused.page}{beside}: there is no room of its size"
        )
        return message, f"give it another page, or make it smaller{moved}"
    if _is_alone(refused):
        message = (
            f'"{slug}"{_limit_words(refused, decisions)} cannot begin on page {refused.page}'
            f"{beside}: no shape of it has room there{_because(refused)}"
        )
        return message, f"give it another page, or let it be cut{_at_a_cost(refused)}{moved}"
    named = _together_words(refused.together, decisions)
    message = f"page {refused.page} has no room for {named} together{beside}: the last is given up"
    return message, f"{_one_of_them(refused.changes, decisions)}{moved}"


def _over_pages_said(refused: Refused, task: EditionTask) -> tuple[str, str]:
    """What no page has room for on which a story may begin, or not all of those together between
    which it is parted."""
    decisions, numbers = task.decisions, [str(page) for page in refused.pages]
    section = next((fact.of or "the edition" for fact in refused.facts if fact.key == SECTION), "")
    if refused.parted:
        who = f"{section} has" if section else f"pages {listed(numbers)} have"
        however = f', however "{refused.parted}" is parted'
    else:
        who = f"no page of {section} has" if section else f"none of pages {listed(numbers)} has"
        who, however = who if section or numbers[1:] else f"page {numbers[0]} has", ""
    no = "no " if refused.parted or who.startswith("page ") else ""
    named = _together_words(refused.together, decisions)
    beside = f", beside {_ads(refused, task)}" if refused.ads else ""
    moved = f", or {_or_an_ad(refused.changes)}" if refused.ads else ""
    message = f"{who} {no}room for {named}"
    if not _is_alone(refused):
        message += f" together{beside}{however}: the last is given up"
        cost = "the pages cost" if refused.parted else "the page costs"
        return message, f"{_one_of_them(refused.changes, decisions, cost)}{moved}"
    hint = "leave that out, or have fewer ads there"
    if refused.wish.key == PAGE:
        hint = "give it another page, or let it be cut"
    return f"{message}{beside}{however}: that is given up", f"{hint}{moved}"


def _in_company(wish: Wish, decisions: Decisions) -> tuple[str, ...]:
    """The stories with which the other of two is to have such company, by what is said of it."""
    other = decisions.of(wish.other)
    return other.together if wish.key == TOGETHER else other.apart


def _company_said(refused: Refused, task: EditionTask) -> tuple[str, str]:
    """Two stories that cannot begin on one page, or on different ones."""
    wish, decisions = refused.wish, task.decisions
    how = "on one page" if wish.key == TOGETHER else "on different pages"
    message = f'"{wish.slug}" and "{wish.other}" cannot begin {how}'
    others = [_begun_words(one, decisions) for one in refused.together if one != wish]
    if others:
        message += f", with {listed(others)}"
    if refused.ads:
        message += f", beside {_ads(refused, task)}"
    rooms = [
        f"page {fact.page} has {_depths(fact.numbers)} free" if fact.page else _fact_words(fact)
        for fact in refused.facts
    ]
    message += f": {listed(rooms[:_TOLD])}" if rooms else ""
    moved = f", or {_or_an_ad(refused.changes)}" if refused.ads else ""
    if not others:
        return message, f"leave {wish.key} out, or give one of them another section or form{moved}"
    return message, f"{_one_of_them(refused.changes, decisions, 'the pages cost')}{moved}"


def _begun_words(wish: Wish, decisions: Decisions) -> str:
    """A wish, that for a page with the page."""
    if wish.key != PAGE or house_ad_of(wish.slug):
        return _wish_words(wish, decisions)
    pages = decisions.of(wish.slug).pages
    return f"{_wish_words(wish, decisions)} on {page_words(pages)}"


def _place_said(refused: Refused, task: EditionTask) -> tuple[str, str]:
    """A story that cannot stand where it was decided on its page."""
    slug, decisions = refused.wish.slug, task.decisions
    others = [one for one in refused.together if one.slug != slug]
    own = [one for one in refused.together if one.slug == slug and one.key in _BESIDE_PLACE]
    where = place_words(_place_of(slug, decisions))
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
    return message, hint + (f", or {_or_an_ad(refused.changes)}" if refused.ads else "")


def _has_room(refused: Refused) -> bool:
    """Whether the room of a page is a reason."""
    return any(fact.key == ROOM for fact in refused.facts)


def _arrival_said(refused: Refused, task: EditionTask) -> tuple[str, str]:
    """A page that has no room for what is left of a story, whatever stands of it before."""
    beside = f", beside {_ads(refused, task)}" if refused.ads else ""
    message = (
        f'"{refused.wish.slug}"{_limit_words(refused, task.decisions)} cannot go on on page '
        f"{refused.page}{beside}: no part of it that could be left then has room there"
        f"{_because(refused)}"
    )
    moved = f", or {_or_an_ad(refused.changes)}" if refused.ads else ""
    cut = _at_a_cost(refused)
    let = f", or let it be cut{cut}" if cut else ""
    return message, f"name another page, or leave that to the engine: jump = true{let}{moved}"


def _rest_said(refused: Refused, task: EditionTask) -> tuple[str, str]:
    """The last part of a story that cannot stand where it was decided."""
    slug, decisions = refused.wish.slug, task.decisions
    others = [one for one in refused.together if one.slug != slug]
    where = rest_words(decisions.of(slug).rest)
    message = f'the rest of "{slug}" cannot stand {where} of page {refused.page}'
    if others:
        message += f", together with {listed([_wish_words(one, decisions) for one in others])}"
    if refused.ads:
        message += f", beside {_ads(refused, task)}"
    ways = [each for each in refused.changes if each.wish != Wish(slug, TURN)]
    hint = _one_of_them(ways, decisions) if others else "give it another place or width"
    hint += f", or {_or_an_ad(refused.changes)}" if refused.ads else ""
    return f"{message}{_because(refused)}", hint


def rest_words(rest: Rest | None) -> str:
    """Where the last part of a story is to stand, in words, to be followed by those of a page.

    >>> rest_words(Rest(Place(region="top left"), 2)), rest_words(Rest(area="second"))
    ('2 columns wide and at the top left', 'in the region "second"')
    """
    if rest is None:
        return "anywhere"
    if rest.area:
        return f'in the region "{rest.area}"'
    wide = [] if rest.columns is None else [form_words("columns", rest.columns)]
    return listed([*wide, *([] if rest.place.anywhere else [place_words(rest.place)])])


def _sidebar_said(refused: Refused, task: EditionTask) -> tuple[str, str]:
    """A sidebar that cannot stand with its main story, or not in its form."""
    slug, decisions = refused.wish.slug, task.decisions
    main = decisions.of(slug).beside
    others = [one for one in refused.together if one.slug not in (slug, main)]
    own = [one for one in refused.together if one.slug == main and one.key != PAGE]
    form = [one for one in refused.together if one.slug == slug and one.key == FORM]
    message = f'"{slug}" cannot stand beside or below "{main}"'
    message += f" on page {refused.page}" if refused.page else ""
    if form:
        message += f", {_own_words(form[0], decisions)}"
    if own:
        message += f", which stands {listed([_own_words(one, decisions) for one in own])}"
    if others:
        message += f", together with {listed([_wish_words(one, decisions) for one in others])}"
    if refused.ads:
        message += f", beside {_ads(refused, task)}"
    moved = f", or {_or_an_ad(refused.changes)}" if refused.ads else ""
    return message + _because(refused), f"{_one_of_them(refused.changes, decisions)}{moved}"


def _place_of(name: str, decisions: Decisions) -> Place | None:
    """Where a story, or a house ad, is to stand."""
    house_ad = house_ad_of(name)
    return decisions.house_ads[house_ad].place if house_ad else decisions.of(name).place


def place_words(place: Place | None) -> str:
    """A place in words, to be followed by those of a page.

    >>> place_words(Place(region="top left")), place_words(Place(4, 31))
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
        _own_words(one, task.decisions)
        if one.key == TURN
        else form_words(one.key, decided.cut if one.key == CUT else decided.form.value(one.key))
        for one in refused.together
    ]
    message = f'"{slug}" cannot stand {listed(wanted)}{_because(refused)}'
    if len(wanted) > 1:
        message += "; the last is given up" if refused.facts else ": the last is given up"
    values = _values(key, refused.others)
    return message, f"{_form_instead(refused, task, values)}{_prices(refused, task)}"


def _form_instead(refused: Refused, task: EditionTask, values: Sequence[str]) -> str:
    """How else a story could look."""
    key = refused.wish.key
    if is_of_head_or_pictures(key):
        return what_else(refused, task, values)
    if key == "deck":
        return "leave deck out, or write the story a deck"
    return f"{key} can be {listed(values, 'or')}" if values else f"leave {key} out"


def _prices(refused: Refused, task: EditionTask) -> str:
    """What the cheapest other value costs, and the nearest to what was decided; and each decision
    of the set that could be given up instead."""
    slug, key = refused.wish.slug, refused.wish.key
    form = task.decisions.of(slug).form
    costs = {one.value: one.cost for one in refused.changes if one.value is not None}
    found = dict[str, int]()
    if costs:
        cheapest = min(costs, key=lambda value: (costs[value], value))
        nearest = _nearest(form.value(key), costs, cheapest)
        found = {f"with {_value(key, value)}": costs[value] for value in (nearest, cheapest)}
    if len(refused.together) > 1:
        given_up = (one for one in refused.changes if one.value is None and one.wish.key != key)
        found |= {f"without {_key_words(one.wish.key)}": one.cost for one in given_up}
    return _dearer(found)


def _key_words(key: str) -> str:
    return NO_JUMP if key == TURN else in_words_of_key(key)  # one key says both


def _nearest(decided: object, costs: Mapping[int, int], cheapest: int) -> int:
    """The value nearest to what was decided; the cheapest where that is no number."""
    number = decided[-1] if isinstance(decided, tuple) and decided else decided
    if not isinstance(number, int):
        return cheapest
    return min(costs, key=lambda value: (abs(value - number), value))


def _dearer(costs: Mapping[str, int]) -> str:
    """What ways out cost.

    >>> _dearer({"with 57": 80, "with 38": 0})
    '; points more than as it would stand freely: 80 with 57, 0 with 38'
    """
    found = ", ".join(f"{max(0, cost):,} {way}" for way, cost in costs.items())
    return f"; points more than as it would stand freely: {found}" if found else ""


def form_words(key: str, value: Any) -> str:
    """How a story stands in which one thing of its form is decided, or how much may be cut of it.

    >>> form_words("columns", 4), form_words("deck", False), form_words("cut", 0)
    ('4 columns wide', 'without its deck', 'with nothing cut')
    """
    if (key, value) == (CUT, 0):
        return "with nothing cut"
    if is_of_head_or_pictures(key):
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
        place = f" {place_words(_place_of(wish.slug, decisions))}" if wish.key == PLACE else ""
        return f'house ad "{house_ad}"{place}'
    if wish.other:
        how = "together with" if wish.key == TOGETHER else "apart from"
        return f'"{wish.slug}" {how} "{wish.other}"'
    if wish.key == PAGE:
        return "its briefs" if is_rail(wish.slug) else f'"{wish.slug}"'
    if wish.key == REST:
        return f'the rest of "{wish.slug}" standing {rest_words(decisions.of(wish.slug).rest)}'
    return f'"{wish.slug}" {_own_words(wish, decisions)}'


def _together_words(wishes: Sequence[Wish], decisions: Decisions) -> str:
    """Wishes that do not go together; how much may be cut of a story told with it."""
    pages = {one.slug for one in wishes if one.key == PAGE}
    limits = {one.slug: one for one in wishes if one.key == CUT and one.slug in pages}
    words = []
    for one in wishes:
        limit = limits.get(one.slug) if one.key == PAGE else None
        told = f" {_own_words(limit, decisions)}" if limit else ""
        if one not in limits.values():
            words.append(f"{_wish_words(one, decisions)}{told}")
    return listed(words)


def _is_alone(refused: Refused) -> bool:
    """Whether nothing else is in the way of what is refused but how much may be cut."""
    return all(one.key == CUT for one in refused.together[:-1])


def _limit_words(refused: Refused, decisions: Decisions) -> str:
    """How much may be cut of a story, to be followed by what it therefore cannot do."""
    own = (one for one in refused.together if one.key == CUT)
    return "".join(f", {_own_words(one, decisions)}," for one in own)


def _at_a_cost(refused: Refused) -> str:
    """What the page costs if a story may be cut that must not be by decision."""
    costs = [one.cost for one in refused.changes if one.wish.key == CUT and not one.ad]
    return f", with which the page costs {costs[0]:,} points" if costs else ""


def _own_words(wish: Wish, decisions: Decisions) -> str:
    """What is decided of a story's form, place or jump, without the story."""
    if wish.key == CUT:
        return form_words(CUT, decisions.of(wish.slug).cut)
    if wish.key == NO_JUMP:
        return "on one page"
    decided = decisions.of(wish.slug)
    if wish.key == SIDEBAR:
        return f'as the sidebar of "{decided.beside}"'
    if wish.key == TURN:
        return f"going on on {turn_words(decided)}"
    if wish.key == PLACE:
        return place_words(_place_of(wish.slug, decisions))
    form = decided.form
    return listed([form_words(each, form.value(each)) for each in form.decided])


def turn_words(decided: Decided) -> str:
    """The pages on which a story is to go on."""
    return " and ".join(f"page {page}" for page in decided.turns)


def page_words(pages: Sequence[int]) -> str:
    """Pages of which one will do."""
    return f"page {listed([str(page) for page in pages], 'or')}"
