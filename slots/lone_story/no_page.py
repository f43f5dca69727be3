"""Refusals of print: why an ad or a module stands on none of the pages, and what would help."""

from __future__ import annotations

from slots.lone_story.items import PageSpace, StackItem
from slots.lone_story.page_plan import Stack
from slots.strip.refusal import Kind, Refusal, Rule

_TEXT = "the story"
"""What leaves no room where no other item does."""


def misfit(item: StackItem, pages: tuple[PageSpace, ...]) -> Refusal | None:
    """Why an item fits none of these pages even when they are empty; None if it fits one.

    How many of the pages there will be is not known yet: any of them may be the last one.
    """
    ends = [page.number for page in pages]
    allowed = [p for p in pages if any(item.pages.include(p.number, end) for end in ends)]
    if not allowed:
        there = f"{ends[0]} to {ends[-1]}"
        return Refusal(None, item.id, Rule(Kind.PAGES), str(item.pages), there)
    if any(s.columns <= p.columns and s.rows <= p.depth for s in item.shapes for p in allowed):
        return None
    return _too_large(item, max(allowed, key=lambda page: (page.columns, page.depth)))


def _too_large(item: StackItem, page: PageSpace) -> Refusal:
    """What an item lacks on the roomiest page: rows for the shapes that are not too wide, or
    columns."""
    where = f"page {page.number}"
    narrow = [shape for shape in item.shapes if shape.columns <= page.columns]
    if not narrow:
        least = min(shape.columns for shape in item.shapes)
        return Refusal(where, item.id, Rule(Kind.COLUMNS), least, page.columns)
    least = min(shape.rows for shape in narrow)
    return Refusal(where, item.id, Rule(Kind.ROWS), least, page.depth)


def out_of_room(item: StackItem, plan: Stack) -> Refusal:
    """Why an item finds no room on the pages where it may stand, beside the items that were placed
    before it.

    `plan` is the plan without it.
    """
    smallest = min(item.shapes, key=lambda shape: shape.columns * shape.rows)
    last = plan.pages[-1].space.number
    wanted = [page for page in plan.pages if item.pages.include(page.space.number, last)]
    others = [placed.id for page in wanted for placed in page.items]
    return Refusal(
        f"page {item.pages}",
        item.id,
        Rule(Kind.ROOM, (str(item.pages),)),
        f"{smallest.columns} columns x {smallest.rows} rows",
        f"{sum(page.white for page in wanted)} empty cells on "
        + ("1 page" if len(wanted) == 1 else f"{len(wanted)} pages"),
        ", ".join(others) or _TEXT,
    )


def why_refused(refusal: Refusal, slot: str) -> str:
    """Why an item stands on none of the pages, in a sentence that begins with what bound; `slot` is
    its slot of the rules, "" where it has none."""
    needs, has, page = refusal.required, refusal.actual, refusal.candidate
    match refusal.rule.kind:
        case Kind.PAGES:
            return f"{_key(slot, 'pages')} alone keeps it out: it asks for {needs}, and has {has}"
        case Kind.COLUMNS:
            return f"no page is wide enough: it takes {needs}, and {page} has {has}"
        case Kind.ROWS:
            return f"no page is deep enough: it takes {needs} at the least, and {page} has {has}"
    others = "the text" if refusal.against == _TEXT else refusal.against
    return f"no room is left beside {others}: it needs {needs}, and there are {has}"


def help_for(refusal: Refusal, slot: str) -> str:
    """What would let it in."""
    sizes, pages = _key(slot, "sizes"), _key(slot, "pages")
    match refusal.rule.kind:
        case Kind.PAGES:
            return f'let {pages} be "any", or name a page that there is'
        case Kind.COLUMNS:
            return f"offer {refusal.actual} in {sizes}, or print on another format"
        case Kind.ROWS:
            return (
                f"offer a size of at most {refusal.actual} in {sizes}, or print on another format"
            )
    out = "" if refusal.against == _TEXT else f"take {refusal.against} out, "
    anywhere = "" if refusal.rule.path == ("any",) else f', or let {pages} be "any"'
    return f"{out}allow a smaller size in {sizes}{anywhere}, or print on another format"


def _key(slot: str, key: str) -> str:
    return f"slot.{slot}.print.{key}" if slot else f"a slot's print.{key}"
