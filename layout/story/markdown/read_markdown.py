"""Reads a story written in Markdown; docs/stories.md has its rules from the writer's side.

    front matter -> fields      text -> syntax tree -> pieces -> body and asks

Every word of the text ends up in the story, in order. What a story cannot hold (nested lists,
code, HTML, footnotes) is set as what comes nearest, and a finding says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from markdown_it.tree import SyntaxTreeNode

from layout.story.as_written import Story
from layout.story.block import Crosshead
from layout.story.front_matter.fields import KEYS, LISTS, TABLES, Fields, fields_of
from layout.story.front_matter.yaml_lines import read_front_matter
from layout.story.kinds import BRIEF, BRIEF_RANK, LETTER
from layout.story.markdown.block_nodes import credited, found_in
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
from layout.story.markdown.syntax import Text, grammar
from layout.story.markdown.tags import TAG, tag_of
from layout.story.module import KINDS, Module, kind_of
from layout.story.run import Runs, text_of
from layout.story.text.dateline import with_dateline
from layout.story.text.lost_words import LOST
from layout.story.text.pieces import Piece, assemble, block_tags, bodiless, check_asks, slug_of
from layout.story.text.sanitise import sanitise
from slots.finding import Finding, Severity, Where, bad_input

_MODULE_KEYS = ("kind", "title", "note", "action", "success")


@dataclass(frozen=True, slots=True)
class _Heads:
    """Headlines and deck as runs, and the nodes left for the body."""

    headline: Runs
    print_headline: Runs
    deck: Runs
    nodes: tuple[SyntaxTreeNode, ...]
    findings: tuple[Finding, ...]


def parse_markdown(
    text: str, source: str = "", depth: int = 0
) -> tuple[Story, tuple[Finding, ...]]:
    """The story in a Markdown text, and the findings of its reader.

    `source` is the file's name, `depth` how many folders the story lies below its publication's:
    so far up its pictures may be. Raises BadInput if there is no text, no body, front matter that
    cannot be read, or blocks over 20 deep.
    """
    clean, unwanted = sanitise(text, source)
    if not clean.strip():
        raise bad_input("empty-story", "no text", Where(source or None), "write the story first")
    front = read_front_matter(clean, source, KEYS, LISTS, TABLES)
    markdown = Text(front.text, grammar(), source, front.offset)
    origin = Origin(source, front.offset, depth)
    fields, wrong = fields_of(front, front.text)
    tree, unused = markdown.tree()
    heads = _heads(fields, tree, markdown, origin)
    pieces, findings = _parted(_found_among(heads.nodes, markdown, origin))
    story = _story(fields, heads, pieces, source)
    if not story.body:
        raise bodiless(story)
    return story, _distinct((*unwanted, *wrong, *heads.findings, *findings, *unused))


def parse_markdown_module(text: str, kind: str, source: str) -> tuple[Module, tuple[Finding, ...]]:
    """The module in a Markdown text: front matter with title, note, action, success; content.

    `kind` is that of the file's name, which a front-matter `kind` overrules.
    """
    clean, unwanted = sanitise(text, source)
    front = read_front_matter(clean, source, _MODULE_KEYS)
    markdown = Text(front.text, grammar(), source, front.offset)
    origin = Origin(source, front.offset)
    where = Where(source or None, 1)
    title, one = markdown.runs_of(front.text_of("title"), where)
    note, two = markdown.runs_of(front.text_of("note"), where)
    settings = Settings(note, front.text_of("action"), front.text_of("success"))
    kind = kind_of(front.text_of("kind") or kind)
    tree, unused = markdown.tree()
    found = _found_among(tree.children, markdown, origin)
    pieces, findings = _parted(module_of(kind, title, settings, found, where))
    modules = [piece for piece in pieces if isinstance(piece, Module)]
    return modules[0], _distinct((*unwanted, *front.findings, *one, *two, *findings, *unused))


def _heads(fields: Fields, tree: SyntaxTreeNode, markdown: Text, origin: Origin) -> _Heads:
    """Headline and deck: from the front matter, or the headline from the first "# " heading."""
    where = Where(origin.source or None, 1)
    headline, one = markdown.runs_of(fields.headline, where)
    on_paper, two = markdown.runs_of(fields.print_headline, where)
    deck, three = markdown.runs_of(fields.deck, where)
    findings = (*one, *two, *three)
    nodes = tuple(tree.children)
    first = next((node for node in nodes if node.type == "heading" and node.tag == "h1"), None)
    title = markdown.runs_of(first.children[0].content, where) if first and first.children else None
    if first and title and (is_blank(headline) or text_of(title[0]) == text_of(headline)):
        nodes = tuple(node for node in nodes if node is not first)
        return _Heads(title[0], on_paper, deck, nodes, (*findings, *title[1]))
    if is_blank(headline):
        findings = (*findings, _no_headline(where))
    return _Heads(headline, on_paper, deck, nodes, findings)


def _no_headline(where: Where) -> Finding:
    message, hint = "no headline", "add headline: to the front matter, or a line such as # Headline"
    return Finding("no-headline", Severity.WARNING, message, where, hint)


def _parted(found: Iterable[Found]) -> tuple[list[Piece], list[Finding]]:
    pieces: list[Piece] = []
    findings: list[Finding] = []
    for piece in found:
        if isinstance(piece, Finding):
            findings.append(piece)
        else:
            pieces.append(piece)
    return pieces, findings


def _story(fields: Fields, heads: _Heads, pieces: list[Piece], source: str) -> Story:
    body, asks = assemble([*pieces, *fields.slots])
    check_asks(asks, source)
    dateline, rest = ("", body) if fields.dateline else with_dateline(body)
    small = fields.kind in (BRIEF, LETTER)
    return Story(
        slug=fields.slug or slug_of(source, text_of(heads.headline)),
        headline=heads.headline,
        body=rest,
        asks=asks,
        kicker=fields.kicker,
        deck=heads.deck,
        byline=fields.byline,
        dateline=fields.dateline or dateline,
        date_text=fields.date_text,
        date=fields.date,
        updated=fields.updated,
        comments=fields.comments,
        section=fields.section,
        tags=fields.tags,
        rank=fields.rank or (BRIEF_RANK if small else 1),
        ranked=small or fields.rank is not None,
        language=fields.language,
        source=source,
        ad_free=fields.ad_free,
        jump=fields.jump,
        cut=fields.cut,
        rules=fields.rules,
        block_tags=block_tags(pieces),
        print_headline=heads.print_headline,
        embargo=fields.embargo,
        came_from=fields.came_from,
        kind=fields.kind,
        promo=fields.promo,
        decide=fields.decide,
    )


def _distinct(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings from top to bottom, without repetitions of a message at a later place. Words
    that are not printed are reported each time, so that a reader can add them up."""
    kept: dict[tuple[str, str, int], Finding] = {}
    ordered = sorted(findings, key=lambda one: (one.where.line or 0, one.where.column or 0))
    for number, finding in enumerate(ordered):
        kind = number if finding.code == LOST else 0
        kept.setdefault((finding.code, finding.message, kind), finding)
    return tuple(kept.values())


