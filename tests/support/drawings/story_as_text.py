"""A story as text that people can read: one line a block, for goldens."""

from __future__ import annotations

from collections.abc import Iterator

from layout.story.as_written import SlotAsk, Story
from layout.story.block import (
    Block,
    Crosshead,
    Divider,
    Embed,
    Listing,
    Paragraph,
    Picture,
    Quote,
    Table,
)
from layout.story.module import Module
from layout.story.run import Emphasis, Run, Runs
from slots.strip.measured_flow import Display

_SIGNS = {Emphasis.NONE: "", Emphasis.ITALIC: "*", Emphasis.BOLD: "**"}


def dump(story: Story) -> str:
    """The whole story, its parts in reading order; equal stories have equal dumps.

    Emphasis is *italic*, **bold** and ***both***, a link [words](address), NBSP is "⍽". Every
    block opens with its kind and the source line it began on, then its tags: "12 quote #crash".
    """
    return "\n".join((*_fields(story), "", *_body(story), ""))


def _fields(story: Story) -> Iterator[str]:
    """The parts above the body, those that are there."""
    fields = {
        "slug": story.slug,
        "kicker": story.kicker,
        "headline": _runs(story.headline),
        "on paper": _runs(story.print_headline),
        "deck": _runs(story.deck),
        "byline": story.byline,
        "date": f"{story.date_text} = {story.date or '?'}" if story.date_text else "",
        "updated": str(story.updated or ""),
        "embargo": str(story.embargo or ""),
        "comments": "" if story.comments is None else str(story.comments),
        "section": story.section,
        "tags": ", ".join(story.tags),
        "rank": str(story.rank),
        "language": story.language,
        "dateline": story.dateline,
        "ads": "none" if story.ad_free else "",
        "jump": "" if story.jump else "false",
        "cut": str(story.cut or ""),
        "promo": "" if not story.promo else story.promo.words or str(story.promo.wanted).lower(),
        "source": story.came_from,
        "rules": "; ".join(_rules(story)),
    }
    return (f"{name + ':':<10} {text}" for name, text in fields.items() if text)


def _rules(story: Story) -> Iterator[str]:
    """A story's own rules as paths and values: page.max_ads = 0."""
    for path, value in (*story.rules.leaves, *story.rules.empty):
        yield f"{'.'.join(map(str, path))} = {value}"


def _body(story: Story) -> Iterator[str]:
    """Blocks and asks as they follow each other."""
    tags: dict[int, str] = {}
    for index, tag in story.block_tags:
        tags[index] = f"{tags.get(index, '')} #{tag}"
    after = 0
    for ask in (*story.asks, None):
        for index in range(after, ask.after if ask else len(story.body)):
            yield from _block(story.body[index], tags.get(index, ""))
        if ask:
            after = ask.after
            yield from _content(ask.content)


def _content(content: Module | SlotAsk) -> Iterator[str]:
    if isinstance(content, SlotAsk):
        yield f"{_head('slot', content.line)} {content.id} ({content.label})"
        return
    yield f"{_head(content.kind, content.line)} {content.id} ({_runs(content.title)})"
    fields = {
        "note": _runs(content.note),
        "action": content.action or "",
        "success": content.success,
    }
    yield from (f"    {name}: {text}" for name, text in fields.items() if text)
    yield from (f"    {line}" for line in _blocks(content.blocks))
    for item in content.items:
        href = f"({item.href})" if item.href else ""
        yield f"    - {_runs(item.runs)}" + (f" [{item.link}]{href}" if item.link or href else "")


def _blocks(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        yield from _block(block)


def _block(block: Block, tags: str = "") -> Iterator[str]:
    head = f"{_head(type(block).__name__.lower(), block.line)}{tags}"
    match block:
        case Paragraph(runs=runs):
            yield f"{head} {_runs(runs)}"
        case Crosshead(runs=runs, level=level):
            yield f"{head} {'#' * level} {_runs(runs)}"
        case Quote(paragraphs=paragraphs, credit=credit, pulled=pulled):
            yield f"{head}{' pulled' if pulled else ''}"
            yield from (f"    > {_runs(runs)}" for runs in paragraphs)
            yield from (f"    — {_runs(runs)}" for runs in (credit,) if runs)
        case Listing():
            yield head
            yield from _items(block)
        case Picture():
            text = f"{_runs(block.cutline)} ({block.credit})"
            yield f"{head}{_shown(block)} {block.src} [{block.alt}] {text}"
        case Table(head=top, rows=rows, align=align):
            yield f"{head} {' '.join(align)}"
            yield from (f"    | {' | '.join(map(_runs, row))}" for row in (top, *rows))
        case Embed(href=href, title=title):
            yield f"{head} [{title}]({href})"
        case Divider():
            yield head


def _shown(picture: Picture) -> str:
    display = "" if picture.display is Display.INLINE else f" {{.{picture.display}}}"
    keep = f" {{keep={','.join(map(str, picture.keep))}}}" if picture.keep else ""
    return display + keep


def _items(listing: Listing) -> Iterator[str]:
    for number, runs in enumerate(listing.items, listing.start):
        yield f"    {f'{number}.' if listing.ordered else '-'} {_runs(runs)}"


def _head(kind: str, line: int) -> str:
    return f"{line:>4} {kind}"


def _runs(runs: Runs) -> str:
    return "".join(map(_run, runs)).replace("\u00a0", "⍽")


def _run(run: Run) -> str:
    sign = "".join(_SIGNS[one] for one in (Emphasis.BOLD, Emphasis.ITALIC) if run.emphasis & one)
    text = f"{sign}{run.text}{sign[::-1]}"
    return f"[{text}]({run.href})" if run.href else text
