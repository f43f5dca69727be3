"""The audit of a story against the conditions of a slot and of its advertisers' categories."""

from __future__ import annotations

import re
from collections.abc import Iterator

from slots.audit.box_in_copy import names
from slots.rules.conditions import When
from slots.strip.content import About
from slots.strip.measured_flow import Role, Strip


def failed(when: When, about: About, strip: Strip, breakpoint: str) -> Iterator[str]:
    """The names of the conditions that a story does not meet."""
    for key, holds in (
        *_named(when, about),
        *_written(when, about),
        *_dated(when, about),
        *_long(when, about, strip),
        *_held(when, strip),
        ("devices", not when.devices or breakpoint in when.devices),
    ):
        if not holds:
            yield f"when.{key}"


def _named(when: When, about: About) -> Iterator[tuple[str, bool]]:
    authors = {name.casefold() for name in about.authors}
    tongue = f"{about.language.lower()}-"
    yield "sections", not when.sections or about.section in when.sections
    yield "without_sections", about.section not in when.without_sections
    yield "tags", not when.tags or bool({*when.tags} & {*about.tags})
    yield "without_tags", not {*when.without_tags} & {*about.tags}
    yield "authors", not when.authors or any(n.casefold() in authors for n in when.authors)
    yield "without_authors", all(n.casefold() not in authors for n in when.without_authors)
    spoken = (tongue.startswith(f"{each.lower()}-") for each in when.languages)
    yield "languages", not when.languages or any(spoken)


def _written(when: When, about: About) -> Iterator[tuple[str, bool]]:
    text = " ".join(about.text.casefold().split())
    yield "words", not when.words or any(_says(text, words) for words in when.words)
    yield "without_words", not any(_says(text, words) for words in when.without_words)


def _says(text: str, words: str) -> bool:
    """Whether a text has words in this order, whole."""
    phrase = " ".join(words.casefold().split())
    return bool(phrase) and bool(re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", text))


def _dated(when: When, about: About) -> Iterator[tuple[str, bool]]:
    date, first, last = about.date, when.published_from, when.published_until
    yield "published_from", first is None or (date is not None and date >= first)
    yield "published_until", last is None or (date is not None and date <= last)
    age = (about.today - date).days if about.today and date else None
    yield "min_age", when.min_age is None or (age is not None and age >= when.min_age)
    yield "max_age", when.max_age is None or (age is not None and age <= when.max_age)


def _long(when: When, about: About, strip: Strip) -> Iterator[tuple[str, bool]]:
    own = sum(item.words for item in strip.items)
    counts = {
        "words": own if about.words is None else about.words,
        "paragraphs": sum(item.role is Role.PARAGRAPH for item in strip.items),
        "blocks": len(strip.items),
    }
    for what, count in counts.items():
        least, most = getattr(when, f"min_{what}"), getattr(when, f"max_{what}")
        yield f"min_{what}", least is None or count >= least
        yield f"max_{what}", most is None or count <= most


def _held(when: When, strip: Strip) -> Iterator[tuple[str, bool]]:
    """What the copy holds, by any name of its blocks."""
    held = {name for item in strip.items for name in names(item)}
    yield "blocks", not when.blocks or bool(held & {*when.blocks})
    yield "without_blocks", not held & {*when.without_blocks}
