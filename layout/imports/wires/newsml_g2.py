"""NewsML-G2 (IPTC, 2.0 on): news items of text to items; pictures and packages to the stories that
they belong to; planning, events, concepts and catalogues to findings.

    newsMessage ─ itemSet ─┬ packageItem   what belongs together, by guid
                           ├ newsItem text    a story
                           └ newsItem picture its picture, or a finding that there is one alone
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from layout.imports.dates import moment_of
from layout.imports.item import Copy, Given, LeftOut, Status
from layout.imports.source import Source
from layout.imports.wires.dates import moment_noted
from layout.imports.wires.dispatch import (
    Dispatch,
    Line,
    Shot,
    Subject,
    corrected,
    given_of,
    no_story,
    note,
)
from layout.imports.wires.g2_content import content_of, pictures_of
from layout.imports.wires.nitf import Place, status_of
from layout.imports.wires.nitf_html import block_text
from layout.imports.wires.topics import category_name
from layout.imports.wires.xml_tree import (
    Node,
    child,
    children,
    descendants,
    line_of,
    name_of,
    text_in,
    tree_of,
)
from slots.finding import Finding, Severity, Where

_NO_STORIES = {
    "conceptItem": "a concept",
    "knowledgeItem": "a knowledge item",
    "planningItem": "a plan of coverage",
    "catalogItem": "a catalogue of code lists",
    "contentMeta": "part of an item",
    "itemMeta": "part of an item",
    "groupSet": "part of a package",
    "hopHistory": "part of an item",
}
_ITEMS = ("newsItem", "packageItem", *_NO_STORIES)
_NULL = "no-data-available"


def read_newsml_g2(source: Source) -> Iterator[Given]:
    """The items of a NewsML-G2 file. Raises BadInput where it is no XML at all."""
    tree = tree_of(source)
    yield from tree.findings
    place = Place(source.where, source.address)
    nodes = list(_item_nodes(tree.root))
    news = [
        _news_item(node, place) for node in nodes if name_of(node) in ("newsItem", "contentSet")
    ]
    packages = [_package(node, place) for node in nodes if name_of(node) == "packageItem"]
    yield from _stories(news, packages)
    for node in nodes:
        if name_of(node) in _NO_STORIES:
            yield _not_a_story(node, source.where)
    if not nodes:
        message = "a NewsML-G2 message without an item"
        yield Finding("no-items", Severity.WARNING, message, source.where)


def _item_nodes(root: Node) -> Iterator[Node]:
    """The items of a file: its root, or those of its message, each once."""
    if name_of(root) in (*_ITEMS, "contentSet"):
        yield root
        return
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if name_of(node) in _ITEMS and node is not root:
            yield node
        else:
            waiting += reversed(list(children(node)))


@dataclass(frozen=True, slots=True)
class _News:
    """A news item: what it says, and its class ("text", "picture", "video", ...)."""

    dispatch: Dispatch
    kind: str


@dataclass(frozen=True, slots=True)
class _Package:
    """A package: what it says of itself, and the keys of its members, the main ones first."""

    dispatch: Dispatch
    main: tuple[str, ...]
    others: tuple[str, ...]


def _stories(news: list[_News], packages: list[_Package]) -> Iterator[Given]:
    """Items of all texts, with the pictures of their packages; findings for what is left."""
    by_key = {each.dispatch.key: each for each in news}
    pictures: dict[str, list[Shot]] = {}
    package_lines: dict[str, list[LeftOut]] = {}
    taken: set[str] = set()
    for package in packages:
        members = [by_key[key] for key in package.main if key in by_key]
        texts = [each for each in members if each.dispatch.copy.pieces]
        texts += [by_key[key] for key in package.others if key in by_key]
        texts = [each for each in texts if each.dispatch.copy.pieces]
        if not texts:
            continue
        first_text = texts[0].dispatch.key
        package_lines.setdefault(first_text, []).extend(_own_lines(package.dispatch))
        for each in members:
            if each.kind in _PICTURES and not each.dispatch.copy.pieces:
                pictures.setdefault(first_text, []).extend(_shots(each.dispatch))
                taken.add(each.dispatch.key)
    for each in news:
        if each.dispatch.key not in taken:
            dispatch = each.dispatch
            shots = (*dispatch.shots, *pictures.get(dispatch.key, ()))
            notes = (*dispatch.notes, *package_lines.get(dispatch.key, ()))
            yield from _given(_News(replace(dispatch, shots=shots, notes=notes), each.kind))
    for package in packages:
        yield from _package_finding(package, by_key)


def _own_lines(package: Dispatch) -> Iterator[LeftOut]:
    """What a package says of itself, and not of its members."""
    for line in (*package.headlines, *package.decks):
        yield note(line.text, package.where, "a line of the package")
    yield note(package.byline, package.where, "a line of the package")


_PICTURES = frozenset({"picture", "graphic", "photo", "image"})


def _shots(dispatch: Dispatch) -> Iterator[Shot]:
    """The pictures of an item of its own, with what its head says of them; its headline is their
    alternative text where nothing else is."""
    headline = next((line.text for line in dispatch.headlines), "")
    caption = " ".join(line.text for line in dispatch.decks)
    credit = "/".join(dict.fromkeys(filter(None, (dispatch.byline, dispatch.credit))))
    for shot in dispatch.shots:
        yield replace(
            shot,
            caption=shot.caption or caption or headline,
            credit=shot.credit or credit,
            alt=shot.alt or (headline if caption else ""),
        )


def _given(news: _News) -> Iterator[Given]:
    if news.dispatch.copy.pieces or news.dispatch.status is Status.KILLED:
        yield from given_of(news.dispatch)
        return
    yield from news.dispatch.findings
    code = "picture-alone" if news.kind in _PICTURES else "no-text"
    yield no_story(news.dispatch, code)


def _package_finding(package: _Package, by_key: dict[str, _News]) -> Iterator[Given]:
    """The finding for a package whose members are elsewhere, with what it says of them."""
    yield from package.dispatch.findings
    members = (*package.main, *package.others)
    missing = [key for key in members if key not in by_key]
    if missing:
        hint = "import the files of its members too: each text is a story of its own"
        kind = f"a package of {len(members)} items, {len(missing)} of which are not in this file,"
        yield no_story(replace(package.dispatch, kind=kind), "package", hint)


def _not_a_story(node: Node, where: Where) -> Finding:
    """The finding for an item that is no news: what it is, and its names and titles."""
    named = ("headline", "title", "name", "edNote", "dateline", "description", "definition")
    texts = [block_text(each) for each in descendants(node, *named)]
    texts += [block_text(each) for each in descendants(node, "note", "slugline")]
    kind = _NO_STORIES[name_of(node)]
    message = " / ".join(dict.fromkeys(filter(None, (f"{kind} is no story", *texts))))
    return Finding("not-a-story", Severity.INFO, message, line_of(node, where))


def _news_item(node: Node, place: Place) -> _News:
    """All that a news item says; a bare contentSet is one without a head."""
    where = line_of(node, place.where)
    meta, about = child(node, "itemMeta"), child(node, "contentMeta")
    kind = _class_of(node, meta)
    dispatch = _head(node, Place(where, place.address))
    content = child(node, "contentSet") if name_of(node) == "newsItem" else node
    if content is not None:
        dispatch = _with_content(dispatch, content, Place(where, place.address))
    dispatch = replace(dispatch, kind=_A.get(kind, f"an item of {kind}" if kind else "an item"))
    if about is not None and kind not in ("text", ""):
        dispatch = replace(dispatch, datelines=(), notes=(*dispatch.notes, *_day_lines(dispatch)))
    return _News(dispatch, kind)


_A = {
    "text": "an article",
    "picture": "a picture",
    "graphic": "a graphic",
    "audio": "a sound recording",
    "video": "a video",
    "composite": "a package",
    "animated": "an animation",
}


def _day_lines(dispatch: Dispatch) -> Iterator[LeftOut]:
    for line in dispatch.datelines:
        yield note(line, dispatch.where, "a dateline")


def _class_of(node: Node, meta: Node | None) -> str:
    """The class of an item without its scheme: "text", "picture"."""
    found = child(meta, "itemClass") if meta is not None else child(node, "itemClass")
    code = (found.get("qcode") or found.get("uri") or "") if found is not None else ""
    return code.rsplit(":", 1)[-1].rsplit("/", 1)[-1].lower()


def _with_content(dispatch: Dispatch, content: Node, place: Place) -> Dispatch:
    """A dispatch with its copy: what the body says of itself gives way to the item's own head."""
    inner = content_of(content, place)
    copy = inner.copy
    shots = pictures_of(content, place)
    headlines = dispatch.headlines or inner.headlines
    if headlines is not inner.headlines:
        headlines = (*headlines, *(replace(line, role="body") for line in inner.headlines))
    return replace(
        dispatch,
        copy=copy,
        headlines=headlines,
        decks=(*dispatch.decks, *inner.decks),
        byline=inner.byline if len(inner.byline) > len(dispatch.byline) else dispatch.byline,
        credit=dispatch.credit or inner.credit,
        datelines=(*dispatch.datelines, *inner.datelines),
        shots=tuple(shots),
        words=inner.words,
        notes=(*dispatch.notes, *inner.notes, *_outdone(dispatch, inner)),
    )


