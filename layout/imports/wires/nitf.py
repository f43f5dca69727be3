"""NITF 2.5 to 3.6 (IPTC, News Industry Text Format): a document to an item; alone, or within ninjs,
NewsML-G2 and NewsML.

    head   docdata: identity, urgency, dates, embargo, kill; tobject, keywords: what it is about
    body   body.head: headlines, byline, dateline, abstract, notes; body.content: the copy
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from layout.imports.dates import Moment, moment_of, version_of
from layout.imports.html.copy_of import copy_of
from layout.imports.html.reading import Setting
from layout.imports.item import Copy, Given, LeftOut, Status
from layout.imports.source import Source
from layout.imports.wires.dates import moment_noted
from layout.imports.wires.dispatch import (
    Dispatch,
    Line,
    Subject,
    embargo_unknown,
    given_of,
    note,
)
from layout.imports.wires.editing import tidy
from layout.imports.wires.nitf_html import block_text, body_nodes, html_of
from layout.imports.wires.topics import category_name, is_top_topic
from layout.imports.wires.xml_tree import (
    Node,
    child,
    children,
    descendants,
    first,
    line_of,
    text_in,
    tree_of,
)
from slots.finding import Finding, Where


@dataclass(frozen=True, slots=True)
class Place:
    """Where a document stands: in its file, and the address that its links start from."""

    where: Where
    address: str = ""


def read_nitf(source: Source) -> Iterator[Given]:
    """The item of an NITF document. Raises BadInput where it is no XML at all."""
    tree = tree_of(source)
    yield from tree.findings
    yield from given_of(_nitf_dispatch(tree.root, Place(source.where, source.address)))


def _nitf_dispatch(nitf: Node, place: Place) -> Dispatch:
    """All that an NITF document says."""
    dispatch = nitf_body(nitf, place)
    head = child(nitf, "head")
    if head is None:
        return replace(dispatch, key=f"nitf {place.where.file or ''}")
    docdata = child(head, "docdata")
    metas = {
        (each.get("name") or "").lower(): each.get("content") or ""
        for each in children(head, "meta")
    }
    dispatch = _identified(dispatch, head, docdata)
    dispatch = _timed(dispatch, head, docdata)
    title = text_in(child(head, "title"))
    urgency = first(head, "urgency")
    keywords = _keywords(head, metas)
    dispatch = _without_slugs(dispatch, keywords)
    return replace(
        dispatch,
        headlines=(*dispatch.headlines, Line(title, "title")) if title else dispatch.headlines,
        urgency=_number((urgency.get("ed-urg") or "") if urgency is not None else ""),
        category=category_name(metas.get("anpa-category", "")),
        subjects=_subjects(head),
        keywords=keywords,
        slug=metas.get("anpa-keyword", "") or metas.get("slug", ""),
        language=dispatch.language or nitf.get("baselang") or "",
        words=_number(metas.get("anpa-wordcount", "")) or _length(head),
        notes=(*dispatch.notes, *_notes(head, place.where)),
    )


def _without_slugs(dispatch: Dispatch, keywords: tuple[str, ...]) -> Dispatch:
    """A dispatch without second headlines that are keywords, as EFE's are."""
    known = {word.casefold() for word in keywords}
    slugs = [
        line for line in dispatch.headlines if line.role == "deck" and line.text.casefold() in known
    ]
    kept = tuple(line for line in dispatch.headlines if line not in slugs)
    return replace(dispatch, headlines=kept)


def nitf_body(nitf: Node, place: Place) -> Dispatch:
    """What the body of an NITF document says: its copy and the lines above it."""
    html, left_out = html_of(body_nodes(nitf), place.where)
    copy = copy_of(html, Setting(Where(place.where.file), place.address))
    copy = _lined(copy, place.where)
    head = first(nitf, "body.head")
    dispatch = Dispatch("", place.where, kind="an article", copy=copy, notes=left_out)
    if head is None:
        return dispatch
    return _headed(dispatch, head)


def _lined(copy: Copy, where: Where) -> Copy:
    """A copy whose findings and left-outs say the line that its document begins on."""
    findings = tuple(replace(each, where=where) for each in copy.findings)
    left_out = tuple(replace(each, where=where) for each in copy.left_out)
    return replace(copy, findings=findings, left_out=left_out)


