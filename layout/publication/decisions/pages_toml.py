"""Reading pages.toml: what the editor decided of stories and pages, or all mistakes at once with
their places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from layout.story.as_written import Story
from layout.story.decided import (
    NOTHING_DECIDED,
    PAGES,
    UNDECIDED,
    Decided,
    Decisions,
    Form,
    Hold,
    PageDecided,
)
from slots.files.door import there
from slots.finding import BadInput, Finding, Severity
from slots.text.source_map import Positions

if TYPE_CHECKING:
    from pydantic import BaseModel

    from layout.publication.decisions.pages_keys import PagesFile, StoryKeys
    from layout.publication.settings.newsgrid_toml import House
    from slots.rules.mistake import Mistake


def decisions_of(house: House) -> tuple[Decisions, tuple[Finding, ...]]:
    """What is decided in a publication, with warnings; nothing without the file. Raises
    BadInput."""
    from slots.rulebook.load import read_text

    file = house.file.parent / PAGES if house.file else None
    if file is None or not there(file):
        return NOTHING_DECIDED, ()
    decisions, findings = read_decisions(read_text(file, root=file.parent), file)
    if decisions is None:
        raise BadInput(findings)
    return decisions, findings


def read_decisions(text: str, file: Path) -> tuple[Decisions | None, tuple[Finding, ...]]:
    """The decisions of a text (None where it has errors), with all that is wrong, by line."""
    from slots.text.broken_toml import read_toml
    from slots.text.source_map import positions

    data, mended, broken = read_toml(text, str(file))
    places = positions(mended, str(file))
    read, mistakes = _validated(data)
    found = (*broken, *dict.fromkeys(one.finding(places) for one in (*mistakes, *_clashes(data))))
    ordered = tuple(sorted(found, key=lambda f: (f.where.line or 0, f.where.column or 0)))
    bad = any(finding.severity is Severity.ERROR for finding in ordered)
    return (None if bad or read is None else _decisions(read, places)), ordered


def unknown_stories(decisions: Decisions, slugs: frozenset[str]) -> Iterator[Finding]:
    """A warning for each story that something is decided of and that is not there."""
    from slots.rules.mistake import suggestion

    company = (name for one in decisions.stories.values() for name in (*one.together, *one.apart))
    for slug in dict.fromkeys((*decisions.stories, *company)):
        if slug not in slugs:
            message = f'no story is called "{slug[:60]}"{suggestion(slug, slugs)}'
            hint = "write its slug, or take out what is decided of it"
            where = decisions.where(slug, "page")
            yield Finding("unknown-story", Severity.WARNING, message, where, hint)


def held_by_decision(story: Story, decisions: Decisions, day: date | None) -> Finding | None:
    """The note of a story that is on hold on the day of an edition; None for any other."""
    hold = decisions.of(story.slug).hold
    if hold is None or not hold.holds(day):
        return None
    until = f" until {hold.until}" if hold.until else ""
    message = f'"{story.slug}" is held over by decision{until}'
    hint = "take out hold to release it"
    return Finding("held-over", Severity.INFO, message, decisions.where(story.slug, "hold"), hint)


def json_schema() -> dict[str, Any]:
    """The JSON Schema of pages.toml."""
    from layout.publication.decisions.pages_keys import PagesFile

    schema = PagesFile.model_json_schema()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **schema,
        "title": PAGES,
    }


# --- what is wrong --------------------------------------------------------------------------------


def _validated(data: dict[str, Any]) -> tuple[PagesFile | None, tuple[Mistake, ...]]:
    from pydantic import ValidationError

    from layout.publication.decisions.pages_keys import PagesFile

    numbered = tuple(_unnumbered(data))
    try:
        return PagesFile.model_validate(data), numbered
    except ValidationError as error:
        return None, (*numbered, *_mistakes(error.errors()))


def _unnumbered(data: dict[str, Any]) -> Iterator[Mistake]:
    """Pages that are named by something else than their numbers."""
    from layout.publication.decisions.pages_keys import NUMBER
    from slots.rules.mistake import Mistake

    pages = data.get("page")
    for name in pages if isinstance(pages, dict) else ():
        if not re.fullmatch(NUMBER, name):
            message = f"[page.{name[:40]}] is no page: a page has the name of its number"
            yield Mistake("bad-value", ("page", name), message, "write [page.3]", key=True)


def _mistakes(errors: Any) -> Iterator[Mistake]:
    """What pydantic found, in sentences, with suggestions from the keys that are known."""
    from layout.publication.decisions.pages_keys import PageKeys, PagesFile, StoryKeys
    from slots.rules.mistake import (
        MOST_MISTAKES,
        Mistake,
        as_mistake,
        rest_of,
        suggestion,
        table_name,
    )

    models: dict[str, type[BaseModel]] = {"story": StoryKeys, "page": PageKeys}
    yield from rest_of(errors)
    for error in errors[:MOST_MISTAKES]:
        path = tuple(error["loc"])
        if error["type"] != "extra_forbidden":
            yield as_mistake(error)
            continue
        model = models.get(str(path[0]), PagesFile) if len(path) > 1 else PagesFile
        known, word = [*model.model_fields], str(path[-1])
        message = f'unknown key "{word}" in {table_name(path[:-1])}{suggestion(word, known)}'
        hint = f"known here: {', '.join(known)}"
        yield Mistake("unknown-key", path, message, hint, key=True)


def _clashes(data: dict[str, Any]) -> Iterator[Mistake]:
    """What cannot all be so, whatever the stories are: said from the raw tables, so that it is
    found beside other mistakes."""
    from slots.rules.mistake import Mistake

    pages, stories = _tables(data, "page"), _tables(data, "story")
    begun: dict[str, str] = {}
    for number, page in pages.items():
        names = _named(page)
        for slug in dict.fromkeys([*names, *_lead(page)]):
            path = ("page", number, "stories" if slug in names else "lead")
            if slug in begun:
                message = f'"{slug}" would begin on page {begun[slug]} and on page {number}'
                hint = f"keep one; for either, write page = [{begun[slug]}, {number}] in "
                yield Mistake("contradiction", path, message, f"{hint}[story.{slug}] instead")
            begun.setdefault(slug, number)
            own = stories.get(slug, {})
            if own.get("page") is not None and not _names_page(own["page"], number):
                message = f'"{slug}" would begin on page {number}, and [story.{slug}] says another'
                yield Mistake("contradiction", path, message, "keep one of the two")
            if own.get("rather") is True:
                message = f'"{slug}" is to begin on page {number}, and [story.{slug}] says rather'
                hint = "take out rather; for a preference, write page there and not here"
                yield Mistake("contradiction", path, message, hint)
    yield from _unclear_leads(pages, stories, begun)
    yield from _ill_company(stories)


def _unclear_leads(
    pages: Mapping[str, dict[str, Any]],
    stories: Mapping[str, dict[str, Any]],
    begun: Mapping[str, str],
) -> Iterator[Mistake]:
    """Pages that two stories would lead, and stories that would lead no page that is known."""
    from slots.rules.mistake import Mistake

    leads = {number: slug for number, page in pages.items() for slug in _lead(page)}
    for slug, story in stories.items():
        if story.get("lead") is not True or story.get("rather") is True:
            continue
        path, page = ("story", slug, "lead"), story.get("page")
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


def _lead(page: Mapping[str, Any]) -> list[str]:
    """The story that is to lead a page, if one is named."""
    lead = page.get("lead")
    return [lead] if isinstance(lead, str) and lead else []


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


def _decisions(read: PagesFile, places: Positions) -> Decisions:
    stories = {slug: _decided(keys) for slug, keys in read.story.items()}
    pages: dict[int, PageDecided] = {}
    for name, page in read.page.items():
        if page.model_fields_set <= {"deadline"}:
            continue  # nothing of what is printed
        number = int(name)
        named = tuple(dict.fromkeys([*page.stories, *([page.lead] if page.lead else [])]))
        for slug in named:
            decided = stories.get(slug, UNDECIDED)
            lead = decided.lead or slug == page.lead
            stories[slug] = replace(decided, pages=(number,), lead=lead, rather=False)
        pages[number] = PageDecided(named, page.only, page.house_ads)
    return Decisions(stories, pages, places)


def _decided(keys: StoryKeys) -> Decided:
    size = keys.headline.mpt if keys.headline else None
    form = Form(keys.columns, keys.rows, keys.picture, size, keys.deck)
    hold = Hold(keys.hold) if isinstance(keys.hold, date) else Hold() if keys.hold else None
    where = keys.page, keys.lead, keys.rather
    return Decided(*where, form, keys.cut, keys.jump, hold, keys.together, keys.apart)
