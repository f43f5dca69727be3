"""Shortfalls: words for furniture in a language, hyphenation, a glyph in a display face that are
not there. Each is reported once for a language or a face, however many stories it concerns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from layout.story.as_written import Story
from layout.story.block import Crosshead
from layout.story.publication import Publication
from layout.story.reading_order import texts_of_block
from layout.story.run import text_of
from layout.story.text.spoken import has_words, lacking, name_of, names_of_languages
from layout.typeset.breaks.hyphen_patterns import patterns
from layout.typeset.coverage import is_visible, sample
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.style import Cut
from layout.typeset.words.theme import Theme
from slots.finding import Finding, Severity, Where

_HYPHENATED = re.compile("[^\\W\\d_\u0590-\u109f\u1100-\uffff]{5,}")
"""A word that a hyphen could divide: long, and of a script that has hyphens."""


@dataclass(frozen=True, slots=True, eq=False)
class Printed:
    """What is printed: the stories of a publication, in a theme. `speaking` are the slugs of those
    beside which words of furniture stand in their own language: where they are continued. A
    `whole` edition has a masthead and section heads."""

    stories: tuple[Story, ...]
    publication: Publication
    theme: Theme
    foundry: Foundry
    speaking: frozenset[str] = frozenset()
    whole: bool = True


@dataclass(frozen=True, slots=True)
class _Display:
    """A text that is set in a display style, and where it was written."""

    text: str
    style: str
    where: Where


def shortfalls(printed: Printed) -> tuple[Finding, ...]:
    """All that it has to do without: notes where it can be printed so, a warning for letters of
    another face in display type, and an error for those of none."""
    return (*_furniture(printed), *_hyphenation(printed), *_faces(printed))


def _furniture(printed: Printed) -> Iterator[Finding]:
    """Languages in which furniture has no words."""
    own = printed.publication
    wheres = {own.language: Where(str(own.folder / "newsgrid.toml") if own.folder else None)}
    for story in printed.stories:
        if story.slug in printed.speaking:
            wheres.setdefault(story.language, Where(story.source or None))
    for language, where in wheres.items():
        if not has_words(language):
            message = (
                f"newsgrid has no words of furniture in {_named(language)}: dates, folios and "
                f'"Continued on page" are printed as in {name_of(language)}'
            )
            hint = f"it has words in {names_of_languages()}: choose one of them, if it will do"
            yield Finding("furniture-language", Severity.INFO, message, where, hint)
        elif missing := lacking(language):
            message = f"newsgrid lacks words in {name_of(language)}, and has them in English: "
            hint = f"write them into templates/languages/{language}.toml of newsgrid"
            listed = ", ".join(missing)
            yield Finding("furniture-language", Severity.INFO, message + listed, where, hint)


def _hyphenation(printed: Printed) -> Iterator[Finding]:
    """Languages of stories without patterns of hyphenation."""
    if not printed.theme.styles["body"].hyphenate:
        return
    found: dict[str, list[Story]] = {}
    for story in printed.stories:
        if patterns(story.language) is None and _is_hyphenated(story):
            found.setdefault(story.language, []).append(story)
    for language, stories in found.items():
        message = (
            f"there are no hyphenation patterns for {_named(language)}{_many(stories)}: "
            "lines break between words alone, and gaps are wider"
        )
        hint = (
            "say a language that hyphenates alike in the story's front matter, or set its text "
            'ragged: align = "left" in [styles.body] of the theme'
        )
        where = Where(stories[0].source or None)
        yield Finding("no-hyphenation", Severity.INFO, message, where, hint)


def _is_hyphenated(story: Story) -> bool:
    texts = (text for block in story.body for text in texts_of_block(block))
    return any(_HYPHENATED.search(text) for text in texts)


def _named(language: str) -> str:
    return "a language that nobody named" if language == "und" else f'"{language}"'


def _many(stories: list[Story]) -> str:
    more = len(stories) - 1
    return f" (here and in {more} more {'story' if more == 1 else 'stories'})" if more else ""


@dataclass(slots=True, eq=False)
class _Missing:
    """The characters that a family of display type has not, in the order in which they come, with
    the families that lend theirs; `first` is the text with the first of them."""

    first: _Display
    signs: dict[str, None] = field(default_factory=dict)
    others: dict[str, None] = field(default_factory=dict)


def _faces(printed: Printed) -> Iterator[Finding]:
    """Families of display type that have no glyph for a character of it: what is set in another
    face, and what in none."""
    foundry, styles = printed.foundry, printed.theme.styles
    body = styles["body"].cuts[0]
    lent: dict[str, _Missing] = {}
    gone: dict[str, _Missing] = {}
    seen: set[tuple[str, Cut]] = set()
    for each in _displayed(printed):
        cut = styles[each.style].cuts[0]
        for sign in each.text:
            if (sign, cut) in seen:
                continue
            seen.add((sign, cut))
            found = foundry.cut_with(sign, cut) if is_visible(sign) else cut
            if found is None and foundry.cut_with(sign, body):  # else it is reported with the copy
                gone.setdefault(cut.family, _Missing(each)).signs[sign] = None
            elif found is not None and found != cut:
                short = lent.setdefault(cut.family, _Missing(each))
                short.signs[sign] = short.others[foundry.face(found).family] = None
    yield from (_lent(family, short, printed) for family, short in lent.items())
    yield from (_gone(family, short, printed) for family, short in gone.items())


def _displayed(printed: Printed) -> Iterator[_Display]:
    """All that is set in display type."""
    paper = printed.publication
    here = Where(str(paper.folder / "newsgrid.toml") if paper.folder else None)
    if printed.whole:
        yield _Display(paper.name, "masthead", here)
        for section in paper.print_plan.sections:
            yield _Display(section.name, "section_head", here)
    headline = printed.theme.headlines()[0].name
    for story in printed.stories:
        where = Where(story.source or None)
        yield _Display(text_of(story.headline), headline, where)
        yield _Display(text_of(story.deck), "deck", where)
        yield _Display(story.kicker, "kicker", where)
        yield _Display(story.byline, "byline", where)
        for block in story.body:
            if isinstance(block, Crosshead):
                yield _Display(text_of(block.runs), "crosshead", where)


def _lent(family: str, short: _Missing, printed: Printed) -> Finding:
    face = _face_named(family, printed)
    message = (
        f"{face}, a face of display type, has no {sample(''.join(short.signs))}: set in "
        f"{' and '.join(short.others)}"
    )
    hint = f"{_other_family(family, printed)}, or write it without them"
    return Finding("display-fallback", Severity.WARNING, message, short.first.where, hint)


def _gone(family: str, short: _Missing, printed: Printed) -> Finding:
    face = _face_named(family, printed)
    message = (
        f"no glyph for {sample(''.join(short.signs))} in {face}, a face of display type, nor in "
        "its fallbacks: printed as empty boxes"
    )
    hint = f"{_other_family(family, printed)}, or add one to fallback there"
    return Finding("missing-glyph", Severity.ERROR, message, short.first.where, hint)


def _face_named(family: str, printed: Printed) -> str:
    cuts = (style.cuts[0] for style in printed.theme.styles.values())
    return next(printed.foundry.face(cut).family for cut in cuts if cut.family == family)


def _other_family(family: str, printed: Printed) -> str:
    """What to change in the theme, by the role that the family has there."""
    roles = [role for role, name in printed.theme.families.items() if name == family]
    role = f"as {roles[0]} " if roles else ""
    return f"name a family that has them {role}in [families] of the theme"
