"""Reading pages.toml: what the editor decided of stories and pages, or all mistakes at once with
their places."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from layout.publication.decisions.dummies_toml import ill_dummies, own_dummies
from layout.publication.decisions.ill_packages import ill_packages
from layout.story.as_written import Story
from layout.story.decided import (
    NOTHING_DECIDED,
    PAGES,
    REGIONS,
    UNDECIDED,
    AdDecided,
    Decided,
    Decisions,
    Form,
    Hold,
    HouseAdDecided,
    PageDecided,
    Place,
    Rest,
)
from layout.story.preferred import PREFERABLE, WEIGHED
from slots.files.door import there
from slots.finding import BadInput, Edit, Finding, Severity, by_line
from slots.stacking.task.ad_page import side_of
from slots.text.source_map import Positions

if TYPE_CHECKING:
    from pydantic import BaseModel

    from layout.publication.decisions.pages_file import PagesFile
    from layout.publication.decisions.pages_keys import (
        AdKeys,
        HoldKeys,
        HouseAdKeys,
        StoryKeys,
    )
    from layout.publication.settings.newsgrid_toml import House
    from slots.rules.mistake import Mistake


def decisions_of(house: House, text: str | None = None) -> tuple[Decisions, tuple[Finding, ...]]:
    """What is decided in a publication, with warnings, or would be by another `text` of its file;
    nothing without the file. Raises BadInput."""
    from slots.rulebook.load import read_text

    file = house.file.parent / PAGES if house.file else None
    if file is None or (text is None and not there(file)):
        return NOTHING_DECIDED, ()
    text = read_text(file, root=file.parent) if text is None else text
    decisions, findings = read_decisions(text, file)
    if decisions is None:
        raise BadInput(findings)
    return decisions, findings


def read_decisions(text: str, file: Path) -> tuple[Decisions | None, tuple[Finding, ...]]:
    """The decisions of a text (None where it has errors), with all that is wrong, by line."""
    from slots.text.broken_toml import read_toml
    from slots.text.source_map import positions

    data, mended, broken = read_toml(text, str(file))
    return decisions_from(data, positions(mended, str(file)), broken)


def decisions_from(
    data: dict[str, Any], places: Positions, broken: tuple[Finding, ...] = ()
) -> tuple[Decisions | None, tuple[Finding, ...]]:
    """The decisions of tables whose keys and values have places (None where they have errors, or
    were found to be broken), with all that is wrong, by line."""
    read, mistakes = _validated(data)
    found = (*broken, *dict.fromkeys(one.finding(places) for one in (*mistakes, *_clashes(data))))
    ordered = by_line(found)
    bad = any(finding.severity is Severity.ERROR for finding in ordered)
    return (None if bad or read is None else _decisions(read, places, data)), ordered


def unknown_stories(decisions: Decisions, slugs: frozenset[str]) -> Iterator[Finding]:
    """A warning for each story that something is decided of and that is not there."""
    from slots.rules.mistake import nearest, suggested

    company = (
        name
        for one in decisions.stories.values()
        for name in (*one.together, *one.apart, *one.sidebar)
    )
    for slug in dict.fromkeys((*decisions.stories, *company, *decisions.front.promos)):
        if slug not in slugs:
            near = nearest(slug, sorted(slugs))
            message = f'no story is called "{slug[:60]}"{suggested(near)}'
            hint = "write its slug, or take out what is decided of it"
            main = decisions.of(slug).beside
            where = decisions.where(main, "sidebar") if main else decisions.where(slug, "page")
            found = Finding("unknown-story", Severity.WARNING, message, where, hint)
            yield replace(found, edits=_renamed(decisions.places, slug, near))


def _renamed(places: Positions, slug: str, near: str) -> tuple[Edit, ...]:
    """The edit that gives what is decided of a story to the one that was meant: where it has a
    table of its own, or else in the first list that names it."""
    table = places.edits(("story", slug), near, key=True)
    spelled = {f'"{slug}"', f"'{slug}'"}
    named = (path for path, at in places.values.items() if places.spelled.get(at) in spelled)
    first = next(named, None)
    return table or (places.edits(first, near) if first else ())


def idle_preferences(decisions: Decisions) -> Iterator[Finding]:
    """A warning for each story with a preference, and nothing decided that it is for."""
    for slug, story in _tables(decisions.written, "story").items():
        named = named_rather(story)
        said = decisions.of(slug)
        idle = [key for key in named if not _is_said(key, story, said)]
        if not idle or (story["rather"] is True and len(idle) < len(named)):
            continue
        what = "nothing" if story["rather"] is True else f"no {' and no '.join(idle)}"
        message = f'"{slug}" has a preference, and {what} that it is for'
        hint = "write beside rather what it is for, or take it out"
        where = decisions.where(slug, "rather")
        yield Finding("idle-preference", Severity.WARNING, message, where, hint)


def named_rather(story: Mapping[str, Any]) -> tuple[str, ...]:
    """What is a preference of the keys that a story's table may have, in their order."""
    rather = story.get("rather")
    if isinstance(rather, list):
        return tuple(key for key in PREFERABLE if key in rather)
    return PREFERABLE if rather is True else ()


