"""HTML to tokens: tags and text, told apart as browsers do.

Comments, doctypes and instructions go. What stands in scripts, styles and the like is one text.
Source: WHATWG HTML, 13.2.5 Tokenization. Each sign is looked at a fixed number of times, whatever
is not closed.
"""

from __future__ import annotations

import html
import html.entities
import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from layout.story.text.sanitise import sanitise

_RAW = frozenset("script style xmp iframe noembed noframes textarea title plaintext".split())
"""Elements in which tags are text."""
_WITH_REFERENCES = ("textarea", "title")


class Start(NamedTuple):
    """A start tag; `closed` where it ends in "/>". Of two attributes of one name the first counts.
    `raw` is the text of an element in which tags are text, which then has no end tag."""

    name: str
    attributes: Mapping[str, str]
    line: int
    closed: bool = False
    raw: str | None = None


class End(NamedTuple):
    """An end tag."""

    name: str


class Unfinished(NamedTuple):
    """A tag that is open where the text ends; browsers show nothing of it."""

    text: str
    line: int


_Token = Start | End | Unfinished | str

_NAME = re.compile(r"[^\t\n\f\r />]+")
_OPENS = re.compile(r"</?[A-Za-z]")
_GAP = re.compile(r"[\t\n\f\r /]*+")
_ATTRIBUTE = re.compile(r"([^\t\n\f\r />][^\t\n\f\r />=]*+)(?:[\t\n\f\r ]*+(=)[\t\n\f\r ]*+)?+")
_VALUE = re.compile(r"""([^\t\n\f\r >]*+)""")
_COMMENT_END = re.compile(r"--!?>")
_REFERENCE = re.compile(r"&(?:#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[A-Za-z][A-Za-z0-9]*;?)")
_SCRIPT_MARK = re.compile(r"<!--|-->|</?script(?=[\t\n\f\r />])", re.IGNORECASE)
_LINE_END = re.compile(r"&#(?:0*(?:11|12|28|29|30)|[xX]0*(?:[bBcC]|1[cCdDeE]));?")
_CDATA = "<![CDATA["
_LONGEST_NUMBER = 12
_NONE: Mapping[str, str] = {}


def tokens_of(text: str, in_drawing: Callable[[], bool]) -> Iterator[_Token]:
    """The tokens of a text. Lines count from 0.

    `in_drawing` tells whether the next one stands in a drawing or formula, where no element is raw
    and <![CDATA[ ]]> holds text.
    """
    at, line, counted = 0, 0, 0
    while at < len(text):
        sign = text.find("<", at)
        if sign < 0:
            yield unescaped(text[at:])
            return
        if text.startswith(_CDATA, sign) and in_drawing():
            after = _after(text, "]]>", sign)
            yield unescaped(text[at:sign])
            yield text[sign + len(_CDATA) : after].removesuffix("]]>")
            at = after
            continue
        end = _markup_end(text, sign)
        if end is None:  # a < that is text, with all up to the next
            following = text.find("<", sign + 1)
            following = len(text) if following < 0 else following
            yield unescaped(text[at:following])
            at = following
            continue
        if sign > at:
            yield unescaped(text[at:sign])
        at = end
        if text[sign + 1] in "!?" or not _opens_name(text, sign):
            continue
        line += text.count("\n", counted, sign)
        counted = sign
        token, at = _tag(text, sign, line, in_drawing)
        yield token


def unescaped(text: str) -> str:
    """The text with its character references read: "&amp;" is "&"."""
    return _REFERENCE.sub(_character, text) if "&" in text else text


def _character(reference: re.Match[str]) -> str:
    written = reference[0]
    if written[1] == "#" and len(written) > _LONGEST_NUMBER:
        return "\ufffd"
    if _LINE_END.fullmatch(written):
        return "\n"
    return sanitise(html.unescape(written), "")[0] if written[1] == "#" else html.unescape(written)


def _opens_name(text: str, sign: int) -> bool:
    """Whether a tag with a name begins at a "<"."""
    return _OPENS.match(text, sign) is not None


