"""Conditions on the story: which of a slot's, and of its advertisers' categories, it does not
meet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import chain

from slots.case import Case
from slots.rules.conditions import When
from slots.rules.names import names_of
from slots.rules.terms import Terms
from slots.strip.content import About, Content
from slots.strip.measured_flow import Item, Role
from slots.strip.refusal import Amount, Kind, Obstacle, Rule
from slots.units import Length, Unit


@dataclass(frozen=True, slots=True)
class Tally:
    """How long a story is: its words, paragraphs and blocks, and the names of its blocks; None
    where that is not known, and then no condition on it is judged."""

    words: int | None = None
    paragraphs: int | None = None
    blocks: int | None = None
    names: frozenset[str] | None = None


def tally_of(items: tuple[Item, ...]) -> Tally:
    """The tally of a story's blocks."""
    paragraphs = sum(item.role is Role.PARAGRAPH for item in items)
    names = frozenset(chain.from_iterable(set(map(names_of, items))))
    return Tally(sum(item.words for item in items), paragraphs, len(items), names)


def words_of(tally: Tally, about: About) -> int | None:
    """How many words a story has: what is said of it counts for more than its tally."""
    return tally.words if about.words is None else about.words


def unmet_by(case: Case, content: Content, tally: Tally) -> Iterator[Obstacle]:
    """Every condition of a content's slot and of its categories that the story does not meet."""
    terms = case.terms(content.slot)
    yield from unmet(terms.when, case.about, tally, case.breakpoint)
    for category in categories_of(content, terms):
        when = case.rules.category.get(category)
        for bar in unmet(when, case.about, tally, case.breakpoint) if when else ():
            yield replace(bar, rule=Rule(Kind.CATEGORY, (category, *bar.rule.path)))


def categories_of(content: Content, terms: Terms) -> tuple[str, ...]:
    """The advertisers' categories of a content: its own, and those of its slot."""
    return tuple(dict.fromkeys((*content.categories, *terms.categories)))


def unmet(when: When, about: About, tally: Tally, breakpoint: str = "") -> Iterator[Obstacle]:
    """Every condition the story does not meet. `about.words` counts for more than the tally's.

    Without a `breakpoint`, as in print, conditions on devices are not judged.
    """
    if not when.model_fields_set:  # as of most slots
        return
    yield from _section(when, about)
    yield from _tags(when, about)
    yield from _text(when, about)
    yield from _authors(when, about)
    yield from _language(when, about)
    yield from _dates(when, about)
    yield from _lengths(when, about, tally)
    yield from _blocks(when, tally)
    if when.devices and breakpoint and breakpoint not in when.devices:
        yield _unmet("devices", when.devices, (breakpoint,))


def _unmet(name: str, needed: Amount, has: Amount) -> Obstacle:
    return Obstacle(Rule(Kind.WHEN, (name,)), needed, has)


def _without(name: str, barred: tuple[str, ...]) -> Iterator[Obstacle]:
    """The names that a story has and must not have."""
    if barred:
        yield _unmet(name, barred, barred)


def _section(when: When, about: About) -> Iterator[Obstacle]:
    section = (about.section,) if about.section else ()
    if when.sections and about.section not in when.sections:
        yield _unmet("sections", when.sections, section)
    if about.section in when.without_sections:
        yield _unmet("without_sections", None, section)


def _tags(when: When, about: About) -> Iterator[Obstacle]:
    if when.tags and not any(tag in about.tags for tag in when.tags):
        yield _unmet("tags", when.tags, about.tags)
    yield from _without("without_tags", tuple(t for t in when.without_tags if t in about.tags))


def _text(when: When, about: About) -> Iterator[Obstacle]:
    """Words and phrases, whole and in any case of letters."""
    if not (when.words or when.without_words):
        return
    text = about.text.casefold()
    if when.words and not any(_contains(text, phrase) for phrase in when.words):
        yield _unmet("words", when.words, ())
    barred = tuple(phrase for phrase in when.without_words if _contains(text, phrase))
    yield from _without("without_words", barred)


def _contains(text: str, phrase: str) -> bool:
    words = r"\s+".join(re.escape(word) for word in phrase.casefold().split())
    return bool(words) and re.search(rf"(?<!\w){words}(?!\w)", text) is not None


def _authors(when: When, about: About) -> Iterator[Obstacle]:
    authors = {author.casefold() for author in about.authors}
    if when.authors and not any(name.casefold() in authors for name in when.authors):
        yield _unmet("authors", when.authors, about.authors)
    barred = tuple(name for name in when.without_authors if name.casefold() in authors)
    yield from _without("without_authors", barred)


def _language(when: When, about: About) -> Iterator[Obstacle]:
    """A language means all its regions: es is es-EC too."""
    spoken = about.language.lower()
    if when.languages and not any(
        spoken == tag.lower() or spoken.startswith(f"{tag.lower()}-") for tag in when.languages
    ):
        yield _unmet("languages", when.languages, (spoken,) if spoken else ())


def _dates(when: When, about: About) -> Iterator[Obstacle]:
    """A story without a date meets no condition on its date, nor on its age."""
    date = about.date
    if when.published_from and (date is None or date < when.published_from):
        yield _unmet("published_from", when.published_from, date)
    if when.published_until and (date is None or date > when.published_until):
        yield _unmet("published_until", when.published_until, date)
    age = (about.today - date).days if about.today and date else None
    if when.min_age is not None and (age is None or age < when.min_age):
        yield _unmet("min_age", when.min_age, age)
    if when.max_age is not None and (age is None or age > when.max_age):
        yield _unmet("max_age", when.max_age, age)


def _blocks(when: When, tally: Tally) -> Iterator[Obstacle]:
    """Blocks that the copy has, by any of their names."""
    if tally.names is None:
        return
    if when.blocks and tally.names.isdisjoint(when.blocks):
        yield _unmet("blocks", when.blocks, ())
    barred = tuple(name for name in when.without_blocks if name in tally.names)
    yield from _without("without_blocks", barred)


def _lengths(when: When, about: About, tally: Tally) -> Iterator[Obstacle]:
    for what, count, unit in (
        ("words", words_of(tally, about), Unit.WORD),
        ("paragraphs", tally.paragraphs, Unit.PARAGRAPH),
        ("blocks", tally.blocks, None),
    ):
        least, most = getattr(when, f"min_{what}"), getattr(when, f"max_{what}")
        if least is not None and count is not None and count < least:
            yield _unmet(f"min_{what}", _counted(least, unit), _counted(count, unit))
        if most is not None and count is not None and count > most:
            yield _unmet(f"max_{what}", _counted(most, unit), _counted(count, unit))


def _counted(number: int, unit: Unit | None) -> Amount:
    return Length(Fraction(number), unit) if unit else number