def _found_among(nodes: Sequence[SyntaxTreeNode], text: Text, origin: Origin) -> Iterator[Found]:
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
        yield from tag_of(title_text, _found_among(node.children, text, origin), where)
        return
    title, findings = text.runs_of(title_text.strip(), where)
    yield from findings
    if kind in KINDS:
        yield from _module(kind, title, node, text, origin)
    elif kind == PULL_QUOTE:
        yield from pull_quote(title, _quoted(node, text, origin), where)
    else:
        yield unknown_kind(name, where, text.lines[node.map[0]] if node.map else "")
        if not is_blank(title):
            yield Crosshead(title, line=origin.line(node))
        yield from _found_among(node.children, text, origin)


def _quoted(node: SyntaxTreeNode, text: Text, origin: Origin) -> Iterator[Found]:
    """What stands in a pull quote; a last line that opens with a dash is its credit."""
    nodes = node.children
    ending = credited(nodes[-1], origin) if nodes else None
    yield from _found_among(nodes[:-1] if ending else nodes, text, origin)
    yield from ending or ()


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
    yield from module_of(kind, title, settings, _found_among(nodes, text, origin), where)


def _first_paragraph(nodes: Sequence[SyntaxTreeNode]) -> str:
    """The source of a first paragraph, "" if the first node is none."""
    if not nodes or nodes[0].type != "paragraph":
        return ""
    return "\n".join(child.content for child in nodes[0].children)
