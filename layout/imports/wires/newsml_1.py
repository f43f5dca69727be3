"""NewsML 1.0 to 1.2 (IPTC, 2000 to 2003), in the profiles of AFP, ANA, APA, Reuters and others.

NewsItem ─┬ Identification   ProviderId, DateId, NewsItemId: the key; RevisionId: the version
          ├ NewsManagement   status, urgency, dates
          └ NewsComponent    lines, topics, and components in it: the text (NITF, HTML, plain),
                             pictures with captions
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from layout.imports.dates import Moment, moment_of
from layout.imports.html.copy_of import copy_of
from layout.imports.html.reading import Setting
from layout.imports.item import Given, LeftOut, Status
from layout.imports.source import Source
from layout.imports.wires.dispatch import (
    Dispatch,
    Line,
    Shot,
    Subject,
    embargo_unknown,
    given_of,
    no_story,
    note,
)
from layout.imports.wires.editing import adds_no_word, counted, words_in
from layout.imports.wires.g2_content import (
    Rendition,
    copy_of_anything,
    is_usable,
    pixels,
    shot_of,
)
from layout.imports.wires.nitf import Place, nitf_body, status_of
from layout.imports.wires.nitf_html import block_text, html_inside
from layout.imports.wires.topics import is_top_topic
from layout.imports.wires.xml_tree import (
    Node,
    all_text,
    child,
    children,
    descendants,
    first,
    line_of,
    name_of,
    text_in,
    tree_of,
)
from slots.finding import Finding, Severity, Where


def read_newsml_1(source: Source) -> Iterator[Given]:
    """The items of a NewsML 1 file. Raises BadInput where it is no XML at all."""
    tree = tree_of(source)
    yield from tree.findings
    nodes = list(children(tree.root, "NewsItem"))
    for node in nodes:
        yield from _news_item(node, Place(line_of(node, source.where), source.address))
    if not nodes:
        message = "a NewsML envelope without a news item"
        yield Finding("no-items", Severity.WARNING, message, source.where)


@dataclass(slots=True)
class _Parts:
    """What a news item holds, gathered from its components."""

    texts: list[Dispatch] = field(default_factory=list)
    shots: list[Shot] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    notes: list[LeftOut] = field(default_factory=list)


def _news_item(node: Node, place: Place) -> Iterator[Given]:
    dispatch = _identity(node, place.where)
    dispatch = _managed(dispatch, node)
    component = child(node, "NewsComponent")
    if component is None:
        yield from given_of(replace(dispatch, kind="a news item"))
        return
    dispatch = _with_lines(_described(dispatch, component), component)
    parts = _Parts()
    _gather(component, place, parts, top=True)
    yield from _put_together(dispatch, parts)


def _put_together(dispatch: Dispatch, parts: _Parts) -> Iterator[Given]:
    """The main text with all pictures; each further text is a story of its own, unless it is the
    same text in another form."""
    dispatch = replace(dispatch, notes=(*dispatch.notes, *parts.notes))
    if not parts.texts:
        kinds = ", ".join(dict.fromkeys(parts.kinds)) or "a news item"
        dispatch = replace(dispatch, shots=tuple(parts.shots), kind=kinds)
        if dispatch.status is Status.KILLED:
            yield from given_of(dispatch)
        else:
            yield from dispatch.findings
            yield no_story(dispatch, "picture-alone" if parts.shots else "no-text")
        return
    main, *others = parts.texts
    word_counts = counted(words_in(main.copy.pieces))
    yield from given_of(replace(_joined(dispatch, main), shots=tuple(parts.shots)))
    for number, other in enumerate(others, 2):
        if not adds_no_word(words_in(other.copy.pieces), word_counts):
            own = replace(
                _joined(dispatch, other), key=f"{dispatch.key}#{number}", notes=other.notes
            )
            yield from given_of(replace(own, findings=()))


def _joined(dispatch: Dispatch, text: Dispatch) -> Dispatch:
    """An item's head and one of its texts; lines that stand with the text go before the item's."""
    headlines = text.headlines or dispatch.headlines
    rest = tuple(replace(line, role="item") for line in dispatch.headlines if line not in headlines)
    return replace(
        dispatch,
        copy=text.copy,
        words=text.words,
        headlines=(*headlines, *rest),
        decks=(*text.decks, *dispatch.decks),
        byline=text.byline or dispatch.byline,
        credit=text.credit or dispatch.credit,
        datelines=(*text.datelines, *dispatch.datelines),
        notes=(*dispatch.notes, *text.notes),
    )


def _identity(node: Node, where: Where) -> Dispatch:
    """The key of provider, day and id, as in its URN without the revision; and the version."""
    found = first(node, "NewsIdentifier")
    if found is None:
        return Dispatch(f"newsml {where.file or ''}", where)
    parts = [text_in(child(found, name)) for name in ("ProviderId", "DateId", "NewsItemId")]
    public = text_in(child(found, "PublicIdentifier"))
    key = f"urn:newsml:{':'.join(parts)}" if all(parts) else public.rpartition(":")[0]
    language = node.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    return Dispatch(
        key or f"newsml {where.file or ''}",
        where,
        version=text_in(child(found, "RevisionId")),
        language=language,
    )


def _attribute(node: Node | None, name: str) -> str:
    return (node.get(name) or "") if node is not None else ""


def _managed(dispatch: Dispatch, node: Node) -> Dispatch:
    """A dispatch with its dates, status, embargo and urgency."""
    where = dispatch.where
    management = child(node, "NewsManagement")
    label = text_in(child(node, "Identification", "NameLabel"))
    if management is None:
        return replace(dispatch, slug=label)
    status = _attribute(child(management, "Status"), "FormalName")
    embargo, findings = _embargo(management, status, where)
    urgency = _attribute(child(management, "Urgency"), "FormalName")
    created = moment_of(text_in(child(management, "FirstCreated")))
    changed = moment_of(text_in(child(management, "ThisRevisionCreated")))
    notes = [note(block_text(each), where) for each in descendants(management, "Instruction")]
    return replace(
        dispatch,
        date=created or changed,
        updated=changed,
        status=Status.PUBLISHED if embargo else status_of(status),
        embargo=embargo,
        urgency=int(urgency) if urgency.isdecimal() and len(urgency) < 3 else None,
        slug=label,
        notes=tuple(notes),
        replaces=tuple(_replaced(management)),
        findings=findings,
    )


def _embargo(
    management: Node, status: str, where: Where
) -> tuple[Moment | None, tuple[Finding, ...]]:
    """Until when an embargoed item waits: the hour at which its status changes to usable."""
    if status.lower() not in ("embargoed", "withheld"):
        return None, ()
    change = child(management, "StatusWillChange")
    until = moment_of(text_in(child(change, "DateAndTime"))) if change is not None else None
    if until is None and status.lower() == "embargoed":
        return None, (embargo_unknown(where),)
    return until, ()


def _replaced(management: Node) -> Iterator[str]:
    for each in children(management, "DerivedFrom"):
        if each.get("NewsItem"):
            yield (each.get("NewsItem") or "").rpartition(":")[0]


def _described(dispatch: Dispatch, component: Node) -> Dispatch:
    """A dispatch with its language, topics and keywords, and where it was written."""
    about = child(component, "DescriptiveMetadata")
    names = _topic_names(component)
    if about is None:
        subjects = tuple(Subject(name, code) for code, name in names.items())
        return replace(dispatch, subjects=subjects)
    codes = [
        each.get("FormalName") or ""
        for each in descendants(about, "Subject", "SubjectMatter", "SubjectDetail")
    ]
    codes.sort(key=is_top_topic, reverse=True)
    language = _attribute(child(about, "Language"), "FormalName").lower()
    keywords = [
        each.get("Value") or ""
        for each in children(about, "Property")
        if (each.get("FormalName") or "").lower() == "keyword"
    ]
    cities = [
        each.get("Value") or ""
        for each in descendants(about, "Property")
        if (each.get("FormalName") or "").lower() == "city"
    ]
    return replace(
        dispatch,
        language=language or dispatch.language,
        subjects=tuple(Subject(names.get(code, ""), code) for code in dict.fromkeys(codes)),
        keywords=tuple(keywords),
        located=next(filter(None, cities), ""),
    )


def _topic_names(component: Node) -> dict[str, str]:
    """Names of topics by their codes, in English where there are several languages."""
    names: dict[str, str] = {}
    for topic in descendants(component, "Topic"):
        code = text_in(child(topic, "FormalName"))
        described = [
            each
            for each in children(topic, "Description")
            if (each.get("Variant") or "Name").lower() == "name"
        ]
        described.sort(
            key=lambda each: each.get("{http://www.w3.org/XML/1998/namespace}lang") != "en"
        )
        if described:
            names[code] = text_in(described[0])
    return names


def _with_lines(dispatch: Dispatch, component: Node) -> Dispatch:
    """A dispatch with the NewsLines of a component; what those do not say stays."""
    where = dispatch.where
    lines = child(component, "NewsLines")
    if lines is None:
        return dispatch
    of = {
        name: [block_text(each) for each in children(lines, name)]
        for name in (
            *("HeadLine", "SubHeadLine", "ByLine", "DateLine", "CreditLine", "CopyrightLine"),
            *("KeywordLine", "SlugLine", "RightsLine"),
        )
    }
    headlines = [Line(text) for text in of["HeadLine"] if text]
    headlines += [Line(text, "deck") for text in of["SubHeadLine"] if text]
    rights = [note(text, where, "a notice of rights") for text in of["CopyrightLine"]]
    rights += [note(text, where, "a notice of rights") for text in of["RightsLine"]]
    rights += [
        note(block_text(each), where, "a notice of rights")
        for each in children(component, "RightsMetadata")
    ]
    return replace(
        dispatch,
        headlines=tuple(headlines) or dispatch.headlines,
        byline=", ".join(filter(None, of["ByLine"])) or dispatch.byline,
        credit=next(filter(None, of["CreditLine"]), dispatch.credit),
        datelines=tuple(of["DateLine"]) or dispatch.datelines,
        slug=next(filter(None, of["SlugLine"]), dispatch.slug),
        keywords=(*dispatch.keywords, *of["KeywordLine"]),
        notes=(*dispatch.notes, *rights, *_other_lines(lines, where)),
    )


def _other_lines(lines: Node, where: Where) -> Iterator[LeftOut]:
    """Lines of types of an agency's own, with their type."""
    for each in children(lines, "NewsLine"):
        kind = _attribute(child(each, "NewsLineType"), "FormalName") or "a line of the head"
        for text in children(each, "NewsLineText"):
            what = (
                "a note to editors" if "advis" in kind.lower() or "note" in kind.lower() else kind
            )
            yield note(block_text(text), where, what)


