"""What single agencies send in XML of their own: Ritzau's queue of news, WENN's Atom with the text
beside it, Reuters' list of what there is to fetch.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import replace

from layout.imports.dates import moment_of
from layout.imports.html.copy_of import copy_of
from layout.imports.html.reading import Setting
from layout.imports.item import Given, Status
from layout.imports.source import Source
from layout.imports.wires.dispatch import Dispatch, Line, Subject, corrected, given_of, note
from layout.imports.wires.editing import adds_no_word, words_in
from layout.imports.wires.plain_copy import copy_of_text
from layout.imports.wires.xml_tree import (
    Node,
    all_text,
    child,
    children,
    descendants,
    line_of,
    text_in,
    tree_of,
)
from slots.finding import Finding, Severity, Where

_TWICE = re.compile(r"&amp;(?=#?\w{1,8};)")


def _once(text: str) -> str:
    """Text whose characters were escaped once too often: "&apos;" is an apostrophe."""
    return html.unescape(_TWICE.sub("&", text))


def read_ritzau(source: Source) -> Iterator[Given]:
    """The items of a queue of Ritzau. Raises BadInput where it is no XML at all."""
    tree = tree_of(source)
    yield from tree.findings
    news = list(descendants(tree.root, "RBNews"))
    for each in news:
        yield from given_of(_ritzau(each, line_of(each, source.where), source.address))
    if not news:
        message = "a queue of Ritzau without news"
        yield Finding("no-items", Severity.INFO, message, source.where)


def _once_in(node: Node, name: str) -> str:
    return _once(text_in(child(node, name)))


def _ritzau(node: Node, where: Where, address: str) -> Dispatch:
    written = child(node, "content")
    content = _TWICE.sub("&", all_text(written)) if written is not None else ""
    priority = _once_in(node, "Priority")
    section = _once_in(node, "section")
    replaced = [_once_in(node, "replacedID"), _once_in(node, "Replaces")]
    notes = [
        note(_once_in(node, "strapline"), where),
        note(_once_in(node, "TilRedaktionen"), where),
    ]
    notes.append(note(_once_in(node, "byLineEmail"), where, "how to reach the writer"))
    notes.append(note(_once_in(node, "byLinePhone"), where, "how to reach the writer"))
    codes = [text_in(each) for each in descendants(node, "int")]
    killed = _once_in(node, "Annuleret").lower() == "true"
    findings: tuple[Finding, ...] = ()
    if _once_in(node, "Korrektion").lower() == "true":
        findings = (corrected(where),)
    return Dispatch(
        f"ritzau {_once_in(node, 'NewsID')}",
        where,
        version=_once_in(node, "version"),
        kind="an article",
        copy=copy_of(content, Setting(Where(where.file), address)),
        headlines=(Line(_once_in(node, "headline")), Line(_once_in(node, "subtitle"), "deck")),
        byline=_once_in(node, "byLine"),
        credit=_once_in(node, "origin").strip("/ "),
        located=_once_in(node, "town"),
        date=moment_of(_once_in(node, "PublishDate")),
        status=Status.KILLED if killed else Status.PUBLISHED,
        urgency=int(priority) if priority.isdecimal() and len(priority) < 3 else None,
        subjects=(Subject(section, category=True), *(Subject("", code) for code in codes)),
        language="da",
        slug=_once_in(node, "headline"),
        notes=tuple(notes),
        replaces=tuple(f"ritzau {each}" for each in replaced if each),
        findings=findings,
    )


def read_wenn(source: Source) -> Iterator[Given]:
    """The items of WENN's Atom: their text stands beside the entry's content, in WENN's own
    elements. Raises BadInput where it is no XML at all."""
    tree = tree_of(source)
    yield from tree.findings
    for entry in descendants(tree.root, "entry"):
        yield from given_of(_wenn(entry, line_of(entry, source.where)))


def _wenn(entry: Node, where: Where) -> Dispatch:
    about = child(entry, "ContentMetadata")
    about = about if about is not None else entry
    managed = child(entry, "NewsManagement")
    first_line = "".join(_texts(about, "first_line")).strip()
    body = "".join(_texts(about, "body"))
    copy = copy_of_text(f"{first_line}\n\n{body}".strip("\n"))
    content = text_in(child(entry, "content"))
    if not copy.pieces:
        copy, content = copy_of_text(content), ""
    dispatch = Dispatch(
        text_in(child(entry, "id")),
        where,
        version=text_in(child(managed, "updated")) or text_in(child(entry, "updated")),
        kind="an article",
        copy=copy,
        headlines=(Line(text_in(child(entry, "title"))), *_own_title(about)),
        date=moment_of(text_in(child(managed, "published"))),
        updated=moment_of(text_in(child(managed, "updated"))),
        status=_wenn_status(text_in(child(managed, "publishing_status"))),
        subjects=tuple(_sections(entry)),
        keywords=tuple(each.get("value") or "" for each in descendants(about, "tag")),
        language=about.get("lang") or "",
    )
    notes = [note(text_in(child(about, "slug")), where, "initials of writers")]
    if not adds_no_word(content, words_in(copy.pieces)):
        notes.append(note(content, where, "the content of the entry"))
    return replace(dispatch, notes=tuple(notes))


def _own_title(about: Node) -> Iterator[Line]:
    if title := text_in(child(about, "title")):
        yield Line(title, "wenn")


def _texts(node: Node, name: str) -> Iterator[str]:
    for each in children(node, name):
        yield all_text(each)


def _wenn_status(word: str) -> Status:
    return Status.PUBLISHED if word.lower() in ("published", "") else Status.DRAFT


def _sections(entry: Node) -> Iterator[Subject]:
    for each in children(entry, "category"):
        yield Subject(each.get("term") or "", category=True)
    for each in descendants(entry, "catagory", "category"):
        if each.get("value"):
            yield Subject(each.get("value") or "")


def read_reuters_list(source: Source) -> Iterator[Given]:
    """The finding for a list of what a service of Reuters has: it has no stories itself."""
    tree = tree_of(source)
    yield from tree.findings
    count = sum(1 for _ in descendants(tree.root, "result"))
    message = f"a list of {count:,} items of an agency's service, and none of their texts"
    hint = "import what its ids fetch"
    yield Finding("no-text", Severity.WARNING, message, source.where, hint)