def _headed(dispatch: Dispatch, head: Node) -> Dispatch:
    """A dispatch with the lines of its body.head (AP calls its hedline "headline")."""
    where = dispatch.where
    titles = list(children(head, "hedline", "headline"))
    mains = [text_in(line) for title in titles for line in descendants(title, "hl1")]
    mains = mains or [text_in(title) for title in titles]
    subs = [text_in(line) for title in titles for line in descendants(title, "hl2")]
    headlines = [Line(each) for each in mains] + [Line(each, "deck") for each in subs]
    bylines = [_byline(each) for each in children(head, "byline")]
    notes, printed = _head_notes(head, where)
    rights = (note(block_text(each), where, "a notice of rights") for each in _rights(head))
    days = tuple(_story_dates(head, where))
    return replace(
        dispatch,
        headlines=tuple(headlines),
        byline=", ".join(filter(None, bylines)),
        credit=text_in(child(head, "distributor")),
        datelines=tuple(text_in(each) for each in _datelines(head)),
        decks=tuple(Line(block_text(each)) for each in (*children(head, "abstract"), *printed)),
        notes=(*dispatch.notes, *notes, *rights, *days),
    )


def _rights(head: Node) -> Iterator[Node]:
    yield from children(head, "rights", "copyrite", "series")


def _head_notes(head: Node, where: Where) -> tuple[list[LeftOut], list[Node]]:
    """Notes above the copy: those to editors, and those that readers may see."""
    noted, printed = [], []
    for each in children(head, "note"):
        if (each.get("type") or "std").lower() == "std" and not each.get("noteclass"):
            printed.append(each)
        else:
            noted.append(note(block_text(each), line_of(each, where)))
    return noted, printed


def _byline(node: Node) -> str:
    """A byline on one line, a comma before what its writer is: "By Ana Ruiz, Staff Reporter"."""
    title = child(node, "byttl")
    if title is None:
        return text_in(node)
    title_text, whole = text_in(title), text_in(node)
    names = tidy(whole[: whole.rfind(title_text)]).rstrip(" ,") if title_text else whole
    return f"{names}, {title_text}" if names and title_text else names or title_text


def _datelines(head: Node) -> Iterator[Node]:
    """The datelines, without the day that EFE and others write within them."""
    for each in children(head, "dateline"):
        for day in list(descendants(each, "story.date")):
            parent = day.getparent()
            if parent is not None:
                tail, before = day.tail or "", day.getprevious()
                if before is not None:
                    before.tail = (before.tail or "") + " " + tail
                else:
                    parent.text = (parent.text or "") + " " + tail
                parent.remove(day)
        for location in descendants(each, "location"):
            places = [str(text).strip(" ,\n\t") for text in location.itertext()]
            for part in list(location):
                location.remove(part)
            location.text = ", ".join(filter(None, places))
        yield each


def _story_dates(head: Node, where: Where) -> Iterator[LeftOut]:
    """Days within datelines, which are no part of them."""
    for each in children(head, "dateline"):
        for day in descendants(each, "story.date"):
            yield note(text_in(day), where, "the day of a dateline")


def _identified(dispatch: Dispatch, head: Node, docdata: Node | None) -> Dispatch:
    """A dispatch with key, version, and what it takes the place of: by its dynamic-use key where
    that has versions, else by its id."""
    file = dispatch.where.file or ""
    if docdata is None:
        return replace(dispatch, key=f"nitf {file}")
    doc_id, use_key = child(docdata, "doc-id"), child(docdata, "du-key")
    source = (doc_id.get("regsrc") or "") if doc_id is not None else ""
    name = (doc_id.get("id-string") or "") if doc_id is not None else ""
    version = version_of(_moment(docdata, "date.issue")) or version_of(_changed(head))
    if use_key is not None and use_key.get("version") and not use_key.get("generation"):
        name, version = use_key.get("key") or name, use_key.get("version") or version
    replaces = docdata.get("management-doc-idref")
    key = " ".join(filter(None, ("nitf", source, name or file)))
    replaced = " ".join(filter(None, ("nitf", source, replaces)))
    return replace(dispatch, key=key, version=version, replaces=(replaced,) if replaces else ())


def _changed(head: Node) -> Moment | None:
    days = [moment_of(each.get("norm") or "") for each in descendants(head, "revision-history")]
    return next((day for day in reversed(days) if day), None)