def _gather(component: Node, place: Place, parts: _Parts, top: bool = False) -> None:
    """Texts and pictures of a component and of those in it. A component of a picture has its
    caption beside it, in a component of its own or as text."""
    items = list(children(component, "ContentItem"))
    inner = list(children(component, "NewsComponent"))
    shot = _picture(component, items, inner, place)
    if shot is not None:
        parts.shots.append(shot)
        return
    texts = [text for item in items if (text := _text(item, place)) is not None]
    parts.kinds += [_kind(item) for item in items if child(item, "DataContent") is None]
    texts = [text for text in texts if text.copy.pieces]
    parts.texts += texts if top else [_with_lines(text, component) for text in texts]
    for each in inner:
        _gather(each, place, parts)
    if not texts and not top:
        parts.notes += _unused_lines(component, place)


def _unused_lines(component: Node, place: Place) -> Iterator[LeftOut]:
    """The lines of a component without text of its own."""
    lines = child(component, "NewsLines")
    for each in children(lines) if lines is not None else ():
        yield note(block_text(each), line_of(each, place.where), "a line of the head")


def _kind(item: Node) -> str:
    medium = _attribute(child(item, "MediaType"), "FormalName") or "content"
    return f"a {medium.lower()}"


_PHOTOS = ("photo", "picture", "image", "graphic", "still")


