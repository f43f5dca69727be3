"""From Markdown's block nodes to the blocks of a story; what has no block of its own is simplified.

Each function yields pieces in source order, and findings among them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from urllib.parse import urlsplit

from markdown_it.tree import SyntaxTreeNode

from layout.story.block import Crosshead, Divider, Embed, Listing, Paragraph, Quote, Table
from layout.story.markdown.html_tags import html_findings, html_texts
from layout.story.markdown.image import pictures_of
from layout.story.markdown.inline_tokens import Inline, folded, inline_of, is_blank, joined, split
from layout.story.markdown.origin import Found, Origin
from layout.story.markdown.syntax import EMBED, SLOT, STRAY
from layout.story.markdown.tags import TAG, lost_tag
from layout.story.run import Runs, plain, text_of
from layout.story.text.address import safe_href
from layout.story.text.pieces import slot_named
from layout.story.text.sanitise import fold
from slots.finding import Finding, Severity, Where
from slots.text.file_limits import TOO_MANY

_LISTS = ("bullet_list", "ordered_list")
_CREDIT = re.compile(r"(?:^|\n)\s*(?:—|–|--)\s*(?=\S)")
_ALIGN = {"text-align:right": "right", "text-align:center": "centre"}
MOST_COLUMNS = 50
"""Columns of a table; a page of print has at most 24."""


def found_in(node: SyntaxTreeNode, origin: Origin) -> Iterator[Found]:
    """The pieces and findings of a block that is neither directive nor picture."""
    reader = _READERS.get(node.type)
    if reader is None:
        yield from _simplified(node, origin)
    else:
        yield from reader(node, origin)


def _inline_in(node: SyntaxTreeNode, origin: Origin) -> Inline:
    """The inline content of a paragraph, heading or cell, soft breaks still in it."""
    inlines = [child for child in node.children if child.type == "inline"]
    tokens = [token for child in inlines for token in child.token.children or ()]  # type: ignore[union-attr]
    return inline_of(tokens, origin.where(node))


def _text_in(node: SyntaxTreeNode, origin: Origin) -> Iterator[Found | Runs]:
    """All text below a node as one Runs for each stretch of it, findings and pictures as met."""
    if node.type in ("fence", "code_block"):
        yield plain(fold(node.content).strip())
        yield _code_finding(node, origin)
    elif node.type == "html_block":
        texts = html_texts(node.content)
        yield from map(plain, texts)
        yield from html_findings(node, texts, origin)
    elif node.type in _LINES:
        yield from _LINES[node.type](node, origin)
    elif any(child.type == "inline" for child in node.children):
        inline = _inline_in(node, origin)
        yield folded(inline.runs)
        yield from inline.findings
        yield from pictures_of(inline.images, origin, node)
    else:
        yield from _label_of(node, origin)
        for child in node.children:
            yield from _text_in(child, origin)


def _label_of(node: SyntaxTreeNode, origin: Origin) -> Iterator[Found | Runs]:
    """The text a container itself has: a directive's title, a footnote's "[1]"."""
    if node.type == "footnote_reference":
        yield plain(f"[{node.meta['label']}]")
    if node.type != "container_directive":
        return
    name, _, title = fold(node.info).strip().partition(" ")
    if name.lower() == TAG:
        yield lost_tag(title, origin.where(node))
    else:
        yield plain(title)


def _parted(parts: Iterable[Found | Runs]) -> tuple[list[Runs], list[Found]]:
    """Texts that are not blank, and everything else, each in order."""
    texts: list[Runs] = []
    others: list[Found] = []
    for part in parts:
        if not isinstance(part, tuple):
            others.append(part)
        elif not is_blank(part):
            texts.append(part)
    return texts, others


def _paragraphs_of(parts: Iterable[Runs], line: int) -> Iterator[Paragraph]:
    """A paragraph for each text that is not blank."""
    for runs in parts:
        if not is_blank(runs):
            yield Paragraph(runs, line)


def _paragraph(node: SyntaxTreeNode, origin: Origin) -> Iterator[Found]:
    inline = _inline_in(node, origin)
    yield from inline.findings
    runs = folded(inline.runs)
    yield from _paragraphs_of([runs], origin.line(node))
    yield from pictures_of(inline.images, origin, node)


def _heading(node: SyntaxTreeNode, origin: Origin) -> Iterator[Found]:
    inline = _inline_in(node, origin)
    yield from inline.findings
    runs = folded(inline.runs)
    if not is_blank(runs):
        yield Crosshead(runs, max(2, int(node.tag[1])), origin.line(node))
    yield from pictures_of(inline.images, origin, node)


def _listing(node: SyntaxTreeNode, origin: Origin) -> Iterator[Found]:
    """A list, one text an item; nested lists follow their item, as the model has one level."""
    items, others = _parted(part for item in node.children for part in _item_texts(item, origin))
    ordered = node.type == "ordered_list"
    start = int(node.attrs.get("start", 1)) if ordered else 1
    if items:
        yield Listing(tuple(items), ordered, start, origin.line(node))
    if any(child.type in _LISTS for child in node.walk() if child is not node):
        yield _simplification("nested list set at one level", node, origin)
    yield from others


def _item_texts(item: SyntaxTreeNode, origin: Origin) -> Iterator[Runs | Found]:
    """The texts of one item in source order: its own, those of a list in it, what comes after."""
    own: list[Runs] = []
    for child in item.children:
        if child.type in _LISTS:
            yield joined(own)
            own = []
            for inner in child.children:
                yield from _item_texts(inner, origin)
            continue
        texts, others = _parted(_text_in(child, origin))
        own.extend(texts)
        yield from others
    yield joined(own)


def _quote(node: SyntaxTreeNode, origin: Origin) -> Iterator[Found]:
    """A quotation; a last line that opens with a dash is its credit."""
    *rows, last = node.children or [node]
    texts, others = _parted(part for row in rows for part in _text_in(row, origin))
    credit: Runs = ()
    if last.type == "paragraph":
        inline = _inline_in(last, origin)
        text, credit = _credit(inline.runs)
        ending, more = _parted([text, *inline.findings, *pictures_of(inline.images, origin, last)])
    else:
        ending, more = _parted(_text_in(last, origin) if last is not node else ())
    paragraphs = (*texts, *ending)
    if paragraphs:
        yield Quote(paragraphs, credit, line=origin.line(node))
    else:
        yield from _paragraphs_of([credit], origin.line(node))
    if any(row.type != "paragraph" for row in node.children):
        yield _simplification("quotation with more than paragraphs simplified", node, origin)
    yield from (*others, *more)


def credited(node: SyntaxTreeNode, origin: Origin) -> Iterator[Found] | None:
    """The last paragraph of a pull quote as a quotation, where its last line is a credit; None
    where it has none."""
    if node.type != "paragraph":
        return None
    inline = _inline_in(node, origin)
    text, credit = _credit(inline.runs)
    if not credit:
        return None
    quote = Quote(() if is_blank(text) else (text,), credit, line=origin.line(node))
    return iter((quote, *inline.findings, *pictures_of(inline.images, origin, node)))


def _credit(runs: Runs) -> tuple[Runs, Runs]:
    """A quotation's last paragraph and the credit on its last line, without its dash."""
    text = text_of(runs)
    dashes = list(_CREDIT.finditer(text))
    if not dashes or "\n" in text[dashes[-1].end() :]:
        return folded(runs), ()
    before, _ = split(runs, dashes[-1].start())
    return folded(before), folded(split(runs, dashes[-1].end())[1])