def _outdone(dispatch: Dispatch, inner: Dispatch) -> Iterator[LeftOut]:
    """The shorter one of two bylines, and a second credit."""
    shorter = min(inner.byline, dispatch.byline, key=len)
    yield note(shorter, dispatch.where, "another byline")
    if dispatch.credit:
        yield note(inner.credit, dispatch.where, "another credit")


def _texts(node: Node | None, *names: str) -> Iterator[str]:
    if node is None:
        return
    for each in children(node, *names):
        text = text_in(each)
        if text and not text.lower().startswith(_NULL):
            yield text


def _head(node: Node, place: Place) -> Dispatch:
    """What the head of an item says: of itself (itemMeta) and of its content (contentMeta)."""
    meta, about = child(node, "itemMeta"), child(node, "contentMeta")
    where = place.where
    guid = node.get("guid") or ""
    dispatch = Dispatch(
        key=guid or f"newsml-g2 {where.file or ''}",
        where=where,
        version=node.get("version") or "",
        language=_language(node, about),
    )
    if meta is not None:
        dispatch = _managed(dispatch, meta)
    if about is not None:
        dispatch = _described(dispatch, about)
    rights = child(node, "rightsInfo")
    if rights is not None:
        texts = [block_text(each) for each in children(rights)]
        rights_notes = (note(each, where, "a notice of rights") for each in texts)
        dispatch = replace(dispatch, notes=(*dispatch.notes, *rights_notes))
    return dispatch