def _is_said(key: str, story: Mapping[str, Any], decided: Decided) -> bool:
    """Whether something is decided that is to be a preference."""
    if key == "lead":
        return decided.lead
    return key in story or (key == "page" and bool(decided.pages))


def held_by_decision(story: Story, decisions: Decisions, day: date | None) -> Finding | None:
    """The note of a story that is on hold on the day of an edition; None for any other."""
    hold = decisions.of(story.slug).hold
    if hold is None or not hold.holds(day):
        return None
    message = f'"{story.slug}" is held over by decision{hold.said(day)}'
    hint = "take out hold to release it"
    return Finding("held-over", Severity.INFO, message, decisions.where(story.slug, "hold"), hint)


def json_schema() -> dict[str, Any]:
    """The JSON Schema of pages.toml."""
    from layout.publication.decisions.pages_file import PagesFile

    schema = PagesFile.model_json_schema()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **schema,
        "title": PAGES,
    }


# --- what is wrong --------------------------------------------------------------------------------


def _validated(data: dict[str, Any]) -> tuple[PagesFile | None, tuple[Mistake, ...]]:
    from pydantic import ValidationError

    from layout.publication.decisions.pages_file import PagesFile
    from slots.rules.mistake import mistakes_in

    numbered = (*_unnumbered(data), *_nameless(data))
    try:
        read = PagesFile.model_validate(data)
        return read, (*numbered, *ill_dummies(read.dummy))
    except ValidationError as error:
        return None, (*numbered, *mistakes_in(error.errors(), _known_in))


def _unnumbered(data: dict[str, Any]) -> Iterator[Mistake]:
    """Pages that are named by something else than their numbers."""
    from layout.publication.decisions.pages_keys import NUMBER
    from slots.rules.mistake import Mistake

    pages = data.get("page")
    for name in pages if isinstance(pages, dict) else ():
        if not re.fullmatch(NUMBER, name):
            message = f"[page.{name[:40]}] is no page: a page has the name of its number"
            yield Mistake("bad-value", ("page", name), message, "write [page.3]", key=True)


def _nameless(data: dict[str, Any]) -> Iterator[Mistake]:
    """House ads of names that none has."""
    from layout.press.boxes.house_ads import HOUSE_ADS
    from slots.rules.mistake import Mistake, nearest, suggested

    named = data.get("house_ad")
    for name in named if isinstance(named, dict) else ():
        if name not in HOUSE_ADS:
            near = nearest(name, HOUSE_ADS)
            message = f'"{name[:40]}" is no house ad{suggested(near)}'
            hint = f"one of {', '.join(HOUSE_ADS)}"
            yield Mistake("bad-value", ("house_ad", name), message, hint, key=True).meaning(near)


def _known_in(table: tuple[str | int, ...]) -> Iterable[str]:
    """The keys that a table may have."""
    from layout.publication.decisions.dummies_keys import DummyFile, RegionKeys
    from layout.publication.decisions.pages_file import PagesFile
    from layout.publication.decisions.pages_keys import (
        AdKeys,
        HouseAdKeys,
        PageKeys,
        PlaceKeys,
        RestKeys,
        SectionKeys,
        StoryKeys,
    )

    models: dict[tuple[str, ...], type[BaseModel]] = {
        ("story",): StoryKeys,
        ("story", "place"): PlaceKeys,
        ("story", "rest"): RestKeys,
        ("page",): PageKeys,
        ("ad",): AdKeys,
        ("section",): SectionKeys,
        ("house_ad",): HouseAdKeys,
        ("house_ad", "place"): PlaceKeys,
        ("dummy",): DummyFile,
        ("dummy", "region"): RegionKeys,
    }
    named = (*table[:1], *table[2:])  # whatever it is the name of
    path = tuple(str(part) for part in (named[:2] if named[:1] == ("dummy",) else named))
    return models.get(path, PagesFile).model_fields