def _code(node: SyntaxTreeNode, origin: Origin) -> Iterator[Found]:
    lines = [plain(fold(line).strip()) for line in node.content.split("\n")]
    yield from _paragraphs_of(lines, origin.line(node))
    yield _code_finding(node, origin)


def _code_finding(node: SyntaxTreeNode, origin: Origin) -> Finding:
    label = f' "{node.info.strip()}"' if node.info.strip() else ""
    return _simplification(f"code block{label} set as text, a paragraph a line", node, origin)


def _html(node: SyntaxTreeNode, origin: Origin) -> Iterator[Found]:
    texts = html_texts(node.content)
    yield from _paragraphs_of(map(plain, texts), origin.line(node))
    yield from html_findings(node, texts, origin)


def _divider(node: SyntaxTreeNode, origin: Origin) -> Iterator[Found]:
    yield Divider(origin.line(node))


def _table(node: SyntaxTreeNode, origin: Origin) -> Iterator[Found]:
    """A table; a row with more cells than the head widens it for all."""
    others: list[Found] = []
    rows = [row for part in node.children for row in part.children]
    width = max(len(row.children) for row in rows)
    if width > MOST_COLUMNS:
        yield from _too_wide(node, width, origin)
        return
    texts = [_padded((_cell(cell, origin, others) for cell in row.children), width) for row in rows]
    align = [_ALIGN.get(str(cell.attrs.get("style")), "left") for cell in rows[0].children]
    align += ["left"] * (width - len(align))
    yield Table(texts[0], tuple(texts[1:]), tuple(align), origin.line(node))
    if width > len(rows[0].children):
        message = f"table: a row has {width} cells, its head {len(rows[0].children)}"
        hint = "write as many cells in the head, or a backslash before a | that is text"
        yield Finding("wide-row", Severity.WARNING, message, origin.where(node), hint)
    yield from others


