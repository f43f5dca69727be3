"""Conditions a story must meet for a slot to come near it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from slots.rules.conditions import When
from slots.rules.names import names_of
from slots.strip.content import About
from slots.strip.measured_flow import Item, Role
from slots.strip.obstacle import Obstacle


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
        yield Obstacle("when.devices", " or ".join(when.devices), breakpoint)


def _section(when: When, about: About) -> Iterator[Obstacle]:
    section = about.section or "no section"
    if when.sections and about.section not in when.sections:
        yield Obstacle("when.sections", f"section {' or '.join(when.sections)}", section)
    if about.section in when.without_sections:
        yield Obstacle("when.without_sections", "another section", section)


def _tags(when: When, about: About) -> Iterator[Obstacle]:
    wanted = [tag for tag in when.tags if tag in about.tags]
    if when.tags and not wanted:
        tags = ", ".join(about.tags) or "no tags"
        yield Obstacle("when.tags", f"a tag of {', '.join(when.tags)}", tags)
    barred = [tag for tag in when.without_tags if tag in about.tags]
    if barred:
        yield Obstacle("when.without_tags", f"no tag {', '.join(barred)}", ", ".join(barred))


def _text(when: When, about: About) -> Iterator[Obstacle]:
    """Words and phrases, whole and in any case of letters."""
    if not (when.words or when.without_words):
        return
    text = about.text.casefold()
    if when.words and not any(_says(text, phrase) for phrase in when.words):
        yield Obstacle("when.words", f"a word of {', '.join(when.words)}", "none of them")
    barred = [phrase for phrase in when.without_words if _says(text, phrase)]
    if barred:
        yield Obstacle("when.without_words", f"no word {', '.join(barred)}", ", ".join(barred))


def _says(text: str, phrase: str) -> bool:
    words = r"\s+".join(re.escape(word) for word in phrase.casefold().split())
    return bool(words) and re.search(rf"(?<!\w){words}(?!\w)", text) is not None


def _authors(when: When, about: About) -> Iterator[Obstacle]:
    authors = {author.casefold() for author in about.authors}
    names = ", ".join(about.authors) or "no author"
    if when.authors and not any(name.casefold() in authors for name in when.authors):
        yield Obstacle("when.authors", f"by {' or '.join(when.authors)}", names)
    barred = [name for name in when.without_authors if name.casefold() in authors]
    if barred:
        yield Obstacle("when.without_authors", "another author", ", ".join(barred))


def _language(when: When, about: About) -> Iterator[Obstacle]:
    """A language means all its regions: es is es-EC too."""
    spoken = about.language.lower()
    if when.languages and not any(
        spoken == tag.lower() or spoken.startswith(f"{tag.lower()}-") for tag in when.languages
    ):
        yield Obstacle("when.languages", " or ".join(when.languages), spoken or "no language")


def _dates(when: When, about: About) -> Iterator[Obstacle]:
    """A story without a date meets no condition on its date, nor on its age."""
    date = about.date.isoformat() if about.date else "no date"
    if when.published_from and (about.date is None or about.date < when.published_from):
        yield Obstacle("when.published_from", f"from {when.published_from}", date)
    if when.published_until and (about.date is None or about.date > when.published_until):
        yield Obstacle("when.published_until", f"until {when.published_until}", date)
    age = (about.today - about.date).days if about.today and about.date else None
    days = "an unknown age" if age is None else f"{age} day{'' if age == 1 else 's'}"
    if when.min_age is not None and (age is None or age < when.min_age):
        yield Obstacle("when.min_age", f"{when.min_age} days", days)
    if when.max_age is not None and (age is None or age > when.max_age):
        yield Obstacle("when.max_age", f"at most {when.max_age} days", days)


def _blocks(when: When, tally: Tally) -> Iterator[Obstacle]:
    """Blocks that the copy has, by any of their names."""
    if tally.names is None:
        return
    if when.blocks and tally.names.isdisjoint(when.blocks):
        yield Obstacle("when.blocks", f"a block of {', '.join(when.blocks)}", "none of them")
    barred = [name for name in when.without_blocks if name in tally.names]
    if barred:
        yield Obstacle("when.without_blocks", f"no block {', '.join(barred)}", ", ".join(barred))


def _lengths(when: When, about: About, tally: Tally) -> Iterator[Obstacle]:
    words = tally.words if about.words is None else about.words
    for what, count in (
        ("words", words),
        ("paragraphs", tally.paragraphs),
        ("blocks", tally.blocks),
    ):
        least, most = getattr(when, f"min_{what}"), getattr(when, f"max_{what}")
        if least is not None and count is not None and count < least:
            yield Obstacle(f"when.min_{what}", f"{least} {what}", f"{count} {what}")
        if most is not None and count is not None and count > most:
            yield Obstacle(f"when.max_{what}", f"at most {most} {what}", f"{count} {what}")