def _markup_end(text: str, sign: int) -> int | None:
    """Where a comment or instruction that begins at a "<" ends; its own place for a tag with a
    name, None where the "<" is text."""
    if _opens_name(text, sign):
        return sign
    if text.startswith("<!--", sign):
        return _comment_end(text, sign + 4)
    if text.startswith(("<!", "<?"), sign) or (
        text.startswith("</", sign) and sign + 2 < len(text)
    ):
        return _after(text, ">", sign + 2)
    return None


def _comment_end(text: str, start: int) -> int:
    for short in (">", "->"):
        if text.startswith(short, start):
            return start + len(short)
    end = _COMMENT_END.search(text, start)
    return end.end() if end else len(text)


def _after(text: str, sign: str, start: int) -> int:
    end = text.find(sign, start)
    return len(text) if end < 0 else end + len(sign)


def _tag(text: str, sign: int, line: int, in_drawing: Callable[[], bool]) -> tuple[_Token, int]:
    """The tag that begins at a "<" and has a name, and where it ends."""
    closing = text[sign + 1] == "/"
    named = _NAME.match(text, sign + 1 + closing)
    assert named
    name = named[0].lower()
    attributes, end = _attributes(text, named.end())
    if end is None:
        return Unfinished(text[sign:], line), len(text)
    if closing:
        return End(name), end
    closed = text[end - 2] == "/"
    if name not in _RAW or in_drawing():
        return Start(name, attributes, line, closed), end
    inside, after = _raw(text, name, end)
    if closed and after is None:
        return Start(name, attributes, line, True, ""), end
    return Start(name, attributes, line, closed, inside), len(text) if after is None else after


def _attributes(text: str, at: int) -> tuple[Mapping[str, str], int | None]:
    """The attributes from here on, and the place behind the tag's ">": None where it has none."""
    if text.startswith(">", at):
        return _NONE, at + 1
    found: dict[str, str] = {}
    while True:
        gap = _GAP.match(text, at)
        at = gap.end() if gap else at
        if at >= len(text):
            return found, None
        if text[at] == ">":
            return found, at + 1
        attribute = _ATTRIBUTE.match(text, at)
        assert attribute
        at, value = attribute.end(), ""
        if attribute[2]:
            quote = text[at : at + 1]
            if quote and quote in "\"'":
                end = text.find(quote, at + 1)
                if end < 0:
                    return found, None
                value, at = text[at + 1 : end], end + 1
            else:
                bare = _VALUE.match(text, at)
                value, at = (bare[1], bare.end()) if bare else ("", at)
        found.setdefault(attribute[1].lower(), _value(value))


def _value(written: str) -> str:
    """An attribute's value: there "&copy=" is no sign of copyright, but part of an address."""
    if "&" not in written:
        return written
    return _REFERENCE.sub(_character_in_value, written)


def _character_in_value(reference: re.Match[str]) -> str:
    written, end = reference[0], reference.end()
    if written[1] != "#" and not written.endswith(";"):
        exact = written[1:] in html.entities.html5
        if not exact or reference.string.startswith("=", end):
            return written
    if written[1] != "#" and written[1:] not in html.entities.html5:
        return written
    return _character(reference)


def _raw(text: str, name: str, start: int) -> tuple[str, int | None]:
    """The text of a raw element and the place behind its end tag, None where it has no end."""
    if name == "plaintext":
        return text[start:], None
    close = _script_end(text, start) if name == "script" else _raw_end(text, name, start)
    if close is None:
        inside = text[start:]
        end = None
    else:
        inside = text[start:close]
        end = _attributes(text, close + 2 + len(name))[1] or len(text)
    inside = inside.removeprefix("\n") if name == "textarea" else inside
    return unescaped(inside) if name in _WITH_REFERENCES else inside, end


def _raw_end(text: str, name: str, start: int) -> int | None:
    end = re.compile(rf"</{name}(?=[\t\n\f\r />])", re.IGNORECASE).search(text, start)
    return end.start() if end else None


def _script_end(text: str, start: int) -> int | None:
    """Where a script's end tag begins. In a comment in it, another script may open and close."""
    commented = nested = False
    for mark in _SCRIPT_MARK.finditer(text, start):
        sign = mark[0].lower()
        if sign == "<!--":
            commented = True
        elif sign == "-->":
            commented = nested = False
        elif sign == "<script":
            nested = commented
        elif nested:
            nested = False
        else:
            return mark.start()
    return None