def _is_photo(item: Node) -> bool:
    medium = _attribute(child(item, "MediaType"), "FormalName").lower()
    kind = _attribute(child(item, "MimeType"), "FormalName").lower()
    return bool(item.get("Href")) and (any(sign in medium for sign in _PHOTOS) or is_usable(kind))


def _role(component: Node) -> str:
    return _attribute(child(component, "Role"), "FormalName").lower()


def _picture(component: Node, items: list[Node], inner: list[Node], place: Place) -> Shot | None:
    """The picture of a component whose contents are renditions of one; None for any other."""
    photos = [item for item in items if _is_photo(item)]
    below = [item for each in inner for item in children(each, "ContentItem")]
    if not photos and inner and "caption" in map(_role, inner):
        photos = [item for item in below if _is_photo(item)]
    if not photos:
        return None
    captions = [_text(item, place) for item in (*items, *below) if item not in photos]
    caption = " ".join(words_in(each.copy.pieces) for each in captions if each is not None)
    lines = child(component, "NewsLines")
    texts = (
        {
            name: " ".join(block_text(each) for each in children(lines, name))
            for name in ("HeadLine", "ByLine", "CreditLine", "CopyrightLine")
        }
        if lines is not None
        else {}
    )
    credit = "/".join(filter(None, (texts.get("ByLine"), texts.get("CreditLine"))))
    return replace(
        shot_of([_rendition(item) for item in photos]),
        caption=caption or texts.get("HeadLine", ""),
        credit=credit or texts.get("CopyrightLine", ""),
        alt=texts.get("HeadLine", "") if caption else "",
    )


def _rendition(item: Node) -> Rendition:
    sizes = {
        (each.get("FormalName") or "").lower(): each.get("Value")
        for each in descendants(item, "Property")
    }
    return Rendition(
        (item.get("Href") or "").strip(),
        _attribute(child(item, "MimeType"), "FormalName"),
        _attribute(child(item, "Format"), "FormalName") or (item.get("Duid") or ""),
        pixels(sizes.get("width")),
        pixels(sizes.get("height")),
    )


def _text(item: Node, place: Place) -> Dispatch | None:
    """The text of a content item: NITF in full or its body alone, HTML, or plain."""
    data = child(item, "DataContent")
    if data is None:
        return None
    where = line_of(data, place.where)
    words = _counted(item)
    nitf = child(data, "nitf")
    if nitf is not None:
        return replace(nitf_body(nitf, Place(where, place.address)), words=words)
    if any(name_of(each) for each in data):
        body = first(data, "body.content", "body")
        html, left_out = html_inside(body if body is not None else data, where)
        copy = copy_of(html, Setting(Where(where.file), place.address))
        return Dispatch("", where, copy=copy, words=words, notes=left_out)
    text = copy_of_anything(all_text(data), Place(where, place.address))
    return replace(text, words=words)


def _counted(item: Node) -> int | None:
    for each in descendants(item, "Property"):
        if (each.get("FormalName") or "").lower() in ("words", "wordcount"):
            value = each.get("Value") or ""
            return int(value) if value.isdecimal() and len(value) < 9 else None
    return None
