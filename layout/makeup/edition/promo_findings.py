"""What is to be told of promos: those that stories ask for and page one does not have, words that
are too many, promos that a publication wants and no story has.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from layout.makeup.edition.promos import Inside
from layout.makeup.edition.skyline import Promo
from layout.story.as_written import Story
from layout.work.terminal.report import counted
from slots.finding import Finding, Severity, Where

_CODE = "promo"


@dataclass(frozen=True, slots=True, eq=False)
class Promoted:
    """The promos that page one has, those of them whose words are cut short, what they were chosen
    from, and the file that says how many there should be (None: there is none)."""

    promos: Sequence[Promo]
    cut: Sequence[Promo]
    inside: Inside
    file: str | None


def promo_findings(made: Promoted, stories: Iterable[Story]) -> Iterator[Finding]:
    """All that is to be told of promos, of all stories of the edition."""
    named = {promo.slug: promo for promo in made.promos}
    cut = {promo.slug for promo in made.cut}
    for story in stories:
        asks = story.promo is not None and story.promo.wanted
        if story.slug in cut:
            yield _too_long(story)
        elif made.inside.decided:
            continue
        elif asks and story.slug not in named and made.inside.plan.page_of.get(story.slug):
            reason, remedy = _why_not(story, made)
            message = f"its promo is left out: {reason}"
            yield Finding(_CODE, Severity.INFO, message, _where(story), remedy)
    wanted = 0 if made.inside.decided else made.inside.wanted or 0
    if len(made.promos) < min(wanted, made.inside.pages[0].columns):
        message = f"promos = {wanted}, and page one has {counted(len(made.promos), 'promo')}"
        hint = "give other sections stories with pictures, an edition 8 pages, or want fewer promos"
        yield Finding(_CODE, Severity.INFO, message, Where(made.file), hint)


def refused_promos(made: Promoted, stories: Iterable[Story], where: Where) -> Iterator[Finding]:
    """A warning for each story that is to be promoted by decision and has no promo."""
    known, named = {story.slug: story for story in stories}, {one.slug for one in made.promos}
    for slug in made.inside.decided:
        if slug in named or slug not in known:
            continue
        if slug not in made.inside.plan.page_of:
            why, hint = "it is printed on no page", "give it a page, or another story its promo"
        else:
            why, hint = _why_not(known[slug], made)
        message = f'page one cannot promote "{slug}": {why}'
        yield Finding("refused-decision", Severity.WARNING, message, where, hint)


def _why_not(story: Story, made: Promoted) -> tuple[str, str]:
    """Why a story has no promo although it asks for one, and what would give it one."""
    if made.inside.plan.page_of[story.slug] == 1:
        return "it stands on page one itself", "give another story one"
    if not made.promos:
        hint = "it has some from 8 pages and two sections on, if promos in [edition] is not 0"
        return "this edition has no promos", hint
    if made.inside.away & {*story.tags}:
        return "an ad on page one must not be seen with it", "move the ad, or take promo out"
    hint = "want more in [edition], up to promos = 4, or take promo out of another"
    return f"page one has room for {counted(len(made.promos), 'promo')}", hint


def _too_long(story: Story) -> Finding:
    own = story.promo is not None and bool(story.promo.words)
    message = "is too long for its place: its last words are left out, or one is broken"
    message = f"promo: it {message}" if own else f"its headline, which is its promo, {message}"
    weight = Severity.WARNING if own else Severity.INFO
    return Finding(_CODE, weight, message, _where(story), "write promo: with a few short words")


def _where(story: Story) -> Where:
    line = story.promo.line if story.promo else 0
    return Where(story.source or None, line or None)
