"""Material: one story with all that it refers to, read, filled and checked, as commands need it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from layout.publication.creatives.read_creatives import creatives_of
from layout.publication.embargoes import embargo_finding
from layout.publication.settings.newsgrid_toml import House, house_of
from layout.story.about import about_of
from layout.story.as_written import SlotAsk, Story
from layout.story.creative import Creatives
from layout.story.module import Module
from layout.story.publication import Publication
from layout.story.read.any_format import read_story
from layout.story.read.module_library import Library, fill_modules, read_library
from layout.typeset.coverage import check_script
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.theme import THEMES, Theme, load_theme
from layout.work.memory.remembered import remembered
from layout.work.terminal.console import QUIET, Console
from layout.work.terminal.error_boundary import from_system
from slots.finding import BadInput, Finding, Severity, Where
from slots.strip.content import Wanted

if TYPE_CHECKING:
    from slots.rules.terms import (
        Rules,  # pydantic: what is slow to import is imported where it is used
    )

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, eq=False)
class Material:
    """A story ready to be placed: with its publication, its rules, and the slot of each thing it
    asks for (`homes`, by id). `findings` are those of all readers. There is no `rulebook` where
    nobody wrote one and the story asks for nothing that our own would place."""

    story: Story
    house: House
    rulebook: Rules | None
    theme: Theme
    foundry: Foundry
    homes: dict[str, str]
    findings: tuple[Finding, ...]

    @property
    def rules(self) -> Rules:
        """The rules, for work that cannot do without: gathered by `gather(..., placing=True)`."""
        assert self.rulebook is not None
        return self.rulebook


def gather(path: Path, console: Console = QUIET, placing: bool = True) -> Material:
    """All that a story needs. Raises BadInput with the problems of all files it is made of.

    Without `placing` our own rules are left unread where the story has nothing to place.
    """
    problems: list[Finding] = []
    console.step("Reading the story")
    written = attempt(lambda: read_story(path), problems)
    console.step("Reading the publication, its rules, its modules and its theme")
    house = attempt(lambda: house_of(path), problems)
    ruled = placing or bool(written and (written[0].asks or written[0].rules))
    ruled = ruled or bool(house and house.rules)
    surroundings = surroundings_of(house, ruled, problems) if house else None
    if problems or not (written and house and surroundings):
        raise BadInput(problems)
    foundry = foundry_of(surroundings.theme)
    return assembled(*written, house, surroundings, foundry)


@remembered(repr)
def foundry_of(theme: Theme) -> Foundry:
    """A foundry of a theme's faces."""
    return Foundry(theme.fallback)


@dataclass(frozen=True, slots=True, eq=False)
class Surroundings:
    """What a publication gives to all its stories: rules (None where they are not wanted), shared
    modules, creatives, theme."""

    rules: Rules | None
    library: Library
    creatives: Creatives
    theme: Theme
    findings: tuple[Finding, ...]


def surroundings_of(house: House, wanted: bool, problems: list[Finding]) -> Surroundings | None:
    """Rules (where `wanted`), modules, creatives and theme of a publication. Where something is
    wrong with any of them, None, and all of it is added to `problems`."""
    publication = house.publication
    ruled = attempt(lambda: rules_of(house) if wanted else (None, ()), problems)
    theme = attempt(lambda: theme_of(publication), problems)
    shared = attempt(lambda: _library_of(house), problems)
    booked = attempt(lambda: creatives_of(house, ruled[0] if ruled else None), problems)
    if not (ruled and theme and shared and booked):
        return None
    findings = (*ruled[1], *shared[1], *booked[1])
    return Surroundings(ruled[0], shared[0], booked[0], theme, findings)


def with_creatives(house: House, around: Surroundings) -> House:
    """A publication with its creatives."""
    return replace(house, publication=replace(house.publication, creatives=around.creatives))


