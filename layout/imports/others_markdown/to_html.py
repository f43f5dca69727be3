"""Markdown to HTML: by the grammar of our own stories, with what others' programs know besides.

Definition lists, struck-out text and footnotes are read; a footnote stands where it is written and
opens with the sign of its reference. Directives of our own, and the boxes that others write the
same way (::: note), become elements that the reader of HTML knows.
"""

from __future__ import annotations

import html
from collections.abc import Sequence

from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from mdit_py_plugins.deflist import deflist_plugin

from layout.story.markdown.module_directive import PULL_QUOTE
from layout.story.markdown.syntax import EMBED, SLOT, STRAY, Text, grammar
from layout.story.module import KINDS, kind_of

_MODULE = "newsgrid-module"
_BOXES = frozenset("note tip info warning caution danger important success question quote".split())


def html_of(text: str, source: str, offset: int) -> str:
    """The HTML of a Markdown text. Raises BadInput for blocks too deep in each other, or for links
    that make far more of a text than it is."""
    parser = grammar().enable("strikethrough").use(deflist_plugin)
    for name, rule in _RULES.items():
        parser.add_render_rule(name, rule)
    tree, _ = Text(text, parser, source, offset).tree()
    tokens = tree.to_tokens()
    _sign_notes(tokens)
    return str(parser.renderer.render(tokens, parser.options, {}))


def _sign_notes(tokens: Sequence[Token]) -> None:
    """Puts a footnote's sign before its first words."""
    label = ""
    for token in tokens:
        if token.type == "footnote_reference_open":
            label = str(token.meta.get("label", ""))
        elif token.type == "inline" and label:
            token.children = [Token("text", "", 0, content=f"[{label}] "), *(token.children or ())]
            label = ""


def _quoted(text: str) -> str:
    return html.escape(text, quote=True)


def _slot(
    self: RendererHTML, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType
) -> str:
    return f'<newsgrid-slot name="{_quoted(tokens[at].info)}"></newsgrid-slot>\n'


def _stray(
    self: RendererHTML, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType
) -> str:
    return ""


def _embed(
    self: RendererHTML, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType
) -> str:
    """An embed with its title, which then is not written again."""
    title, address = tokens[at + 1], tokens[at].info
    if not address:
        return "<p>"
    text, title.children = title.content, []
    return f'<iframe src="{_quoted(address)}" title="{_quoted(text)}"></iframe><p>'


def _embed_end(
    self: RendererHTML, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType
) -> str:
    return "</p>\n"


def _element_of(opening: Token) -> str:
    """The element that a directive becomes, by its first line."""
    name = opening.info.strip().partition(" ")[0]
    kind = kind_of(name)
    if kind in KINDS or name.lower() in _BOXES:
        return _MODULE
    return "blockquote" if kind == PULL_QUOTE else "div"


def _directive(
    self: RendererHTML, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType
) -> str:
    name, _, title = tokens[at].info.strip().partition(" ")
    element = _element_of(tokens[at])
    if element == _MODULE:
        kind = kind_of(name) if kind_of(name) in KINDS else "blue_box"
        return f'<{_MODULE} kind="{kind}" title="{_quoted(title.strip())}">\n'
    words = f"<h3>{html.escape(title.strip())}</h3>" if title.strip() else ""
    return f"<{element}>{words}\n"


def _directive_end(
    self: RendererHTML, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType
) -> str:
    level = tokens[at].level
    opening = next(
        token
        for token in reversed(tokens[:at])
        if token.type == "container_directive_open" and token.level == level
    )
    return f"</{_element_of(opening)}>\n"


def _note(
    self: RendererHTML, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType
) -> str:
    return ""


def _note_sign(
    self: RendererHTML, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType
) -> str:
    return f"[{html.escape(str(tokens[at].meta.get('label', '')))}]"


_RULES = {
    SLOT: _slot,
    STRAY: _stray,
    f"{EMBED}_open": _embed,
    f"{EMBED}_close": _embed_end,
    "container_directive_open": _directive,
    "container_directive_close": _directive_end,
    "footnote_reference_open": _note,
    "footnote_reference_close": _note,
    "footnote_ref": _note_sign,
}
