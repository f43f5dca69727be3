"""Modules in Markdown: from a directive's blocks to title, note, items, action and success."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from layout.story.as_written import SlotAsk
from layout.story.block import Block, Crosshead, Listing, Paragraph, Quote
from layout.story.markdown.inline_tokens import folded, is_blank
from layout.story.markdown.origin import Found
from layout.story.markdown.tags import TAG, untagged
from layout.story.module import KINDS, Module, ModuleItem, did_you_mean, kind_of, nearest
from layout.story.run import Runs, plain, text_of
from layout.story.text.address import safe_href
from layout.story.text.lost_words import count_words, lost_words, shortened
from layout.story.text.marker_lines import Mark, mark_of, split_teaser
from layout.story.text.pieces import name_of
from layout.story.weather import KIND as WEATHER
from slots.finding import Finding, Severity, Where, edit_on_line

PULL_QUOTE = "pull_quote"
_SETTING = re.compile(r"(note|action|success):\s+(\S.*)")


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of a module: the lines such as "action: https://..." at its top."""

    note: Runs = ()
    action: str = ""
    success: str = ""


def unknown_kind(name: str, where: Where, line: str) -> Finding:
    """The finding for a directive of no known kind, which a line of the text opens."""
    known = (*KINDS, PULL_QUOTE, "slot", "embed", TAG)
    guess = did_you_mean(kind_of(name), known)
    message = f'unknown directive "{name}"{guess}: its content is set as part of the story'
    hint = f"the directives are {', '.join(known)}"
    found = Finding("unknown-directive", Severity.WARNING, message, where, hint)
    edits = edit_on_line(line, where.line or 1, name, nearest(kind_of(name), known))
    return replace(found, edits=edits)


def pull_quote(title: Runs, found: Iterable[Found], where: Where) -> Iterator[Found]:
    """Pull quotes of a directive's title, paragraphs and quotations; other blocks stand between."""
    rows: list[Runs] = [] if is_blank(title) else [title]
    credit: Runs = ()
    line = where.line or 0
    for piece in untagged(found, where):
        if isinstance(piece, Paragraph) and not credit:
            rows.append(piece.runs)
        elif isinstance(piece, Quote) and not credit:
            rows.extend(piece.paragraphs)
            credit = piece.credit
        else:
            yield from _pulled(rows, credit, line)
            rows, credit = [], ()
            yield piece
    yield from _pulled(rows, credit, line)


def _pulled(rows: list[Runs], credit: Runs, line: int) -> Iterator[Found]:
    if rows:
        yield Quote(tuple(rows), credit, pulled=True, line=line)
    elif credit:
        yield Quote((credit,), pulled=True, line=line)


def module_of(
    kind: str, title: Runs, settings: Settings, found: Iterable[Found], where: Where
) -> Iterator[Found]:
    """A module made of the pieces in it; slots in it are requested after it."""
    blocks: list[Block] = []
    others: list[Found] = []
    for piece in untagged(found, where):
        if isinstance(piece, Module):
            others.extend(_nested(piece, where))
            blocks.extend(_blocks_of(piece))
        elif isinstance(piece, Finding | SlotAsk):
            others.append(piece)
        else:
            blocks.append(piece)
    action, unsafe = _action(settings.action, where)
    bare = Module(
        kind,
        name_of(kind),
        title,
        note=settings.note,
        blocks=tuple(blocks),
        action=action,
        success=settings.success,
        line=where.line or 0,
    )
    yield _sorted_out(bare)
    yield from (*unsafe, *others)


def _nested(module: Module, where: Where) -> Iterator[Finding]:
    message = f'"{text_of(module.title)}" stands in another module: its content is set there'
    hint = "close the outer module with ::: first"
    yield Finding("nested-module", Severity.WARNING, message, where, hint)
    if module.action:
        what = f'the action "{shortened(module.action)}" of a module in another one'
        yield lost_words(max(1, count_words(module.action)), what, where, hint)


def _blocks_of(module: Module) -> Iterator[Block]:
    """All content of a module as blocks, for the module around it."""
    if module.title:
        yield Crosshead(module.title, line=module.line)
    if module.note:
        yield Paragraph(module.note, module.line)
    yield from module.blocks
    if module.items:
        texts = (
            (*item.runs, *plain(f" {item.link}" if item.link else "")) for item in module.items
        )
        yield Listing(tuple(folded(text) for text in texts), line=module.line)
    if module.success:
        yield Paragraph(plain(module.success), module.line)


def _action(written: str, where: Where) -> tuple[str | None, tuple[Finding, ...]]:
    """The address that a form sends to; what follows it on its line is no part of it."""
    address, _, rest = written.strip().partition(" ")
    findings: tuple[Finding, ...] = ()
    if rest:
        what = f'"{shortened(rest.strip())}", after the address of action'
        hint = "put it on a line of its own, below the settings and a blank line"
        findings = (lost_words(max(1, count_words(rest)), what, where, hint),)
    href = safe_href(address) if address else None
    if not address or href:
        return href, findings
    message = (
        f'action "{shortened(address)}" dropped: a form sends to http, https or a relative address'
    )
    unsafe = Finding("unsafe-link", Severity.WARNING, message, where, "mend the address")
    return None, (*findings, unsafe)


def _sorted_out(module: Module) -> Module:
    """The module with its blocks where its kind has them."""
    if module.kind in ("digest", WEATHER):
        return _digest(module)
    return _newsletter(module) if module.kind == "newsletter" else module


def _newsletter(module: Module) -> Module:
    """A last paragraph that thanks for subscribing is the success line."""
    last = module.blocks[-1] if module.blocks else None
    if module.success or not isinstance(last, Paragraph):
        return module
    text = text_of(last.runs)
    if mark_of(text) is not Mark.SUCCESS:
        return module
    return replace(module, blocks=module.blocks[:-1], success=text)


def _digest(module: Module) -> Module:
    """A first paragraph right over a list is the note; lists at the end are the items."""
    blocks, note = list(module.blocks), module.note
    first, second = (*blocks, None, None)[:2]
    if not note and isinstance(first, Paragraph) and isinstance(second, Listing):
        blocks, note = blocks[1:], first.runs
    end = len(blocks)
    while end and isinstance(blocks[end - 1], Listing):
        end -= 1
    lists = [block for block in blocks[end:] if isinstance(block, Listing)]
    items = tuple(_item(runs) for block in lists for runs in block.items)
    return replace(module, note=note, blocks=tuple(blocks[:end]), items=items)


def _item(runs: Runs) -> ModuleItem:
    """An item and the link at its end: "Ship lost. [Read more.](...)"."""
    href = runs[-1].href
    if href is None and len(runs) == 1:
        words, link = split_teaser(runs[0].text)
        return ModuleItem((replace(runs[0], text=words),), link)
    end = len(runs)
    while href is not None and end and runs[end - 1].href == href:
        end -= 1
    text = folded(runs[:end])
    if is_blank(text):
        return ModuleItem(tuple(replace(run, href=None) for run in runs), "", href)
    return ModuleItem(text, text_of(runs[end:]).strip(), href)


def settings_in(text: str) -> dict[str, str] | None:
    """The settings a module's first paragraph holds, None if it is not made of them alone."""
    settings: dict[str, str] = {}
    for line in text.split("\n"):
        match = _SETTING.fullmatch(line.strip())
        if not match or match[1] in settings:
            return None
        settings[match[1]] = match[2]
    return settings
