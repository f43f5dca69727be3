"""Markdown's grammar as newsgrid takes it: CommonMark, tables, footnotes, and ::: directives.

::: blue_box How to reach us      a module: everything up to the closing ::: is its content
- Call the *harbour office*
:::

::: slot google-ad                a slot: one line, nothing to close

::: embed https://video.example.org/7 Watch: the goal      an embed: one line too
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.table import escapedSplit
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.footnote import footnote_plugin

from layout.story.markdown.inline_tokens import folded, inline_of, joined
from layout.story.run import Runs, plain
from layout.story.text.address import is_remote
from layout.story.text.sanitise import fold
from slots.finding import BadInput, Finding, Severity, Where, bad_input
from slots.text.file_limits import TOO_LONG

_NESTING = 40
"""How deep blocks may stand inside each other; markdown-it drops what is deeper."""
EMBED, SLOT, STRAY = "embed", "slot", "stray_fence"
"""Types of nodes: what stands on one line, and a line of colons that closes nothing."""
_COMMENT, _SHORTEST = "<!--", ("<!-->", "<!--->")
_SLOT = re.compile(r":{3,}\s*slot\b(.*)", re.IGNORECASE)
_EMBED = re.compile(r":{3,}\s*embed(?![\w-])(.*?)(?:\s:{3,})?\s*", re.IGNORECASE)
_CLOSING = re.compile(r":{3,}\s*$")
_STRAY = re.compile(r":{2,}\s*")


class _Grammar(MarkdownIt):
    """The parser accepts every link: the reader decides later which addresses are safe."""

    def validateLink(self, url: str) -> bool:
        """True, so that an unsafe link becomes a finding and not literal brackets."""
        return True


def grammar() -> MarkdownIt:
    """The parser for stories and modules."""
    parser = _Grammar("commonmark", {"maxNesting": _NESTING}).enable("table")
    footnote_plugin(parser, inline=False, move_to_end=False)
    container_plugin(parser, "directive", validate=_opens_directive)
    ends: RuleOptionsType = {"alt": ["paragraph", "blockquote", "list"]}
    for name, rule in ((SLOT, _slot), (EMBED, _embed), (STRAY, _stray)):
        parser.block.ruler.before("container_directive", name, rule, ends)
    parser.core.ruler.after("block", "wide_rows", _keep_wide_rows)
    parser.inline.ruler.before("html_inline", "comment", _comment)
    return parser


def _comment(state: StateInline, silent: bool) -> bool:
    """A comment in a line: from <!-- to the next -->, or one of the two shortest.

    As CommonMark 0.31 has it (6.6). The parser's own pattern misses an end that dashes stand
    before, tries each <!-- again to the end of the text, and takes the square of its length.
    """
    if not state.src.startswith(_COMMENT, state.pos):
        return False
    short = next((each for each in _SHORTEST if state.src.startswith(each, state.pos)), None)
    start = state.pos + len(_COMMENT)
    end = state.pos + len(short) if short else state.src.find("-->", start, state.posMax) + 3
    if end < start:
        return False
    if not silent:
        state.push("html_inline", "", 0).content = state.src[state.pos : end]
    state.pos = end
    return True


@dataclass(frozen=True, slots=True)
class Text:
    """A Markdown text and its parser: gives its tree, and reads single lines of inline Markdown."""

    text: str
    parser: MarkdownIt
    source: str = ""
    offset: int = 0
    lines: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "lines", tuple(self.text.split("\n")))

    def tree(self) -> tuple[SyntaxTreeNode, tuple[Finding, ...]]:
        """The tree of the text, and a finding for each link definition that nothing uses.

        Raises BadInput for blocks so deep in each other that some would be lost, for emphasis as
        deep, and for links that make far more of a text than it is.
        """
        environment: dict[str, Any] = {}
        # The newline: the container plugin looks one character past a last line such as "> ".
        tokens = self.parser.parse(f"{self.text}\n", environment)
        for token in tokens:
            if token.level >= _NESTING - 1:
                raise self._too_deep(token, "lists or quotes")
            if any(child.level >= _NESTING for child in token.children or ()):
                raise self._too_deep(token, "emphasis or links")
        self._check_repeats(tokens)
        return SyntaxTreeNode(tokens), tuple(self._unused(tokens, environment))

    def _check_repeats(self, tokens: Sequence[Token]) -> None:
        """Raises BadInput where links repeat definitions beyond all measure: ten thousand links to
        one address of ten thousand characters come to a hundred million. Source: cmark 0.30.3,
        which stops at the length of the text, or 100,000; ours are in per cent encoding, in which
        a sign has up to 12."""
        most, total = 12 * len(self.text) + 100_000, 0
        for token in tokens:
            for child in token.children or ():
                total += sum(len(str(each)) for each in _address_and_title(child) if each)
            if total > most:
                line = token.map[0] + 1 + self.offset if token.map else None
                message = f"links repeat over {most:,} characters of addresses and titles"
                hint = "shorten the address or title that so many of them have"
                raise bad_input(TOO_LONG, message, Where(self.source or None, line), hint)

    def _unused(self, tokens: Sequence[Token], environment: dict[str, Any]) -> Iterator[Finding]:
        """The definitions ("[pier]: https://...") whose address no link or image has."""
        inlines = [child for token in tokens for child in token.children or ()]
        used = {_address_and_title(inline) for inline in inlines}
        first = tuple(environment.get("references", {}).values())
        again = tuple(environment.get("duplicate_refs", ()))
        for number, one in enumerate((*first, *again)):
            if (one["href"], one["title"]) not in used or number >= len(first):
                start, end = one["map"]
                where = Where(self.source or None, start + 1 + self.offset)
                written = fold(" ".join(self.lines[start:end])).strip()
                message = f'link definition "{written}" is used by nothing and not printed'
                hint = (
                    "use its label in the text, or write a backslash before its bracket to print it"
                )
                yield Finding("unused-definition", Severity.WARNING, message, where, hint)

    def _too_deep(self, token: Token, what: str) -> BadInput:
        line = token.map[0] + 1 + self.offset if token.map else None
        message = f"{what} stand over {_NESTING // 2} deep in each other"
        hint = "take a few levels out"
        return bad_input("too-deep", message, Where(self.source or None, line), hint)

    def runs_of(self, text: str, where: Where) -> tuple[Runs, tuple[Finding, ...]]:
        """The runs of one line of inline Markdown, and findings; an image in it is its alt text."""
        tokens = self.parser.parseInline(text) if text else []
        inline = inline_of([child for token in tokens for child in token.children or ()], where)
        alts = [plain(image.alt) for image in inline.images]
        return joined([folded(inline.runs), *alts]), inline.findings

    def closes(self, node: SyntaxTreeNode) -> bool:
        """Whether a directive is closed by a ::: of its own."""
        end = node.map[1] if node.map else len(self.lines)
        return end < len(self.lines) and _CLOSING.search(self.lines[end]) is not None


def _address_and_title(inline: Token) -> tuple[object, object]:
    """Address and title of a link or image."""
    return inline.attrs.get("href", inline.attrs.get("src")), inline.attrs.get("title", "")


def _opens_directive(info: str, _markup: str) -> bool:
    return bool(info.strip())


def _slot(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """The block rule for "::: slot NAME"; a closing ::: on the next line belongs to it."""
    if state.is_code_block(start):
        return False
    match = _SLOT.fullmatch(_line(state, start))
    if not match:
        return False
    if silent:
        return True
    token: Token = state.push(SLOT, "", 0)
    token.info = match[1].strip(" \t:")
    token.map = [start, start + 1]
    state.line = _after(state, start, end)
    return True


def _embed(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """The block rule for "::: embed ADDRESS TITLE".

    The address is the node's `info`; the title is its text. Without an address all is text.
    """
    if state.is_code_block(start):
        return False
    match = _EMBED.fullmatch(_line(state, start))
    if not match:
        return False
    if silent:
        return True
    first, _, rest = match[1].strip().partition(" ")
    address = first.strip("<>")
    opening: Token = state.push(f"{EMBED}_open", "", 1)
    opening.info = address if is_remote(address) else ""
    title: Token = state.push("inline", "", 0)
    title.content = (rest if opening.info else match[1]).strip()
    title.children = []
    opening.map = title.map = [start, start + 1]
    state.push(f"{EMBED}_close", "", -1)
    state.line = _after(state, start, end)
    return True


def _stray(state: StateBlock, start: int, _end: int, silent: bool) -> bool:
    """The block rule for a line of colons that no directive has taken as its end."""
    if state.is_code_block(start) or not _STRAY.fullmatch(_line(state, start)):
        return False
    if not silent:
        token: Token = state.push(STRAY, "", 0)
        token.info = _line(state, start).strip()
        token.map = [start, start + 1]
        state.line = start + 1
    return True


def _after(state: StateBlock, start: int, end: int) -> int:
    """The line after a directive of one line, and after the ::: that some put below it."""
    closed = start + 1 < end and _CLOSING.fullmatch(_line(state, start + 1)) is not None
    return start + 1 + closed


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]


# --- rows of a table with more cells than its head: the grammar drops them, we keep them ----------


_ROW_PREFIX = re.compile(r"[\s>]*")


def _keep_wide_rows(state: StateCore) -> None:
    """The core rule, between blocks and inlines, that gives each row the cells it was written with.

    A row of a table in a quotation has the quotation's signs before it, which are no cell.
    """
    lines = state.src.split("\n")
    tokens: list[Token] = []
    cells = 0
    for token in state.tokens:
        if token.type == "tr_open":
            cells, row = 0, token
        cells += token.type == "td_open"
        if token.type == "tr_close" and cells and row.map:
            tokens.extend(_extra_cells(lines[row.map[0]], cells, row))
        tokens.append(token)
    state.tokens = tokens


def _extra_cells(line: str, cells: int, row: Token) -> Iterator[Token]:
    """The tokens of the cells in a line beyond those the row has."""
    texts = [text.strip() for text in escapedSplit(_ROW_PREFIX.sub("", line, count=1).strip())]
    if texts[0] == "":
        texts.pop(0)
    if texts and texts[-1] == "":
        texts.pop()
    for text in texts[cells:]:
        yield Token("td_open", "td", 1, level=row.level + 1)
        yield Token("inline", "", 0, content=text, children=[], map=row.map, level=row.level + 2)
        yield Token("td_close", "td", -1, level=row.level + 1)
