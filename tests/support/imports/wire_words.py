"""What a reader of an agency's file sees, told by rules of the tests' own: with ElementTree, json
and regular expressions, sharing no code with the engine.

A file comes to `Seen`: `texts`, each of which has to be there as often as its words are in it, all
of them together; and `lines` (headlines, notes, names), which files say again and again, so that
each has to be there once.
"""

from __future__ import annotations

import html
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from support.imports.visible_words import texts_of_copy, visible_text

from layout.imports.item import Given, Item
from slots.finding import Finding

_WORD = re.compile(r"[^\W_]+")
_NULL = "no-data-available"


def words(text: str) -> Counter[str]:
    """The words of a text with how often they stand in it, whatever their case and signs."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return Counter(_WORD.findall(folded))


@dataclass
class Seen:
    """What is seen: running text, and lines that files say more than once."""

    texts: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)

    def add(self, *lines: str | None) -> None:
        """Notes lines, those that say something."""
        self.lines += [line for line in lines if line and _NULL not in line.casefold()]

    @property
    def count(self) -> int:
        """The words of all of it."""
        return sum(words(" ".join((*self.texts, *self.lines))).values())


def given_words(given: Iterable[Given]) -> Counter[str]:
    """All words of items and findings: heads, pieces, alternative texts, left-outs, messages."""
    texts: list[str] = []
    for each in given:
        texts += [each.message] if isinstance(each, Finding) else _item_texts(each)
    return words(" ".join(texts))


def _item_texts(item: Item) -> Iterator[str]:
    head = item.head
    for runs in (head.headline, head.print_headline, head.deck):
        yield "".join(run.text for run in runs)
    yield from (head.kicker, head.byline, head.dateline, head.section, *head.tags)
    yield from texts_of_copy(item.copy)
    yield from (getattr(piece, "alt", "") for piece in item.copy.pieces)
    yield from (each.text for each in item.copy.left_out)
    yield from (each.message for each in item.copy.findings)


def lost(seen: Seen, given: Iterable[Given]) -> Counter[str]:
    """The words that are seen and not given: none is the law."""
    there = given_words(given)
    gone = words(" ".join(seen.texts)) - there
    for line in seen.lines:
        gone |= words(line) - there
    return gone


# --- files ---------------------------------------------------------------------------------------


def seen_in(data: bytes) -> Seen:
    """What a reader sees in a file, whatever it is."""
    if data.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] in (b"{", b"["):
        return _seen_in_json(data)
    if data[:1] in (b"\x01", b"\x16"):
        return _seen_in_wire(data)
    return _seen_in_xml(data)


def _seen_in_wire(data: bytes) -> Seen:
    """All between STX and ETX; AP's fixed spaces part words, its half is a sign."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        text = data.decode("cp1252")
    seen = Seen()
    for message in text.split("\x01")[1:]:
        body = message.partition("\x02")[2].partition("\x03")[0]
        for line in body.split("\n"):
            shown = re.sub("[\x1e\x1f\x10\x08]", " ", line).replace("\x7f", "")
            shown = re.sub(r"(?<=\d)\{", "\u00bd", shown) if line[:1] == "\b" else shown
            (seen.lines if line[:1] in ("^", "*") else seen.texts).append(shown)
    return seen


def _seen_in_json(data: bytes) -> Seen:
    seen = Seen()
    try:
        value = json.loads(data, strict=False)
    except ValueError:
        return seen
    if isinstance(value, dict) and "$schema" not in value:
        _look(value, seen)
    return seen


_WRAPPERS = ("data", "item", "items")
_LINES = frozenset(
    "byline by ednote embargoedreason usageterms copyrightnotice title located creditline".split()
)


def _look(value: object, seen: Seen) -> None:
    if isinstance(value, list):
        for each in value:
            _look(each, seen)
    elif isinstance(value, dict):
        if "uri" in value or "guid" in value:
            _look_at_item(value, seen, top=True)
        else:
            for name in _WRAPPERS:
                _look(value.get(name), seen)


