"""The grammar of shortcodes, `[tag name="value"]inner[/tag]`, and which texts in brackets are one.

Newspapers write in brackets ("[sic]", "[the mayor]"), so brackets alone are no shortcode: it is one
that somebody knows, that has values, that is closed, or whose name has an underscore.
Source: https://codex.wordpress.org/Shortcode_API, "Formal syntax".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

_TAG = re.compile(
    r"(?P<escape>\[?)\[(?P<close>/?)(?P<name>[a-zA-Z][\w-]{0,60})(?![\w-])"
    r"(?P<values>[^\[\]]{0,4000}?)(?P<empty>/?)\](?P<end>\]?)"
)
_VALUE = re.compile(
    r"([\w-]+)\s*=\s*\"([^\"]*)\"(?=\s|\Z)|([\w-]+)\s*=\s*'([^']*)'(?=\s|\Z)"
    r"|([\w-]+)\s*=\s*([^\s'\"]+)(?=\s|\Z)|\"([^\"]*)\"(?=\s|\Z)|'([^']*)'(?=\s|\Z)|(\S+)"
)
_HAS_VALUES = re.compile(
    r"(?:^|\s)[\w-]+\s*=\s*(?:[\"'\u201c\u201d\u2018\u2019\u2032\u2033\w#/]|&)"
)
_CURLY = str.maketrans(dict.fromkeys("“”″„«»", '"'))


@dataclass(frozen=True, slots=True)
class Shortcode:
    """A shortcode as it stands: its name in lower case, its values by name (those without one by
    their place: "0", "1"), what stands in it, and the tags themselves."""

    name: str
    values: Mapping[str, str]
    inner: str
    opening: str
    closing: str = ""


@dataclass(frozen=True, slots=True)
class _Found:
    """A shortcode's place: its tag, and that of its closing tag where it has one."""

    tag: re.Match[str]
    closing: re.Match[str] | None


_Rendered = Callable[[Shortcode], str | None]
"""What stands in the place of a shortcode; None leaves it as it is."""


def values_of(text: str) -> dict[str, str]:
    """The values in a tag, their names in lower case; typographic quotes, which WordPress sets
    where it does not know the tag, count as straight ones.

    >>> values_of(' id="7" ids=\\'1,2\\' wide "a b"')
    {'id': '7', 'ids': '1,2', '0': 'wide', '1': 'a b'}
    """
    found: dict[str, str] = {}
    places = 0
    for match in _VALUE.finditer(text.translate(_CURLY)):
        groups = match.groups()
        for at in (0, 2, 4):
            if groups[at] is not None:
                found.setdefault(groups[at].lower(), groups[at + 1])
                break
        else:
            found[str(places)] = next(each for each in groups[6:] if each is not None)
            places += 1
    return found


def _is_shortcode(match: re.Match[str], closed: bool, known: frozenset[str]) -> bool:
    """Whether text in brackets is a shortcode, and not what an editor put in brackets."""
    name, values = match["name"], match["values"]
    if name.lower() in known:
        return True
    if closed or match["empty"] or "_" in name:
        return not values or values[0].isspace()
    return bool(_HAS_VALUES.search(values))


def with_shortcodes(html: str, known: frozenset[str], render: _Rendered) -> str:
    """HTML with all its shortcodes rendered; `[[tag]]` is text in single brackets, where the tag
    is one. What stands in a shortcode is not looked at here: `render` does where it keeps it.

    >>> with_shortcodes("a [b x=1]c[/b] [sic] [[b x=1]]", frozenset(), lambda each: each.inner)
    'a c [sic] [b x=1]'
    """
    if "[" not in html:
        return html
    out: list[str] = []
    end = 0
    for found in _found(html, known):
        tag, closing = found.tag, found.closing
        if tag.start() < end:
            continue
        last = closing or tag
        if tag["escape"] and last["end"]:
            out += (html[end : tag.start()], html[tag.start() + 1 : last.end() - 1])
            end = last.end()
            continue
        start = tag.start() + len(tag["escape"])
        stop = last.end() - len(last["end"])
        inner = html[tag.end() - len(tag["end"]) : closing.start()] if closing else ""
        opening = html[start : tag.end() - len(tag["end"])] if closing else html[start:stop]
        whole = Shortcode(
            tag["name"].lower(),
            values_of(tag["values"]),
            inner,
            opening,
            closing[0] if closing else "",
        )
        rendered = render(whole)
        if rendered is not None:
            out += (html[end:start], rendered)
            end = stop
    out.append(html[end:])
    return "".join(out)


def _found(html: str, known: frozenset[str]) -> list[_Found]:
    """The shortcodes of a text in their order; the closing tag is the next of the same name."""
    closers: dict[str, re.Match[str]] = {}
    found: list[_Found] = []
    for match in reversed(list(_TAG.finditer(html))):
        name = match["name"].lower()
        if match["close"]:
            closers[name] = match
            continue
        closing = None if match["empty"] else closers.get(name)
        if _is_shortcode(match, closing is not None, known):
            found.append(_Found(match, closing))
    return found[::-1]