def _moment(docdata: Node, name: str) -> Moment | None:
    node = child(docdata, name)
    return moment_of(node.get("norm") or "") if node is not None else None


_WITHHELD = frozenset({"withheld", "not-for-publication"})
_KILLED = frozenset({"canceled", "cancelled", "killed", "withdrawn"})


def status_of(word: str) -> Status:
    """What the word of an agency says of an item: canceled, withheld, usable."""
    word = word.rsplit(":", 1)[-1].strip().lower()
    if word in _KILLED:
        return Status.KILLED
    return Status.DRAFT if word in _WITHHELD else Status.PUBLISHED


def _timed(dispatch: Dispatch, head: Node, docdata: Node | None) -> Dispatch:
    """A dispatch with its dates, its embargo and its status."""
    if docdata is None:
        return dispatch
    status = docdata.get("management-status") or ""
    issued, released = _moment(docdata, "date.issue"), _moment(docdata, "date.release")
    embargoed = status.strip().lower() == "embargoed"
    embargo = released if embargoed or _later(released, issued) else None
    findings: tuple[Finding, ...] = ()
    if embargoed and embargo is None:
        embargo = moment_noted(" ".join(each.get("info") or "" for each in _messages(head)))
    if embargoed and embargo is None:
        findings = (embargo_unknown(dispatch.where),)
    return replace(
        dispatch,
        date=issued or released or _changed(head),
        embargo=embargo,
        status=status_of(status),
        findings=(*dispatch.findings, *findings),
    )


def _later(one: Moment | None, other: Moment | None) -> bool:
    return bool(one and other) and version_of(one) > version_of(other)


def _messages(head: Node) -> Iterator[Node]:
    yield from descendants(head, "ed-msg")


def _notes(head: Node, where: Where) -> Iterator[LeftOut]:
    """Messages to editors, what a revision changed, and notices of rights."""
    for each in _messages(head):
        yield note(each.get("info") or "", line_of(each, where))
    for each in descendants(head, "revision-history"):
        yield note(each.get("comment") or "", line_of(each, where), "what a revision changed")
    for each in descendants(head, "doc.rights", "doc.copyright"):
        parts = [
            each.get(name) or "" for name in ("year", "holder", "owner", "type", "limitations")
        ]
        parts = [part for part in parts if part]
        yield note(" ".join(parts), line_of(each, where), "a notice of rights")


def _subjects(head: Node) -> tuple[Subject, ...]:
    """What it is about, by its most precise name: detail, else matter, else type."""
    found: list[Subject] = []
    for each in descendants(head, "tobject.subject"):
        code = each.get("tobject.subject.refnum") or ""
        broad, *precise = (
            each.get(f"tobject.subject.{part}") or "" for part in ("type", "matter", "detail")
        )
        if is_top_topic(code) and broad:
            found.append(Subject(broad, code))
            found += [Subject(name) for name in precise if name]
        else:
            names = [name for name in (*reversed(precise), broad) if name]
            found.append(Subject(names[0] if names else "", code))
            found += [Subject(name) for name in names[1:]]
    kind = next((each.get("tobject.type") or "" for each in children(head, "tobject")), "")
    if kind.lower() not in _KINDS_OF_ALL:
        found.append(Subject(kind, category=not any(each.code for each in found)))
    return tuple(found)


_KINDS_OF_ALL = frozenset({"", "news", "article", "story", "text"})


def _keywords(head: Node, metas: dict[str, str]) -> tuple[str, ...]:
    words = [each.get("key") or text_in(each) for each in descendants(head, "keyword")]
    return (*words, metas.get("anpa-keyword", ""))


def _number(text: str) -> int | None:
    return int(text) if text.strip().isdecimal() and len(text) < 9 else None


def _length(head: Node) -> int | None:
    """The words of a pubdata, where it counts words."""
    for each in descendants(head, "pubdata"):
        if (each.get("unit-of-measure") or "") == "word":
            return _number(each.get("item-length") or "")
    return None


_NITF_START = re.compile(r"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!DOCTYPE[^>]*>\s*)?<nitf[\s>]")


def is_nitf(text: str) -> bool:
    """Whether text of another format is an NITF document."""
    return bool(_NITF_START.match(text))
