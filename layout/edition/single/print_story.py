"""The print edition of one story: measures what stands beside it, makes it up, fills its boxes."""

from __future__ import annotations

from dataclasses import dataclass

from layout.edition.single.fill_boxes import Boxes
from layout.makeup.story.make_up import Assignment, MadeUp, make_up
from layout.makeup.type.shortfalls import Printed, shortfalls
from layout.page.document import Document
from layout.publication.material import Material
from layout.publication.settings.print_grid import AS_PUBLISHED, Choice, grid_for
from layout.story.as_written import Story
from layout.story.module import Module
from layout.story.reading_order import texts_of_block
from layout.story.run import text_of
from layout.typeset.coverage import check_glyphs
from layout.typeset.set_text import compositor
from layout.work.terminal.console import QUIET, Console
from slots.finding import Finding, Severity, Where


@dataclass(frozen=True, slots=True, eq=False)
class PrintEdition:
    """A document ready for the press, the plan it follows, and all findings on the way.

    `words` counts those of the story, from headline to last line, boxes not among them.
    """

    document: Document
    made: MadeUp
    words: int
    findings: tuple[Finding, ...]


def make_print_edition(
    material: Material, choice: Choice = AS_PUBLISHED, console: Console = QUIET
) -> PrintEdition:
    """The story as a document. Raises BadInput where nothing can be set on the sheet."""
    grid = grid_for(material.house, choice, text=True)
    boxes = Boxes(material)
    console.step("Measuring boxes and pictures")
    depths = boxes.measured(grid)
    console.step("Breaking lines, stacking and making up")
    by = compositor(material.theme, material.foundry, material.story.language)
    house, rules, homes = material.house.publication, material.rulebook, material.homes
    made = make_up(Assignment(material.story, grid, house, rules, homes, depths), by)
    console.step("Filling the boxes")
    document = boxes.filled(made.document, depths)
    own = (*boxes.findings, *_without_address(material), *_typeset(material, len(document.pages)))
    findings = (*material.findings, *own, *document.findings)
    return PrintEdition(document, made, words_in(material.story), findings)


def _typeset(material: Material, pages: int) -> tuple[Finding, ...]:
    """What its type has to do without, and glyphs that no font has."""
    story, theme, foundry = material.story, material.theme, material.foundry
    continued = pages > 1 or story.comments is not None
    speaking = frozenset({story.slug} if continued else ())
    printed = Printed((story,), material.house.publication, theme, foundry, speaking, False)
    return (*check_glyphs(story, theme, foundry), *shortfalls(printed))


def words_in(story: Story) -> int:
    """The words of a story, from headline to last line, boxes not among them."""
    heads = (story.kicker, text_of(story.headline), text_of(story.deck), story.byline)
    texts = (
        *heads,
        story.dateline,
        *(text for block in story.body for text in texts_of_block(block)),
    )
    return sum(len(text.split()) for text in texts)


def _without_address(material: Material) -> tuple[Finding, ...]:
    """A note where addresses have to be printed and the publication says none of its own."""
    house, story = material.house.publication, material.story
    modules = [ask.content for ask in story.asks if isinstance(ask.content, Module)]
    printed = [module for module in modules if module.items or module.kind == "newsletter"]
    if house.site or house.short_address or not printed:
        return ()
    message = f'printed addresses begin with a made-up "{house.name.lower()}.example"'
    hint = "set site in newsgrid.toml"
    where = Where(story.source or None)
    return (Finding("no-site", Severity.WARNING, message, where, hint),)