def _clashes(data: dict[str, Any]) -> Iterator[Mistake]:
    """What cannot all be so, whatever the stories are: said from the raw tables, so that it is
    found beside other mistakes."""
    from slots.rules.mistake import Mistake

    pages, stories = _tables(data, "page"), _tables(data, "story")
    begun: dict[str, str] = {}
    for number, page in pages.items():
        names, order = _named(page), _named(page, "order")
        keys = {"stories": names, "regions": _in_regions(page), "order": order}
        for slug in named_under(page):
            key = next((key for key, listed in keys.items() if slug in listed), "lead")
            path = ("page", number, key)
            if slug in begun:
                message = f'"{slug}" would begin on page {begun[slug]} and on page {number}'
                hint = f"keep one; for either, write page = [{begun[slug]}, {number}] in "
                yield Mistake("contradiction", path, message, f"{hint}[story.{slug}] instead")
            begun.setdefault(slug, number)
            own = stories.get(slug, {})
            if own.get("page") is not None and not _names_page(own["page"], number):
                message = f'"{slug}" would begin on page {number}, and [story.{slug}] says another'
                yield Mistake("contradiction", path, message, "keep one of the two")
            if not {*WEIGHED}.isdisjoint(named_rather(own)):
                message = f'"{slug}" is to begin on page {number}, and [story.{slug}] says rather'
                hint = "take out rather; for a preference, write page there and not here"
                if own.get("rather") is True and (others := [*_others(own)]):
                    hint = f"{hint}; for all else write rather = {json.dumps(others)}"
                yield Mistake("contradiction", path, message, hint)
    yield from _never_rather(stories)
    yield from _unclear_leads(pages, stories, begun)
    yield from _ill_company(stories)
    yield from ill_packages(stories, begun)
    yield from _unclear_places(stories, begun)
    yield from _unclear_rests(stories)
    yield from _unclear_pictures(stories)
    yield from _unclear_regions(pages)
    yield from _ill_ads(_tables(data, "ad"))
    yield from _no_furniture(pages)


def _others(story: Mapping[str, Any]) -> Iterator[str]:
    """What a story's table says that can be a preference, but for its page and lead."""
    return (key for key in PREFERABLE if key in story and key not in WEIGHED)


def _never_rather(stories: Mapping[str, dict[str, Any]]) -> Iterator[Mistake]:
    """Preferences that a story should appear, or not."""
    from layout.publication.decisions.pages_keys import HOLD
    from slots.rules.mistake import Mistake

    for slug, story in stories.items():
        if HOLD in _listed(story.get("rather")):
            message = f'"{slug}": {HOLD} cannot be a preference: a story appears, or it does not'
            hint = f"take {HOLD} out of rather: it is decided, or nobody says it"
            yield Mistake("contradiction", ("story", slug, "rather"), message, hint)


def _unclear_leads(
    pages: Mapping[str, dict[str, Any]],
    stories: Mapping[str, dict[str, Any]],
    begun: Mapping[str, str],
) -> Iterator[Mistake]:
    """Pages that two stories would lead, and stories that would lead no page that is known."""
    from slots.rules.mistake import Mistake

    leads = {number: slug for number, page in pages.items() for slug in _lead(page)}
    for slug, story in stories.items():
        soft = named_rather(story)
        if story.get("lead") is not True or "lead" in soft:
            continue
        path, page = ("story", slug, "lead"), None if "page" in soft else story.get("page")
        listed = page if isinstance(page, list) else [page]
        number = begun.get(slug, str(listed[0]) if len(listed) == 1 and page is not None else "")
        if not number:
            message = f'"{slug}" is to lead a page, and it is not said which one'
            hint = "write page = 3 beside it, or rather = true"
            yield Mistake("contradiction", path, message, hint)
        elif leads.setdefault(number, slug) != slug:
            message = f'page {number} would be led by "{leads[number]}" and by "{slug}"'
            yield Mistake("contradiction", path, message, "let one of them lead it")


def _named(table: Mapping[str, Any], key: str = "stories") -> list[str]:
    """The stories that are listed under a key, as far as they are names."""
    listed = table.get(key)
    return [n for n in (listed if isinstance(listed, list) else ()) if isinstance(n, str)]