def _look_at_item(written: dict[str, object], seen: Seen, top: bool) -> None:
    item = {name.lower(): value for name, value in written.items()}
    for name, value in item.items():
        if _is_line(name):
            seen.add(*(_shown(each) for each in _listed(value)))
        if name in ("headlines", "descriptions"):
            seen.add(*(_shown(each.get("value")) for each in _objects(value)))
        if name in ("subject", "subjects", "service") and top:
            seen.add(*(str(each.get("name", "")) for each in _objects(value)))
    bodies = [_shown(value) for name, value in item.items() if name.startswith("body_")]
    bodies += [_shown(each.get("value")) for each in _objects(item.get("bodies"))]
    most: Counter[str] = Counter()
    for body in bodies:
        most |= words(body)
    runs_on = top and item.get("type") not in _PICTURES
    (seen.texts if runs_on else seen.lines).append(" ".join(most.elements()))
    for each in _objects(item.get("associations")):
        _look_at_item(each, seen, top=False)


def _is_line(name: str) -> bool:
    """Whether a property is a line: one that has a text, and a name as ninjs allows."""
    plain = name.isascii() and "-with-" not in name
    return name in _LINES or (plain and name.startswith(("headline_", "description_", "headline")))


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _objects(value: object) -> list[dict[str, object]]:
    """The objects of a list, or of an object that names them."""
    listed = list(value.values()) if isinstance(value, dict) else _listed(value)
    return [each for each in listed if isinstance(each, dict)]


_PICTURES = ("picture", "graphic")


def _shown(text: object) -> str:
    """Text as it is shown: NITF's by its body, HTML's by a page, any other as it is."""
    if not isinstance(text, str):
        return ""
    if re.match(r"\s*(?:<\?xml[^>]*>\s*)?<nitf", text):
        root = ElementTree.fromstring(text.encode())
        return "".join(part for each in _all(root, "body.content") for part in _texts(each))
    if "<" in text:
        body = re.search(r"<body\b", text, re.I)
        text = text[body.start() :] if body else text
        return visible_text(re.sub(r"</ br>", "<br>", text))
    return html.unescape(text) if "&" in text and ";" in text else text


def _seen_in_xml(data: bytes) -> Seen:
    seen = Seen()
    text = data
    if b"iso-8859-1" in data[:100].lower():
        try:
            data.decode()
            text = data.replace(b"iso-8859-1", b"utf-8", 1)
        except UnicodeDecodeError:
            pass
    root = ElementTree.fromstring(re.sub(rb"<!DOCTYPE[^>]*>", b"", text))
    for name, look in _LOOKS.items():
        for each in root.iter():
            if _name(each) == name:
                look(each, seen)
    return seen


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _all(root: Element, *names: str) -> Iterator[Element]:
    return (each for each in root.iter() if _name(each) in names)


_APART = frozenset(
    "p li h1 h2 h3 h4 h5 h6 td th tr br div hl1 hl2 block section header ul time byline byttl city"
    " state country media-caption media-producer dateline distributor location person".split()
)
_HIDDEN = frozenset("media-metadata story.date script style media-object".split())


def _texts(element: Element) -> Iterator[str]:
    """Texts of an element in reading order; a space where a paragraph, cell or the like begins."""
    if _name(element) not in _HIDDEN:
        yield " " if _name(element) in _APART else ""
        yield element.text or ""
        for each in element:
            yield from _texts(each)
            yield " " if _name(each) in _APART else ""
            yield each.tail or ""


def _said(element: Element) -> str:
    return "".join(_texts(element))


