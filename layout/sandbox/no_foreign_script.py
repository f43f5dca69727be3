"""Pages that a theme had a hand in, looked through as a browser reads them: no script but ours.

A theme's own HTML is its designer's, and so is what it does with the words of stories: put into a
script, or into an address, they would be code. So what came of it is read by HTML's own rules, and
holds only what is handed to it: the page's policy, before anything that loads; the scripts of ads;
frames that are shut in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from slots.finding import Finding, Severity

if TYPE_CHECKING:
    from layout.sandbox.whose_template import Shelves

_CLOSED = frozenset(
    "applet base embed frame frameset noembed noframes noscript object plaintext portal template "
    "xmp".split()
)
"""Elements that run, load or hide what a page must not hold."""

_BEFORE = frozenset(("html", "head", "meta", "title"))
"""What may stand before the policy: nothing that loads."""

_ADDRESSES = frozenset("action background cite data formaction href ping poster src".split())
_LOADED = frozenset(("src", "srcset", "poster", "data", "background"))
_DATA = "application/ld+json"
_POLICY = "content-security-policy"
_SANDBOX_OPEN = re.compile(r"allow-(same-origin|top-navigation\S*|modals)")
_SCRIPTED = re.compile(r"^(javascript|vbscript|data|blob|file):", re.IGNORECASE)
_ABROAD = re.compile(r"(^|[\s,])([a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)
_FETCHING = re.compile(
    r"@import|url\(\s*[\"\']?\s*(?!data:image/)(//|[a-z][a-z0-9+.-]*:)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Allowed:
    """What a page may hold: its policy (None: it has none, and may load nothing from elsewhere),
    scripts by address and orders, where it sends its readers on, "" for nowhere, and the addresses
    of pictures that are no files of the page."""

    policy: str | None = None
    scripts: frozenset[tuple[str, str]] = frozenset()
    leads: str = ""
    pictures: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Wrong:
    """What a page must not hold: why, what would help, and the word it may be found by."""

    message: str
    hint: str
    needle: str = ""


def page_findings(html: str, allowed: Allowed, shelves: Shelves) -> tuple[Finding, ...]:
    """What a page holds that it must not, each at the line of the theme it may come from."""
    wrong = dict.fromkeys(_wrong(html, allowed))
    return tuple(
        Finding("bad-template", Severity.ERROR, each.message, shelves.place(each.needle), each.hint)
        for each in wrong
    )


def _wrong(html: str, allowed: Allowed) -> Iterator[_Wrong]:
    from tinyhtml5 import parse

    root = parse(html)
    elements = [each for each in root.iter() if isinstance(each.tag, str)]
    for element in elements:
        name = _bare(element.tag)
        if name in _CLOSED:
            yield _Wrong(f"<{name}> has no place in a page", "take it away", f"<{name}")
        yield from _attributes(element, name, allowed)
        if name == "script":
            yield from _script(element, allowed)
        elif name == "iframe":
            yield from _frame(element, allowed)
        elif name == "style" and allowed.policy is None and _FETCHING.search(element.text or ""):
            yield _Wrong("a style sheet loads files from elsewhere", _ABROAD_HINT, "url(")
    yield from _metas(elements, allowed)


_ABROAD_HINT = "put the file into the theme, and name it from there"


def _bare(tag: str) -> str:
    """An element's name without its namespace."""
    return tag.rpartition("}")[2].lower()


def _attributes(element: Any, name: str, allowed: Allowed) -> Iterator[_Wrong]:
    for key, value in element.attrib.items():
        word = _bare(str(key)).rpartition(":")[2]
        text = re.sub(r"[\x00-\x20]", "", value or "")
        if name == "img" and word == "src" and value in allowed.pictures:
            continue
        if word.startswith("on") or word in ("srcdoc", "formaction"):
            hint = "a theme brings no scripts: style it with CSS"
            yield _Wrong(f"the attribute {word} has no place in a page", hint, f"{word}=")
        elif word in _ADDRESSES and _SCRIPTED.match(text):
            hint = "pass addresses through | safe_href"
            yield _Wrong(f"{word} holds a script or data, not an address", hint, f"{word}=")
        elif word == "attributename" and "href" in text.lower():
            yield _Wrong("an address cannot be animated", "take it away", "attributename")
        elif allowed.policy is None and _loads(name, word) and _ABROAD.search(value or ""):
            yield _Wrong(f"<{name}> loads a file from elsewhere", _ABROAD_HINT, f"<{name}")
        elif allowed.policy is None and word == "style" and _FETCHING.search(value or ""):
            yield _Wrong("a style loads a file from elsewhere", _ABROAD_HINT, "url(")


def _loads(name: str, word: str) -> bool:
    """Whether an attribute of an element names a file that browsers load by themselves."""
    return word in _LOADED or (word == "href" and name in ("link", "image", "use", "feimage"))


def _script(element: Any, allowed: Allowed) -> Iterator[_Wrong]:
    given = (element.get("src", ""), element.get("data-ads", ""))
    data = element.get("type", "").strip().lower() == _DATA and "src" not in element.attrib
    known = given in allowed.scripts and not (element.text or "").strip()
    if not (data or known):
        hint = "a theme brings no scripts: take it away"
        yield _Wrong("a script that newsgrid did not hand to this page", hint, "<script")


def _frame(element: Any, allowed: Allowed) -> Iterator[_Wrong]:
    rights = element.get("sandbox")
    if allowed.policy is None or rights is None or _SANDBOX_OPEN.search(rights):
        hint = 'write sandbox="{{ it.sandbox }}", as in newsgrid\'s beds.html.j2'
        yield _Wrong("a frame is not shut in", hint, "<iframe")


def _metas(elements: list[Any], allowed: Allowed) -> Iterator[_Wrong]:
    """The page's policy comes first and is the one that was handed; it sends readers nowhere."""
    metas = [each for each in elements if _bare(each.tag) == "meta" and "http-equiv" in each.attrib]
    kinds = [each.get("http-equiv", "").strip().lower() for each in metas]
    for element, kind in zip(metas, kinds, strict=True):
        sends = (
            kind == "refresh"
            and allowed.leads
            and element.get("content", "").endswith(f"url={allowed.leads}")
        )
        if kind != _POLICY and not sends:
            yield _Wrong(f"a page cannot set {kind[:30]}", "take it away", "http-equiv")
    if allowed.policy is None:
        return
    first = next((each for each, kind in zip(metas, kinds, strict=True) if kind == _POLICY), None)
    if first is None or not _leads(first, elements) or first.get("content") != allowed.policy:
        hint = (
            "write this as the first line of <head>: "
            '<meta http-equiv="Content-Security-Policy" content="{{ policy }}">'
        )
        yield _Wrong("the page is without its policy, or has it too late", hint, "<head")


def _leads(policy: Any, elements: list[Any]) -> bool:
    """Whether the policy stands in the head, before anything that loads."""
    before = elements[: elements.index(policy)]
    head = next((each for each in elements if _bare(each.tag) == "head"), None)
    inside = head is not None and policy in list(head)
    return inside and all(_bare(each.tag) in _BEFORE for each in before)