def named_under(page: Mapping[str, Any]) -> tuple[str, ...]:
    """The stories that a page's table names, under whatever key, as far as they are names."""
    listed = (*_lead(page), *_in_regions(page), *_named(page, "order"))
    return tuple(dict.fromkeys((*_named(page), *listed)))


def _in_regions(page: Mapping[str, Any]) -> list[str]:
    """The stories that are given regions of a page's dummy, as far as they are names."""
    regions = page.get("regions")
    return [
        n for n in (regions.values() if isinstance(regions, dict) else ()) if isinstance(n, str)
    ]


def _lead(page: Mapping[str, Any]) -> list[str]:
    """The story that is to lead a page, if one is named."""
    lead = page.get("lead")
    return [lead] if isinstance(lead, str) and lead else _named(page, "order")[:1]


def _ill_company(stories: Mapping[str, dict[str, Any]]) -> Iterator[Mistake]:
    """Stories that would go together and keep apart, or do either with themselves."""
    from slots.rules.mistake import Mistake

    for slug, story in stories.items():
        for key, against in (("together", "apart"), ("apart", "together")):
            for other in _named(story, key):
                both = other in _named(story, against) and key == "together"
                if other == slug or both or slug in _named(stories.get(other, {}), against):
                    what = "itself" if other == slug else f'"{other}" both together and apart'
                    message = f'"{slug}" cannot stand with {what}'
                    path = ("story", slug, key)
                    yield Mistake("contradiction", path, message, "take one of them out")


def _unclear_pictures(stories: Mapping[str, dict[str, Any]]) -> Iterator[Mistake]:
    """Pictures that are listed twice, one of them in a table; the first one cropped twice over."""
    from slots.rules.mistake import Mistake

    for slug, story in stories.items():
        listed = story.get("pictures")
        tables = [one if isinstance(one, dict) else {"file": one} for one in _listed(listed)]
        files = [one["file"] for one in tables if isinstance(one.get("file"), str)]
        path = ("story", slug, "pictures")
        for one in tables:
            if len(one) > 1 and files.count(one.get("file", "")) > 1:
                message = f'"{one["file"]}" is listed twice among the pictures of "{slug}"'
                yield Mistake("contradiction", path, message, "list it once")
        first = story.get("dominant", files[0] if files else None)
        if "keep" in story and any(one.get("file") == first and "keep" in one for one in tables):
            message = f'"{first}" is the first picture of "{slug}", and is cropped twice'
            yield Mistake("contradiction", path, message, "keep one of the two")


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _unclear_regions(pages: Mapping[str, dict[str, Any]]) -> Iterator[Mistake]:
    """Regions of no dummy, stories that would take two; orders that contradict themselves."""
    from slots.rules.mistake import Mistake

    for number, page in pages.items():
        path, names = ("page", number, "regions"), _in_regions(page)
        left = pages.get(_left_of(number), {})
        if names and not page.get("dummy") and not left.get("dummy"):  # it may be over both
            message = f"page {number} has regions and no dummy"
            yield Mistake("contradiction", path, message, 'write dummy = "front" beside them')
        for slug in dict.fromkeys(name for name in names if names.count(name) > 1):
            message = f'"{slug}" would take two regions of page {number}'
            yield Mistake("contradiction", path, message, "give it one of them")
        order, lead = _named(page, "order"), _lead(page)
        path = ("page", number, "order")
        for slug in dict.fromkeys(name for name in order if order.count(name) > 1):
            message = f'"{slug}" stands twice in the order of page {number}'
            yield Mistake("contradiction", path, message, "name it once")
        if order and lead[0] != order[0]:
            message = f'page {number} would be led by "{lead[0]}", and its order begins otherwise'
            yield Mistake("contradiction", path, message, f'begin it with "{lead[0]}"')


def _left_of(number: str) -> str:
    """The page left of a right-hand one; "" for any other."""
    right = number.isdecimal() and len(number) < 4 and int(number) % 2
    return str(int(number) - 1) if right else ""