def _look_at_nitf(nitf: Element, seen: Seen) -> None:
    for each in _all(nitf, "body.content", "body.end"):
        parents = [one for one in _all(nitf, "note", "body.head") if each in one.iter()]
        seen.texts.append("" if parents else _said(each))
    for head in _all(nitf, "body.head"):
        seen.add(*(_said(each) for each in head))
    for each in nitf.iter():
        if _name(each) in ("ed-msg",):
            seen.add(each.get("info"))
        if _name(each) == "revision-history":
            seen.add(each.get("comment"))
        if _name(each) == "tobject.subject":
            seen.add(
                *(each.get(f"tobject.subject.{part}") for part in ("type", "matter", "detail"))
            )
        if _name(each) == "keyword":
            seen.add(each.get("key"), each.text)


def _look_at_news(news: Element, seen: Seen) -> None:
    """A news item of NewsML-G2; NITF within is looked at by itself."""
    for about in _all(news, "contentMeta", "itemMeta", "rightsInfo"):
        lines = ("headline", "by", "dateline", "creditline", "description", "edNote", "keyword")
        seen.add(*(_said(each) for each in _all(about, *lines)))
        seen.add(*(_said(each) for each in _all(about, "copyrightNotice", "usageTerms", "title")))
    for subject in _all(news, "subject"):
        names = [each.text for each in subject if _name(each) == "name" and each.text]
        if names and len(names[0]) > 1 and not any("short" in str(each) for each in names):
            seen.add(names[0])
    for content in _all(news, "inlineXML", "inlineData"):
        if not any(True for _ in _all(content, "nitf")):
            bodies = list(_all(content, "body")) or [content]
            heads = [
                _said(header) for body in bodies for header in body if _name(header) == "header"
            ]
            seen.add(*heads)
            whole = words(" ".join(_said(body) for body in bodies)) - words(" ".join(heads))
            seen.texts.append(" ".join(whole.elements()))


def _look_at_concept(concept: Element, seen: Seen) -> None:
    names = ("headline", "title", "name", "edNote", "definition", "description")
    seen.add(*(_said(each) for each in _all(concept, *names)))


def _look_at_package(package: Element, seen: Seen) -> None:
    seen.add(*(_said(each) for each in _all(package, "headline", "title", "description", "by")))


def _look_at_newsml(item: Element, seen: Seen) -> None:
    for lines in _all(item, "NewsLines"):
        seen.add(*(_said(each) for each in lines if _name(each) != "SlugLine"))
    for each in _all(item, "UsageType"):
        seen.add(each.text)
    for data in _all(item, "DataContent"):
        if not any(True for _ in _all(data, "nitf")):
            seen.texts.append(_said(data) if len(data) else visible_text(data.text or ""))


def _look_at_ritzau(news: Element, seen: Seen) -> None:
    for each in news:
        text = html.unescape(re.sub(r"&amp;(?=\w+;)", "&", each.text or ""))
        if _name(each) in ("headline", "subtitle", "strapline", "town", "section", "byLine"):
            seen.add(text)
        if _name(each) in ("TilRedaktionen", "byLineEmail", "byLinePhone", "origin"):
            seen.add(text)
        if _name(each) == "content":
            seen.texts.append(visible_text(re.sub(r"&amp;(?=\w+;)", "&", each.text or "")))


def _look_at_wenn(entry: Element, seen: Seen) -> None:
    for each in entry.iter():
        if _name(each) in ("title", "content", "slug"):
            seen.add(each.text)
        if _name(each) in ("first_line", "body"):
            seen.texts.append(each.text or "")
        if _name(each) == "tag":
            seen.add(each.get("value"))


_LOOKS = {
    "nitf": _look_at_nitf,
    "newsItem": _look_at_news,
    "packageItem": _look_at_package,
    "conceptItem": _look_at_concept,
    "knowledgeItem": _look_at_concept,
    "planningItem": _look_at_concept,
    "catalogItem": _look_at_concept,
    "NewsItem": _look_at_newsml,
    "RBNews": _look_at_ritzau,
    "entry": _look_at_wenn,
}
