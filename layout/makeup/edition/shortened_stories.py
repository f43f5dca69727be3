"""Which stories of an edition were shortened from their end: by how much, where, and why.

Nothing is cut in silence: of each there is a finding, and a line of figures for all reports.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from layout.makeup.edition.all_pages import EditionPlan
from layout.makeup.edition.shapes.article import length_with
from layout.makeup.edition.shapes.how_short import words_before
from layout.makeup.edition.shapes.item import is_rail
from layout.story.as_written import Story
from layout.work.terminal.report import counted
from slots.finding import Finding, Severity, Where


@dataclass(frozen=True, slots=True)
class Shortened:
    """A story that is printed without its last `paragraphs`, which have `words` of the `of` words
    of its body; it ends on a `page` that has no room for them, or so it was `decided`."""

    story: Story
    paragraphs: int
    words: int
    of: int
    page: int
    decided: bool = False

    @property
    def id(self) -> str:
        """The story's slug."""
        return self.story.slug

    @property
    def why(self) -> str:
        """Why it was shortened."""
        if self.decided:
            return "so it was decided"
        return f"page {self.page} has no room for {'it' if self.paragraphs == 1 else 'them'}"

    @property
    def what(self) -> str:
        """What is not printed of it: "its last 3 paragraphs, 142 of 540 words"."""
        few = "last paragraph" if self.paragraphs == 1 else f"last {self.paragraphs:,} paragraphs"
        return f"its {few}, {self.words:,} of {counted(self.of, 'word')}"


def shortened_in(plan: EditionPlan) -> Iterator[Shortened]:
    """The stories that a plan has shortened, in the order of the pages on which they end."""
    for page in plan.pages:
        for one in page.placed:
            if one.article and one.setting.cut and not is_rail(one.id):
                story, length = one.article.story, length_with(one.article, one.setting.cut)
                every = words_before(story, len(story.body))
                gone = every - words_before(story, length.stop)
                decided = one.article.form.length is not None
                yield Shortened(story, length.paragraphs, gone, every, page.page, decided)


def shortened_findings(shortened: Iterable[Shortened]) -> tuple[Finding, ...]:
    """A note on each story that is printed without its end."""
    return tuple(map(_finding, shortened))


def _finding(one: Shortened) -> Finding:
    message = f'"{one.id}" is printed without {one.what}: {one.why}'
    hint = "cut: 0 in its front matter has it whole, and others shorter"
    if one.story.cut:
        hint = f"its front matter lets {counted(one.story.cut, 'paragraph')} go"
    if one.decided:
        hint = "take out words and cut_lines to have it as it fits"
    where = Where(one.story.source or None)
    return Finding("shortened", Severity.INFO, message, where, hint)
