"""ninjs (IPTC, News in JSON) 1.0 to 3.1, superdesk's and AP's: JSON to items.

headline, headline_*, headlines      the headlines by their roles
body_*, bodies                       one text in several forms: the richest is taken
associations, renditions             pictures of the story; texts are stories of their own
uri or guid, version                 key and version
urgency, embargoed, pubstatus        rank, embargo, kill
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from layout.imports.dates import moment_of
from layout.imports.item import Given, LeftOut, Status
from layout.imports.source import Source
from layout.imports.wires.dates import moment_noted
from layout.imports.wires.dispatch import (
    NO_COPY,
    Dispatch,
    Line,
    Shot,
    Subject,
    corrected,
    given_of,
    no_story,
    note,
)
from layout.imports.wires.editing import adds_no_word, counted, tidy, words_in
from layout.imports.wires.g2_content import (
    Rendition,
    copy_of_anything,
    is_usable,
    pixels,
    shot_of,
)
from layout.imports.wires.ninjs.file import File, Object, file_of
from layout.imports.wires.ninjs.kinds import Json, breaches
from layout.imports.wires.nitf import Place, is_nitf, status_of
from slots.finding import Finding, Severity, Where

_DEEPEST = 6


def read_ninjs(source: Source) -> Iterator[Given]:
    """The items of a file of ninjs: of one item, a list of them, or an answer of an interface that
    has them within."""
    file = file_of(source)
    yield from file.findings
    if file.value is None:
        return
    if isinstance(file.value, dict) and "$schema" in file.value:
        message = "a JSON Schema, which says what items look like, and no item"
        yield Finding("not-a-story", Severity.INFO, message, source.where)
        return
    items = list(_items(file.value, 0))
    for item in items:
        yield from _given(_Read(file, Place(source.where, source.address)), item, 0)
    if not items:
        message = "JSON without an item of ninjs"
        yield Finding("no-items", Severity.WARNING, message, source.where)


_WRAPPERS = ("data", "item", "items", "_items", "results", "docs")


def _items(value: Json, depth: int) -> Iterator[Object]:
    """The items of a value: itself, or those that it wraps."""
    if isinstance(value, list) and depth < _DEEPEST:
        for each in value:
            yield from _items(each, depth + 1)
    elif isinstance(value, dict):
        wrapped = [value[name] for name in _WRAPPERS if isinstance(value.get(name), dict | list)]
        if "uri" in value or "guid" in value or not wrapped:
            yield value
        elif depth < _DEEPEST:
            for each in wrapped:
                yield from _items(each, depth + 1)


@dataclass(frozen=True, slots=True)
class _Read:
    """The file that is read, and its place."""

    file: File
    place: Place


def _text(item: Object, *names: str) -> str:
    for name in names:
        value = item.get(name)
        if isinstance(value, str) and value.strip():
            return value
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
    return ""


def _texts(item: Object, *names: str) -> Iterator[str]:
    """The texts of properties that are a text or a list of them."""
    for name in names:
        value = item.get(name)
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, str) and each.strip():
                yield each


def _objects(item: Object, *names: str) -> Iterator[Object]:
    """The objects of properties that are lists or named objects; their names in "name"."""
    for name in names:
        value = item.get(name)
        if isinstance(value, list):
            yield from (each for each in value if isinstance(each, dict))
        elif isinstance(value, dict):
            for key, each in value.items():
                if isinstance(each, dict):
                    yield {"name": key, **each}
                elif isinstance(each, list):
                    yield from (one for one in each if isinstance(one, dict))


_KINDS = {
    "picture": "a picture",
    "graphic": "a graphic",
    "photo": "a picture",
    "image": "a picture",
    "audio": "a sound recording",
    "video": "a video",
    "composite": "a package",
    "event": "an event",
    "planning": "a plan of coverage",
    "component": "a component",
    "text": "an article",
    "": "an item",
}
_PICTURES = frozenset({"picture", "graphic", "photo", "image"})
_NO_NEWS = frozenset({"event", "planning", "component"})


def _given(read: _Read, written: Object, depth: int) -> Iterator[Given]:
    """The item of an object, and those of texts that it is associated with."""
    where = read.file.where_of(_text(written, "uri", "guid"))
    yield from _breaches(read.file, written, where)
    item = {name.lower(): value for name, value in written.items()}
    dispatch = _dispatch(item, Place(where, read.place.address))
    kind = _text(item, "type").lower()
    if kind in _NO_NEWS or kind in _PICTURES:
        yield _not_a_story(dispatch, item, kind)
        return
    beside = _Beside([], [], [])
    if depth < _DEEPEST:
        _gather(item, beside, where, 0)
    shots = (*dispatch.shots, *beside.shots)
    dispatch = replace(dispatch, notes=(*dispatch.notes, *beside.notes))
    if dispatch.copy.pieces or not beside.texts:
        yield from _one(replace(dispatch, shots=shots), item)
    for text in beside.texts:
        yield from _given(read, text, depth + 1)


def _one(dispatch: Dispatch, item: Object) -> Iterator[Given]:
    if dispatch.copy.pieces or dispatch.status is Status.KILLED:
        yield from given_of(dispatch)
        return
    elsewhere = [
        _text(each, "href")
        for each in _objects(item, "renditions")
        if _text(each, "type").lower() == "text"
    ]
    hint = f"its text lies elsewhere: {elsewhere[0]}" if elsewhere else None
    yield from dispatch.findings
    yield no_story(dispatch, "no-text", hint)


def _not_a_story(dispatch: Dispatch, item: Object, kind: str) -> Finding:
    """The finding for what is no story by its type."""
    if kind in _PICTURES:
        return no_story(dispatch, "picture-alone")
    titles = [Line(_text(each, "title", "name")) for each in _objects(item, "plannedcoverage")]
    dispatch = replace(dispatch, headlines=(*dispatch.headlines, *titles))
    return no_story(dispatch, "not-a-story")


def _breaches(file: File, item: Object, where: Where) -> Iterator[Finding]:
    for breach in breaches(item):
        place = file.where_of_key(breach.key, where)
        yield Finding("not-ninjs", Severity.INFO, breach.message, place)


def _dispatch(item: Object, place: Place) -> Dispatch:
    """All that an item says, but for its associations."""
    where = place.where
    kind = _text(item, "type").lower()
    credit = _credit(item)
    dispatch = Dispatch(
        key=_text(item, "uri", "guid") or f"ninjs {where.file or ''}",
        where=where,
        version=_text(item, "version", "versioncreated"),
        kind=_KINDS.get(kind, f"an item of type {kind[:40]}"),
        headlines=tuple(_headlines(item)),
        decks=tuple(_descriptions(item)),
        byline=_byline(item),
        credit=credit,
        datelines=tuple(_texts(item, "dateline")),
        located=_text(item, "located") or _city(item),
        date=moment_of(_text(item, "firstpublished", "firstcreated", "versioncreated")),
        updated=moment_of(_text(item, "versioncreated")),
        embargo=moment_of(_text(item, "embargoed")) or moment_noted(_text(item, "embargoed")),
        status=status_of(_text(item, "pubstatus")),
        urgency=_urgency(item),
        subjects=tuple(_subjects(item)),
        keywords=tuple(_keywords(item)),
        language=_text(item, "language"),
        slug=_text(item, "slugline"),
        words=_count(item),
        notes=tuple(_notes(item, where)),
        replaces=tuple(_texts(item, "evolvedfrom", "rewrite_of")),
        findings=tuple(_corrections(item, where)),
    )
    shot = _shot_of(item, kind)
    dispatch = replace(_with_body(dispatch, item, place), shots=(shot,) if shot else ())
    if kind not in _PICTURES:
        return dispatch
    beside = note(words_in(dispatch.copy.pieces), where, "text beside the picture")
    return replace(dispatch, copy=NO_COPY, notes=(*dispatch.notes, beside))


def _urgency(item: Object) -> int | None:
    for name in ("urgency", "priority"):
        value = item.get(name)
        if isinstance(value, int) and not isinstance(value, bool):
            return value
    return None


def _count(item: Object) -> int | None:
    value = item.get("wordcount")
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    counts = [each.get("wordcount", each.get("wordCount")) for each in _objects(item, "bodies")]
    return max((each for each in counts if isinstance(each, int)), default=None)


def _headlines(item: Object) -> Iterator[Line]:
    if headline := _text(item, "headline"):
        yield Line(headline)
    for each in _objects(item, "headlines"):
        yield Line(_plain(_text(each, "value")), _text(each, "role") or "main")
    for name, value in item.items():
        if name.startswith("headline_") and isinstance(value, str):
            yield Line(_plain(value), name.removeprefix("headline_"))
    if title := _text(item, "title"):
        yield Line(title, "title")


def _plain(text: str) -> str:
    """A line that may be HTML, without its tags."""
    if "<" not in text and "&" not in text:
        return text
    return words_in(copy_of_anything(f"<p>{text}</p>", Place(Where())).copy.pieces)


def _descriptions(item: Object) -> Iterator[Line]:
    """The descriptions, those without tags first."""
    lines: list[Line] = []
    for each in _objects(item, "descriptions"):
        lines.append(Line(_plain(_text(each, "value")), _text(each, "role")))
    for name, value in item.items():
        if name.startswith("description_") and isinstance(value, str):
            role = name.removeprefix("description_")
            if role != "creditline":
                lines.append(Line(_plain(value), role))
    yield from lines


def _credit(item: Object) -> str:
    credit = _text(item, "description_creditline", "creditline", "credit")
    if credit or _byline(item):
        return credit
    return _text(item, "source", "provider")


def _byline(item: Object) -> str:
    byline = _text(item, "byline", "by")
    if byline:
        return _plain(byline)
    writers = [
        _text(each, "name", "byline")
        for each in _objects(item, "authors")
        if _text(each, "role").lower() in ("writer", "author", "")
    ]
    photographer = item.get("photographer")
    if isinstance(photographer, dict):
        writers.append(_text(photographer, "name"))
    return ", ".join(filter(None, writers))


def _city(item: Object) -> str:
    location = item.get("datelinelocation")
    return _text(location, "city") if isinstance(location, dict) else ""


def _subjects(item: Object) -> Iterator[Subject]:
    for each in _objects(item, "service"):
        yield Subject(_text(each, "name"), "", category=True)
    for each in _objects(item, "subject", "subjects"):
        rels = [*_texts(each, "rel"), *_texts(each, "rels")]
        code = _text(each, "uri", "code", "literal")
        yield Subject(_text(each, "name", "title"), code, "category" in rels)


def _keywords(item: Object) -> Iterator[str]:
    for text in _texts(item, "keyword", "keywords"):
        yield from text.split(";")


def _notes(item: Object, where: Where) -> Iterator[LeftOut]:
    for text in _texts(item, "ednote", "embargoedreason", "specialinstructions"):
        yield note(text, where)
    for text in _texts(item, "usageterms", "copyrightnotice"):
        yield note(text, where, "a notice of rights")


def _corrections(item: Object, where: Where) -> Iterator[Finding]:
    signals = [*_texts(item, "signals", "signal")]
    signals += [_text(each, "code", "name", "qcode") for each in _objects(item, "signal")]
    if any("correct" in signal.lower() for signal in signals):
        yield corrected(where)


_FORMS = ("html", "nitf", "xml", "richtext")


def _worth(role: str, kind: str, text: str) -> int:
    """How good a form of a text is: HTML, then NITF, then other markup, then plain text."""
    label = f"{role} {kind}".lower()
    for index, form in enumerate(_FORMS):
        if form in label and not (form == "html" and "nitf" in label):
            return len(_FORMS) + 1 - index
    return 1 if "<" in text else 0


def _with_body(dispatch: Dispatch, item: Object, place: Place) -> Dispatch:
    """A dispatch with its copy, of the best form of its body; words that only others have are left
    out, reported."""
    forms = [
        (_worth(name, "", value), value)
        for name, value in item.items()
        if name.startswith("body_") and isinstance(value, str) and value.strip()
    ]
    for each in _objects(item, "bodies"):
        value = _text(each, "value")
        kind = _text(each, "contenttype", "contentType")
        if value:
            forms.append((_worth(_text(each, "role"), kind, value), value))
    if not forms:
        return dispatch
    read = [(worth, copy_of_anything(_body_part(text), place)) for worth, text in forms]
    best = max(read, key=lambda form: (bool(form[1].copy.pieces), form[0]))[1]
    lines = (line.text for line in dispatch.headlines)
    word_counts = counted(" ".join((_words(best), *lines, dispatch.byline)))
    others = [
        note(_words(form), place.where, "another form of the text")
        for _, form in read
        if form is not best and not adds_no_word(_words(form), word_counts)
    ]
    headlines = dispatch.headlines or best.headlines
    return replace(
        dispatch,
        copy=best.copy,
        headlines=(*headlines, *(replace(line, role="body") for line in best.headlines)),
        byline=dispatch.byline or best.byline,
        datelines=(*dispatch.datelines, *best.datelines),
        decks=(*dispatch.decks, *best.decks),
        notes=(
            *dispatch.notes,
            *best.notes,
            *others,
            *(note(each, place.where, "another byline") for each in (best.byline, best.credit)),
        ),
    )


_BODY = re.compile(r"<body\b", re.I)


def _body_part(text: str) -> str:
    """The body of a page or of another markup that has one, without what stands in its head."""
    found = _BODY.search(text)
    return text[found.start() :] if found and not is_nitf(text) else text


def _words(form: Dispatch) -> str:
    lines = (line.text for line in (*form.headlines, *form.decks))
    left = (each.text for each in (*form.copy.left_out, *form.notes))
    return " ".join((words_in(form.copy.pieces), *left, *lines, form.byline, form.credit))


@dataclass(frozen=True, slots=True)
class _Beside:
    """What an item is associated with: texts, pictures, words of all else."""

    texts: list[Object]
    shots: list[Shot]
    notes: list[LeftOut]


def _gather(item: Object, beside: _Beside, where: Where, depth: int) -> None:
    """Sorts the associations of an item, and those of galleries among them."""
    for written in _objects(item, "associations"):
        each = {name.lower(): value for name, value in written.items()}
        kind = _text(each, "type").lower()
        shot = _shot_of(each, kind)
        if shot is not None and kind in (*_PICTURES, ""):
            beside.shots.append(_described(shot, each))
            beside.notes.extend(_notes(each, where))
        elif any(name.startswith("body_") or name == "bodies" for name in each):
            beside.texts.append(written)
        else:
            beside.notes.extend(_left_out(each, kind, where))
        if kind == "composite" and depth < _DEEPEST:
            _gather(each, beside, where, depth + 1)


def _left_out(item: Object, kind: str, where: Where) -> Iterator[LeftOut]:
    """The words of what cannot stand in a story: a recording, a link."""
    what = f"{_KINDS.get(kind, 'an item')} beside the story"
    for line in (*_headlines(item), *_descriptions(item)):
        yield note(line.text, where, what)
    for text in (_byline(item), _credit(item)):
        yield note(text, where, what)
    yield from _notes(item, where)


def _described(shot: Shot, item: Object) -> Shot:
    """A picture with its caption, credit and alternative text."""
    headline = next((line.text for line in _headlines(item)), "")
    caption = ""
    for line in _descriptions(item):
        if not adds_no_word(line.text, caption):
            caption = f"{caption} {line.text}".strip()
    byline, credit = _byline(item), _credit(item)
    credits = byline if not credit or adds_no_word(credit, byline) else f"{byline}/{credit}"
    alt = _text(item, "body_text")
    caption = caption or headline
    return replace(
        shot,
        caption=tidy(caption),
        credit=tidy(credits.strip("/")),
        alt=" ".join(filter(None, (alt, headline if headline != caption else ""))),
    )


def _shot_of(item: Object, kind: str) -> Shot | None:
    """The picture that an item's renditions are of, None where they are of none."""
    renditions = [_rendition(each) for each in _objects(item, "renditions")]
    usable = [each for each in renditions if each.address and _is_picture(each, kind)]
    return shot_of(usable) if usable else None


def _rendition(written: Object) -> Rendition:
    each = {name.lower(): value for name, value in written.items()}
    return Rendition(
        _text(each, "href", "uri"),
        _text(each, "mimetype", "contenttype"),
        _text(each, "name", "role"),
        pixels(each.get("width")),
        pixels(each.get("height")),
    )


def _is_picture(rendition: Rendition, kind: str) -> bool:
    return is_usable(rendition.kind) or (not rendition.kind and kind in _PICTURES)