def assembled(
    story: Story,
    findings: tuple[Finding, ...],
    house: House,
    around: Surroundings,
    foundry: Foundry,
) -> Material:
    """A story in its publication: modules filled, slots assigned, script checked. (Glyphs are
    checked where it is printed.)

    Its rulebook is the publication's, with the story's own rules over it and the categories of its
    creatives. A foundry that has measured other stories of the theme is quicker, and gives the
    same. Raises BadInput.
    """
    story, filled = fill_modules(story, around.library)
    story, left_out = without_ads(story)
    house = with_creatives(house, around)
    rules = ruled_for(story, around.rules, house.publication) if around.rules else None
    check_script(story)
    homes, unassigned = _homes(story, rules)
    embargo = embargo_finding(story, house.publication.date)
    findings = (*findings, *around.findings, *filled, *left_out, *unassigned)
    findings = (*findings, embargo) if embargo else findings
    return Material(story, house, rules, around.theme, foundry, homes, findings)


def ruled_for(story: Story, rules: Rules, publication: Publication) -> Rules:
    """The publication's rules, the story's own over them, with the categories of the creatives
    that its page may show on one day or another."""
    own = rules_for(story, rules)
    booked = publication.creatives.all
    if not any(creative.categories for creative in booked):
        return own
    from layout.web.ads.beds import admitted, categories_of
    from slots.rulebook.override import advertised

    creatives = admitted(booked, own, about_of(story, publication.date))
    return advertised(own, {slot: categories_of(slot, creatives) for slot in own.slot})


def _homes(story: Story, rules: Rules | None) -> tuple[dict[str, str], tuple[Finding, ...]]:
    if rules is None:
        return {}, ()
    from slots.rules.requested_and_added import assign

    homes, findings = assign(wanted_by(story), rules)
    where = Where(story.source or None)  # `slots` knows of no files
    return homes, tuple(replace(finding, where=where) for finding in findings)


def wanted_by(story: Story) -> tuple[Wanted, ...]:
    """What a story asks slots for, in its order: its modules and its ads."""
    from slots.rules.terms import AD

    return tuple(
        Wanted(ask.content.id, ask.content.kind if isinstance(ask.content, Module) else AD)
        for ask in story.asks
    )


def attempt(read: Callable[[], _T], problems: list[Finding]) -> _T | None:
    """What `read` gives; None where that is bad input, whose problems are added to `problems`."""
    try:
        return read()
    except BadInput as error:
        problems.extend(error.findings)
        return None
    except OSError as error:
        problems.append(from_system(error))
        return None


def rules_of(house: House) -> tuple[Rules, tuple[Finding, ...]]:
    """A publication's rules, or ours, with their warnings. Raises BadInput with every problem."""
    from slots.rulebook.load import default_rules, read_rules, read_text

    if house.rules is None:
        return default_rules(), ()
    rules, findings = read_rules(read_text(house.rules, root=house.folder), str(house.rules))
    if rules is None:
        raise BadInput(findings)
    return rules, findings


def theme_of(publication: Publication) -> Theme:
    """A publication's theme, or ours. Raises BadInput with every problem of its theme.toml."""
    return load_theme(publication.theme or THEMES / "default", publication.folder)


def _library_of(house: House) -> tuple[Library, tuple[Finding, ...]]:
    """A publication's shared modules, none without a folder of them. Raises BadInput."""
    folder = house.publication.modules
    return read_library(folder, house.folder) if folder else ({}, ())


# --- what a story says of its own rules: those it changes for itself, and whether it has no ads ---


def rules_for(story: Story, rules: Rules) -> Rules:
    """The rules a story is placed by: those given, with its own over them. Raises BadInput."""
    if not (story.rules or story.ad_free):
        return rules
    from slots.rulebook.override import ad_free, overridden

    own = overridden(rules, story.rules)
    return ad_free(own) if story.ad_free else own


def without_ads(story: Story) -> tuple[Story, tuple[Finding, ...]]:
    """A story with `ads: none` without the ads its text asks for, and a note of how many."""
    if not story.ad_free:
        return story, ()
    kept = tuple(ask for ask in story.asks if not isinstance(ask.content, SlotAsk))
    dropped = len(story.asks) - len(kept)
    if not dropped:
        return story, ()
    ads = "the ad it asks for is" if dropped == 1 else f"the {dropped} ads it asks for are"
    message = f"ads: none: {ads} left out"
    note = Finding("ad-free", Severity.INFO, message, Where(story.source or None))
    return replace(story, asks=kept), (note,)