def _language(node: Node, about: Node | None) -> str:
    named = child(about, "language") if about is not None else None
    tag = (named.get("tag") or "") if named is not None else ""
    return tag or node.get("{http://www.w3.org/XML/1998/namespace}lang") or ""


def _managed(dispatch: Dispatch, meta: Node) -> Dispatch:
    """A dispatch with its dates, status, embargo, notes and what it replaces."""
    where = dispatch.where
    created = child(meta, "firstCreated")
    changed = child(meta, "versionCreated")
    embargoed = child(meta, "embargoed")
    status = child(meta, "pubStatus")
    code = (status.get("qcode") or status.get("uri") or "") if status is not None else ""
    signals = [(each.get("qcode") or "").lower() for each in children(meta, "signal")]
    title = list(_texts(meta, "title"))
    notes = [note(block_text(each), line_of(each, where)) for each in children(meta, "edNote")]
    notes += [
        note(text, where, "a link") for link in children(meta, "link") for text in _titles(link)
    ]
    embargo = moment_of(text_in(embargoed)) if embargoed is not None else None
    findings = list(_corrections(signals, where))
    if embargoed is not None and embargo is None and text_in(embargoed):
        embargo = moment_noted(text_in(embargoed))
    return replace(
        dispatch,
        date=moment_of(text_in(created)) or moment_of(text_in(changed)),
        updated=moment_of(text_in(changed)),
        embargo=embargo,
        status=status_of(code.rsplit("/", 1)[-1]),
        headlines=tuple(Line(each, "title") for each in title),
        notes=tuple(notes),
        replaces=tuple(_replaced(meta)),
        findings=tuple(findings),
    )


def _titles(link: Node) -> Iterator[str]:
    for each in children(link, "title", "name"):
        yield text_in(each)


def _corrections(signals: Iterable[str], where: Where) -> Iterator[Finding]:
    if any(signal.rsplit(":", 1)[-1].startswith("correct") for signal in signals):
        yield corrected(where)