def _too_wide(node: SyntaxTreeNode, width: int, origin: Origin) -> Iterator[Found]:
    """A table that no page has room for: each cell is a paragraph."""
    texts, others = _parted(_text_in(node, origin))
    yield from _paragraphs_of(texts, origin.line(node))
    message = f"the table has {width:,} columns, it may have {MOST_COLUMNS}: set as paragraphs"
    yield Finding(TOO_MANY, Severity.ERROR, message, origin.where(node), "split it, or turn it")
    yield from others


def _padded(cells: Iterable[Runs], width: int) -> tuple[Runs, ...]:
    written = tuple(cells)
    return (*written, *((),) * (width - len(written)))


def _cell(cell: SyntaxTreeNode, origin: Origin, others: list[Found]) -> Runs:
    inline = _inline_in(cell, origin)
    others.extend((*inline.findings, *pictures_of(inline.images, origin, cell)))
    return folded(inline.runs)


def _footnote(node: SyntaxTreeNode, origin: Origin) -> Iterator[Found]:
    """A footnote as a paragraph where it is written, opening with the "[1]" of its reference."""
    texts, others = _parted(_text_in(node, origin))
    yield Paragraph(joined(texts), origin.line(node))
    yield _simplification("footnote set as a paragraph", node, origin)
    yield from others


def _slot(node: SyntaxTreeNode, origin: Origin) -> Iterator[Found]:
    yield slot_named(node.info, origin.line(node))


def _embed(node: SyntaxTreeNode, origin: Origin) -> Iterator[Found]:
    yield from _embed_of(node.info, _inline_in(node, origin), origin.where(node))


def _stray(node: SyntaxTreeNode, origin: Origin) -> Iterator[Found]:
    message = f'"{node.info}" closes nothing and is dropped'
    hint = "delete the line; a directive around others needs more colons than they, as ::::"
    yield Finding("stray-fence", Severity.WARNING, message, origin.where(node), hint)


def _simplified(node: SyntaxTreeNode, origin: Origin) -> Iterator[Found]:
    texts, others = _parted(_text_in(node, origin))
    yield from _paragraphs_of(texts, origin.line(node))
    yield _simplification(f"{node.type.replace('_', ' ')} set as paragraphs", node, origin)
    yield from others


def _simplification(message: str, node: SyntaxTreeNode, origin: Origin) -> Finding:
    hint = "see docs/stories.md for what a story can hold"
    return Finding("simplified", Severity.INFO, message, origin.where(node), hint)


_LINES: Mapping[str, Callable[[SyntaxTreeNode, Origin], Iterator[Found]]] = {
    SLOT: _slot,
    EMBED: _embed,
    STRAY: _stray,
}
"""Readers of directives that are one line, wherever they stand."""
_READERS: Mapping[str, Callable[[SyntaxTreeNode, Origin], Iterator[Found]]] = {
    **_LINES,
    "paragraph": _paragraph,
    "heading": _heading,
    "bullet_list": _listing,
    "ordered_list": _listing,
    "blockquote": _quote,
    "fence": _code,
    "code_block": _code,
    "html_block": _html,
    "hr": _divider,
    "table": _table,
    "footnote_reference": _footnote,
}


# --- embeds: an address of the web and a title, set as a link and never fetched -------------------


_EMBED_HINT = "write ::: embed https://example.org/video and then its title"


def _embed_of(address: str, title: Inline, where: Where) -> Iterator[Found]:
    """The embed of a directive's line; without an address on a host, its words as a paragraph.

    ::: embed https://video.example.org/third-goal Watch: the third goal
    """
    yield from title.findings
    line = where.line or 0
    words = joined([folded(title.runs), *(plain(image.alt) for image in title.images)])
    href = safe_href(address) if _has_host(address) else None
    if href is None:
        everything = joined([plain(address), words])
        if not is_blank(everything):
            yield Paragraph(everything, line)
        problem = (
            f'"{text_of(everything)}" has no address of the web' if everything else "no address"
        )
        message = f"embed: {problem}, its words are set as text"
        yield Finding("embed-address", Severity.ERROR, message, where, _EMBED_HINT)
        return
    yield Embed(href, text_of(words) or href, line)
    if is_blank(words):
        message = f"embed {href} has no title: its address is shown"
        yield Finding("embed-title", Severity.WARNING, message, where, _EMBED_HINT)


def _has_host(address: str) -> bool:
    try:
        return bool(urlsplit(address).hostname)
    except ValueError:
        return False
