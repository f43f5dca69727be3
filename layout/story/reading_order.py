"""The words of a story in reading order: what every edition has to show, once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from layout.story.as_written import SlotAsk, Story
from layout.story.block import Block, Crosshead, Embed, Listing, Paragraph, Picture, Quote, Table
from layout.story.module import Module
from layout.story.run import Runs, text_of


def texts_of(story: Story) -> tuple[str, ...]:
    """Every text of a story, from the kicker to the last module, in source order, none empty."""
    return tuple(text for text in _story(story) if text)


def texts_of_block(block: Block) -> tuple[str, ...]:
    """Every text of a block in reading order; the numbers of lists and alt texts not among them."""
    match block:
        case Paragraph(runs=runs) | Crosshead(runs=runs):
            return (text_of(runs),)
        case Quote(paragraphs=rows, credit=credit):
            return (*map(text_of, rows), text_of(credit))
        case Listing(items=items):
            return tuple(map(text_of, items))
        case Picture(cutline=cutline, credit=credit):
            return text_of(cutline), credit
        case Table(head=head, rows=rows):
            return tuple(text_of(cell) for row in (head, *rows) for cell in row)
        case Embed(title=title):
            return (title,)
        case _:
            return ()


def words_of(story: Story) -> int:
    """How many words all texts of a story have: it is ranked by them, in print and on fronts."""
    return _words(texts_of(story))


def words_of_blocks(blocks: Iterable[Block]) -> int:
    """How many words the texts of blocks have."""
    return _words(_blocks(blocks))


def _words(texts: Iterable[str]) -> int:
    return sum(len(text.split()) for text in texts)


def texts_of_module(module: Module) -> tuple[str, ...]:
    """Every text of a module: title, note, blocks, items with the words of their links, success."""
    blocks = (text for block in module.blocks for text in texts_of_block(block))
    items = (text for item in module.items for text in (text_of(item.runs), item.link))
    return (text_of(module.title), text_of(module.note), *blocks, *items, module.success)


def _story(story: Story) -> Iterator[str]:
    yield from _head(story)
    after = 0
    for ask in story.asks:
        yield from _blocks(story.body[after : ask.after])
        after = ask.after
        yield from _content(ask.content)
    yield from _blocks(story.body[after:])


def _head(story: Story) -> Iterator[str]:
    yield story.kicker
    yield _text(story.headline)
    yield _text(story.deck)
    yield story.byline
    yield story.date_text
    yield story.section
    yield f"{story.comments} comments" if story.comments is not None else ""
    yield story.dateline


def _text(runs: Runs) -> str:
    return text_of(runs)


def _blocks(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        yield from texts_of_block(block)


def _content(content: Module | SlotAsk) -> tuple[str, ...]:
    return (content.label,) if isinstance(content, SlotAsk) else texts_of_module(content)