def _unclear_places(
    stories: Mapping[str, dict[str, Any]], begun: Mapping[str, str]
) -> Iterator[Mistake]:
    """Stories that have a place on no page that is known, or two places."""
    from slots.rules.mistake import Mistake

    for slug, story in stories.items():
        key = next((key for key in ("place", "region") if key in story), "")
        if not key:
            continue
        path, page = ("story", slug, key), story.get("page")
        one = slug in begun or isinstance(page, int) or (isinstance(page, list) and len(page) == 1)
        soft = named_rather(story)
        if not one or ("page" in soft and not {"region", "place"} & story.keys() <= {*soft}):
            message = f'"{slug}" has a {key}, and it is not decided on which page'
            hint = "write page = 3 beside it"
            if one:
                hint = f'take page out of rather, or write rather = ["page", "{key}"]'
            yield Mistake("contradiction", path, message, hint)
        for said, edge in (("column", "left"), ("row", "top")):
            place, region = story.get("place"), story.get("region")
            told = isinstance(place, dict) and said in place
            if told and isinstance(region, str) and edge in region.split():
                message = f'"{slug}" has a {said}, and is to stand at the {edge}'
                yield Mistake("contradiction", path, message, "keep one of the two")


def _unclear_rests(stories: Mapping[str, dict[str, Any]]) -> Iterator[Mistake]:
    """Rests of stories that go on on no page that is known, have two places, or none."""
    from slots.rules.mistake import Mistake

    for slug, story in stories.items():
        rest, path = story.get("rest"), ("story", slug, "rest")
        if not isinstance(rest, dict):
            continue
        if isinstance(story.get("jump", False), bool):
            message = f'"{slug}" has a place for its rest, and it is not decided on which page '
            yield Mistake("contradiction", path, f"{message}it goes on", "write jump = 7 beside it")
        elif "jump" in (soft := named_rather(story)) and "rest" not in soft:
            message = f'"{slug}" has a place for its rest, and the page of that is a preference'
            hint = 'take jump out of rather, or write rather = ["jump", "rest"]'
            yield Mistake("contradiction", path, message, hint)
        if not rest:
            message = f'"{slug}" has a rest of which nothing is said'
            hint = 'write rest = { region = "top left" }, or take it out'
            yield Mistake("contradiction", path, message, hint)
        region = rest.get("region")
        for said, edge in (("column", "left"), ("row", "top")):
            if said in rest and isinstance(region, str) and edge in region.split():
                message = f'the rest of "{slug}" has a {said}, and is to stand at the {edge}'
                yield Mistake("contradiction", path, message, "keep one of the two")


def _no_furniture(pages: Mapping[str, dict[str, Any]]) -> Iterator[Mistake]:
    """Pages of which something is decided that page one alone has."""
    from slots.rules.mistake import Mistake

    for number, page in pages.items():
        for key in ("promos", "index"):
            if key in page and number != "1":
                message = f"page {number} has no {key}: page one alone has"
                yield Mistake(
                    "contradiction", ("page", number, key), message, "write it under [page.1]"
                )


def _ill_ads(ads: Mapping[str, dict[str, Any]]) -> Iterator[Mistake]:
    """Ads that are to stay where they are and stand elsewhere, and pages without such a side."""
    from slots.rules.mistake import Mistake

    for name, ad in ads.items():
        others = [key for key in ("page", "side", "place") if key in ad]
        if ad.get("lock") is True and others:
            message = f'ad "{name}" is to stay where it is, and {others[0]} says where it stands'
            yield Mistake("contradiction", ("ad", name, "lock"), message, "keep one of the two")
        if ad.get("rather") is True and not others:
            message = f'ad "{name}" is to stand somewhere rather, and it is not said where'
            hint = "write page, side or place beside it, or take out rather"
            yield Mistake("contradiction", ("ad", name, "rather"), message, hint)
        page, side = ad.get("page"), ad.get("side")
        pages = [one for one in (page if isinstance(page, list) else [page]) if type(one) is int]
        known = side in ("left", "right")
        if known and pages and all(side_of(one) != side for one in pages):
            message = f'ad "{name}": page {pages[0]} is no {side}-hand page'
            hint = "right-hand pages have odd numbers; keep one of the two"
            yield Mistake("contradiction", ("ad", name, "side"), message, hint)


def _tables(data: Mapping[str, Any], name: str) -> dict[str, dict[str, Any]]:
    """The tables in a table, as far as they are some."""
    found = data.get(name)
    listed = found.items() if isinstance(found, dict) else ()
    return {key: value for key, value in listed if isinstance(value, dict)}


def _names_page(value: Any, number: str) -> bool:
    """Whether a value of `page` allows a page."""
    listed = value if isinstance(value, list) else [value]
    return number in {str(one) for one in listed if not isinstance(one, bool)}


