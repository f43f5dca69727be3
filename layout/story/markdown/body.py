"""The body of a Markdown text: its blocks, figures and directives as pieces in source order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markdown_it.tree import SyntaxTreeNode

from layout.story.block import Crosshead
from layout.story.kind import KINDS, kind_of
from layout.story.markdown.block_nodes import found_in
from layout.story.markdown.image import figure_at
from layout.story.markdown.inline_tokens import is_blank
from layout.story.markdown.module_directive import (
    PULL_QUOTE,
    Settings,
    module_of,
    pull_quote,
    settings_in,
    unknown_kind,
)
from layout.story.markdown.origin import Found, Origin
from layout.story.markdown.syntax import Text
from layout.story.markdown.tags import TAG, tag_of
from layout.story.run import Runs
from slots.finding import Finding, Severity, Where


def found_among(nodes: Sequence[SyntaxTreeNode], text: Text, origin: Origin) -> Iterator[Found]:
    """The pieces of sibling nodes in source order, and findings among them."""
    at = 0
    while at < len(nodes):
        figure = figure_at(nodes, at, origin)
        if figure:
            found, at = figure
            yield from found
            continue
        if nodes[at].type == "container_directive":
            yield from _directive(nodes[at], text, origin)
        else:
            yield from found_in(nodes[at], origin)
        at += 1


def _directive(node: SyntaxTreeNode, text: Text, origin: Origin) -> Iterator[Found]:
    """A module, a pull quote, a tag, or an unknown name's title as crosshead and its content."""
    name, _, title_text = node.info.strip().partition(" ")
    where, kind = origin.where(node), kind_of(name)
    if not text.closes(node):
        yield _open(name, where)
    if kind == TAG:
        yield from tag_of(title_text, found_among(node.children, text, origin), where)
        return
    title, findings = text.runs_of(title_text.strip(), where)
    yield from findings
    if kind in KINDS:
        yield from _module(kind, title, node, text, origin)
    elif kind == PULL_QUOTE:
        found = found_among(node.children, text, origin)
        yield from pull_quote(title, found, where)
    else:
        yield unknown_kind(name, where)
        if not is_blank(title):
            yield Crosshead(title, line=origin.line(node))
        yield from found_among(node.children, text, origin)


def _open(name: str, where: Where) -> Finding:
    message = f'"::: {name}" is not closed: it takes all that follows'
    hint = "close it with :::; a directive around others needs more colons than they, as ::::"
    return Finding("open-directive", Severity.WARNING, message, where, hint)


def _module(
    kind: str, title: Runs, node: SyntaxTreeNode, text: Text, origin: Origin
) -> Iterator[Found]:
    where = origin.where(node)
    nodes = list(node.children)
    written = settings_in(_first_paragraph(nodes))
    settings = Settings()
    if written:
        note, findings = text.runs_of(written.get("note", ""), where)
        yield from findings
        settings = Settings(note, written.get("action", ""), written.get("success", ""))
        nodes = nodes[1:]
    yield from module_of(kind, title, settings, found_among(nodes, text, origin), where)


def _first_paragraph(nodes: Sequence[SyntaxTreeNode]) -> str:
    """The source of a first paragraph, "" if the first node is none."""
    if not nodes or nodes[0].type != "paragraph":
        return ""
    return "\n".join(child.content for child in nodes[0].children)