def _replaced(meta: Node) -> Iterator[str]:
    for link in children(meta, "link"):
        rel = (link.get("rel") or "").rsplit(":", 1)[-1].lower()
        if rel in ("supersedes", "replaces", "evolvedfrom"):
            yield link.get("residref") or link.get("guidref") or link.get("href") or ""


def _described(dispatch: Dispatch, about: Node) -> Dispatch:
    """A dispatch with the lines of its head, its topics and its urgency."""
    headlines = [
        Line(text_in(each), (each.get("role") or "main").rsplit(":", 1)[-1])
        for each in children(about, "headline")
        if text_in(each)
    ]
    urgency = text_in(child(about, "urgency"))
    creators = [
        text
        for each in children(about, "creator")
        if (each.get("role") or "").rsplit(":", 1)[-1].lower() in ("photographer", "phot", "author")
        for text in _texts(each, "name")
    ]
    located = next(
        (text for each in children(about, "located") for text in _texts(each, "name")), ""
    )
    subjects = tuple(_subjects(about))
    descriptions = [
        Line(text_in(each), (each.get("role") or "").rsplit(":", 1)[-1])
        for each in children(about, "description")
        if text_in(each)
    ]
    return replace(
        dispatch,
        headlines=(*headlines, *dispatch.headlines),
        decks=tuple(descriptions),
        byline=next(_texts(about, "by"), "") or ", ".join(creators),
        credit=next(_texts(about, "creditline"), ""),
        datelines=tuple(_texts(about, "dateline")),
        located=located,
        urgency=int(urgency) if urgency.isdecimal() and len(urgency) < 3 else None,
        slug=next(_texts(about, "slugline"), ""),
        keywords=tuple(_texts(about, "keyword")),
        subjects=subjects,
        category=next(filter(None, (_anpa(each.code) for each in subjects)), ""),
        date=dispatch.date or moment_of(text_in(child(about, "contentCreated"))),
        updated=dispatch.updated or moment_of(text_in(child(about, "contentModified"))),
    )


_CATEGORY_SCHEMES = ("a1312cat", "apcategorycode", "anpacategory", "iptccat")


def _anpa(code: str) -> str:
    scheme, _, letter = code.partition(":")
    return category_name(letter) if scheme.lower() in _CATEGORY_SCHEMES else ""


def _subjects(about: Node) -> Iterator[Subject]:
    """Topics by their names, people, places and firms among them."""
    for each in children(about, "subject"):
        for concept in (each, *children(each, "mainConcept", "facetConcept")):
            code = concept.get("qcode") or concept.get("uri") or concept.get("literal") or ""
            name = next(_display_names(concept), "")
            kind = (concept.get("type") or "").rsplit(":", 1)[-1].lower()
            scheme = code.partition(":")[0].lower()
            filed = kind == "category" or "department" in scheme or scheme in ("dpacat", "svc")
            if len(name) > 1 or not name:
                yield Subject(name, code, filed)


def _display_names(concept: Node) -> Iterator[str]:
    names = list(children(concept, "name"))
    names.sort(
        key=lambda each: (each.get("role") or "").rsplit(":", 1)[-1] in ("short", "mnemonic")
    )
    for each in names:
        if text := text_in(each):
            yield text


def _package(node: Node, place: Place) -> _Package:
    """A package: its members by their groups; what its references say of them."""
    where = line_of(node, place.where)
    dispatch = _head(node, Place(where, place.address))
    groups = list(descendants(node, "group"))
    main: list[str] = []
    others: list[str] = []
    member_notes: list[LeftOut] = []
    for index, group in enumerate(groups):
        role = (group.get("role") or "").rsplit(":", 1)[-1].lower()
        aside = role.startswith(("sidebar", "related")) or (index and not main and role == "main")
        into = others if aside and main else main
        for reference in children(group, "itemRef"):
            into.append(reference.get("residref") or reference.get("guidref") or "")
            texts = _texts(reference, "title", "headline", "description")
            member_notes += [note(text, line_of(reference, where), "a member") for text in texts]
    notes = (*dispatch.notes, *member_notes)
    dispatch = replace(dispatch, notes=notes, kind="a package", copy=Copy())
    return _Package(dispatch, tuple(main), tuple(others))