# --- what is decided ------------------------------------------------------------------------------


def _decisions(read: PagesFile, places: Positions, data: Mapping[str, Any]) -> Decisions:
    stories = {slug: _decided(keys) for slug, keys in read.story.items()}
    mains = {name: slug for slug, one in stories.items() for name in one.sidebar}
    for name, slug in mains.items():
        stories[name] = replace(stories.get(name, UNDECIDED), beside=slug)
    pages: dict[int, PageDecided] = {}
    for name, page in read.page.items():
        if page.model_fields_set <= {"deadline"}:
            continue  # nothing of what is printed
        number = int(name)
        leading = [page.lead] if page.lead else [*page.order[:1]]
        listed = [*page.stories, *leading, *page.order, *page.regions.values()]
        named = tuple(dict.fromkeys(listed))
        for slug in named:
            decided = stories.get(slug, UNDECIDED)
            lead, place = decided.lead or slug in leading, decided.place
            if slug in page.order:
                place = replace(place or Place(), order=page.order.index(slug) + 1)
            given = replace(decided, pages=(number,), lead=lead, rather=False)
            stories[slug] = replace(given, place=place)
        pages[number] = PageDecided(
            named,
            page.only,
            page.house_ads is not False,
            page.ads,
            page.house_ads if isinstance(page.house_ads, tuple) else (),
            tuple(dict.fromkeys(page.promos or ())),
            page.index,
            page.dummy,
            dict(page.regions),
        )
    ads = {name: _decided_ad(keys) for name, keys in read.ad.items()}
    due = {int(name): page.deadline for name, page in read.page.items() if page.deadline}
    sections = {name: one.deadline for name, one in read.section.items() if one.deadline}
    decisions = Decisions(stories, pages, places, data, ads=ads)
    house_ads = {name: _house_ad(one) for name, one in read.house_ad.items()}
    decisions = replace(decisions, house_ads=house_ads, drawn=own_dummies(read.dummy))
    return replace(decisions, deadlines=due, section_deadlines=sections)


def _house_ad(keys: HouseAdKeys) -> HouseAdDecided:
    return HouseAdDecided(keys.page, keys.columns, keys.rows, _place(keys))


def _decided_ad(keys: AdKeys) -> AdDecided:
    held = _hold(keys.hold)
    return AdDecided(keys.page, keys.side or "", keys.place, keys.lock, held, keys.rather)


def _hold(said: bool | date | HoldKeys) -> Hold | None:
    if isinstance(said, bool):
        return Hold() if said else None
    return Hold(said) if isinstance(said, date) else Hold(edition=said.edition)


def _decided(keys: StoryKeys) -> Decided:
    size = keys.headline.mpt if keys.headline else None
    listed = None if keys.pictures is None else tuple(one.file for one in keys.pictures)
    each = tuple(one for one in keys.pictures or () if one.decided)
    looks = keys.headline_lines, keys.breaks, keys.quote, keys.byline, listed, keys.keep
    length = keys.dominant, keys.words, keys.cut_lines
    form = Form(keys.columns, keys.rows, keys.picture, size, keys.deck, *looks, *length, each)
    hold = _hold(keys.hold)
    named = PREFERABLE if keys.rather is True else keys.rather or ()
    preferred = tuple(key for key in named if key != "page" and key in keys.model_fields_set)
    preferred = tuple(key for key in preferred if key != "jump" or keys.jump is not True)
    where = keys.page, keys.lead, "page" in named
    turns = keys.jump if isinstance(keys.jump, tuple) else ()
    jump = keys.jump is not False if keys.jump is not None else None
    company = keys.together, keys.apart
    at = _place(keys), _rest(keys)
    decided = Decided(*where, form, keys.cut, jump, hold, *company, turns, *at, preferred)
    return replace(decided, sidebar=keys.sidebar)


def _rest(keys: StoryKeys) -> Rest | None:
    """Where the last part of a story stands; None where nothing is said of it."""
    said = keys.rest
    if said is None:
        return None
    named = said.region or ""
    edges, area = (named, "") if named in REGIONS else ("", named)
    return Rest(Place(said.column, said.row, edges), said.columns, area)


def _place(keys: StoryKeys | HouseAdKeys) -> Place | None:
    """Where on its page a story, or a house ad, begins; None where nothing is said of it."""
    at = keys.place
    found = Place(at.column if at else None, at.row if at else None, keys.region or "")
    return None if found == Place() else found
