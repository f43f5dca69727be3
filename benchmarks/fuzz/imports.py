"""Sources of imports that came to harm, or were made to do some, and what an import makes of them.

    source ──import──▶ publication ──again──▶ nothing written     beside it: nothing changed
                            │
                            └─ every story: read again; now and then its web page: no script of
                               the source's, no handler, no address that runs

An import may give stories, findings or bad input. All else is a find: a file outside the
publication, a story that our own reader refuses, a second import that writes.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from dataclasses import fields, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.fuzz import odd
from benchmarks.fuzz.aftermath import states_of
from benchmarks.fuzz.harm import encoded, harmed_bytes, harmed_text
from benchmarks.fuzz.import_samples import BODY, PARTS, PNG, SAYS, Told, zipped
from benchmarks.fuzz.samples import CORPORA, LARGEST

if TYPE_CHECKING:
    from layout.imports.publication.import_all import Imported

KIND = "imports"
CANARY = "canary9137"
"""A name that stands in every script of ours: no page may have it in anything that runs."""

_PAGE = 0.15
"""The share of sources whose stories are looked at as web pages: each takes long."""

_WORLD = CORPORA / "imports"
_FOLDERS = ("wxr", "wires", "ninjs", "newsml-g2", "docx")
_MANY = (2, 40, 1000, 20_000, 100_000)
_LINE = "The ferry is back on the bay. "

SCRIPTS = (
    f"<script>{CANARY}()</script>",
    f"<p>a</p><script src='https://evil.example/{CANARY}.js'></script>",
    f"<scr<script>ipt>{CANARY}()</scr</script>ipt>",
    f"<img src=x onerror={CANARY}()>",
    f"<p onclick='{CANARY}()' onmouseover=\"{CANARY}()\">press</p>",
    f"<svg onload={CANARY}()><script>{CANARY}()</script></svg>",
    f"<a href='javascript:{CANARY}()'>link</a>",
    f"<a href='java\nscript:{CANARY}()'>link</a>",
    f"<a href=' &#106;avascript&colon;{CANARY}()'>link</a>",
    f"<a href='data:text/html,<script>{CANARY}()</script>'>link</a>",
    f"<a href='vbscript:{CANARY}()'>link</a>",
    f"<iframe src='javascript:{CANARY}()'></iframe>",
    f"<iframe srcdoc='<script>{CANARY}()</script>'></iframe>",
    f"<object data='data:text/html,<script>{CANARY}()</script>'>o</object>",
    f"<embed src='javascript:{CANARY}()'>",
    f"<form action='javascript:{CANARY}()'><input type=email><button>Subscribe</button></form>",
    f"<math><mtext><style><img src onerror={CANARY}()></style></mtext></math>",
    f"<noscript><p title='</noscript><img src=x onerror={CANARY}()>'></noscript>",
    f"<style>@import 'javascript:{CANARY}()'</style><p style='x:expression({CANARY}())'>s</p>",
    f"<template><script>{CANARY}()</script></template><base href='javascript:{CANARY}()//'>",
    f"&lt;script&gt;{CANARY}()&lt;/script&gt; &lt;img src=x onerror={CANARY}()&gt;",
    f"[link](javascript:{CANARY}()) ![a](javascript:{CANARY}()) <javascript:{CANARY}()>",
    f"::: embed javascript:{CANARY}() Watch",
    f"::: newsletter Letters\naction: javascript:{CANARY}()\n\nOne a week.\n:::",
    f"[caption]<script>{CANARY}()</script>[/caption] [embed]javascript:{CANARY}()[/embed]",
    f"<!--[if IE]><script>{CANARY}()</script><![endif]--><!-- --!><script>{CANARY}()</script>",
)
PASTED = (
    "a\n---\nslug: evil\nheadline: other",
    "\n---\n\n::: slot google-ad\n\n---\n",
    "x: y # z",
    "- [a](b)",
    "tag ] , [other",
    '"quoted" \\ \\n',
    "'",
    "!!python/object:os.system",
    "&anchor *anchor",
    "{{ x }} {% y %}",
    "@at `tick` |bar >fold %per",
    "null",
    "2024-05-06",
    "0x1F",
    "~",
    "::: slot google-ad",
    ":::: tag faq",
    ":::",
    "![](../../etc/passwd)",
    "![a](/etc/passwd)",
    "<p>::: slot google-ad</p><p>:::</p><p>---</p><p># Head</p><p>1. one</p><p>![](../../a)</p>",
    "<p>source: wordpress https://paper.example/?p=1</p>",
    "Blue Box\n\nGoogle ad\n\nNewsletter",
    "=====\n-----\n```\n~~~",
    "\\\\\\*_`[]<>&|#",
    "a\u2028b\u2029c\x85d\x0be",
)
PLACES = (
    "../../../../etc/passwd",
    "/etc/passwd",
    "..\\..\\..\\evil.png",
    "media/../../../evil.png",
    "file:///etc/passwd",
    "a\0b.png",
    "a\nb.png",
    "x" * 300 + ".png",
    "é" * 200 + ".png",
    "con",
    "NUL.png",
    "aux.png",
    ".htaccess",
    ".imported/record/x",
    "newsgrid.toml",
    "../newsgrid.toml",
    "pier.md",
    "-rf.png",
    "%2e%2e%2f%2e%2e%2fevil.png",
    "https://paper.example/../../evil.png",
    "http://[::1/evil.png",
    "//evil.example:99999999/x.png",
    "data:image/png;base64,AAAA",
    "data:text/html,<script>canary9137()</script>",
    "a?b#c d.png",
    "a.png/",
    ".",
    "..",
    "",
    " ",
)


class Wrong(Exception):
    """What an import left that it must not."""


# --- what is drawn ------------------------------------------------------------------------------


def drawn(dice: random.Random) -> bytes:
    """A source: of our samples or of the world's, harmed; or made on purpose."""
    way = dice.random()
    if way < 0.4:
        return _filled(dice)
    if way < 0.5:
        return _made(dice)
    if way < 0.6:
        return _repacked(dice)
    every = _samples()
    sample = dice.choice(every)
    if way < 0.8 and not sample.startswith(b"PK"):
        texts = _texts()
        return encoded(harmed_text(sample.decode("utf-8", "replace"), texts, dice), dice)
    return harmed_bytes(sample, every, dice)


@cache
def _samples() -> tuple[bytes, ...]:
    """A source of each format, of ours, and those of the corpora."""
    ours = [say(Told()) for say in SAYS.values()]
    found = (file for name in _FOLDERS for file in sorted((_WORLD / name).glob("*")))
    pages = sorted((_WORLD / "html").glob("*/source.html"))
    files = (file for file in (*found, *pages) if 0 < file.stat().st_size <= LARGEST)
    return (*ours, *(file.read_bytes() for file in files))


@cache
def _texts() -> tuple[str, ...]:
    return tuple(
        each.decode("utf-8", "replace") for each in _samples() if not each.startswith(b"PK")
    )


_FIELDS = tuple(each.name for each in fields(Told))


def _filled(dice: random.Random) -> bytes:
    """A format in which one to four fields say what nobody would write."""
    told = Told()
    for name in dice.sample(_FIELDS, dice.choice((1, 1, 2, 4))):
        value = _odd_value(name, dice)
        told = replace(told, **{name: (value, "ferry") if name == "tags" else value})
    return SAYS[dice.choice(tuple(SAYS))](told)


def _odd_value(name: str, dice: random.Random) -> str:
    if name == "body":
        return dice.choice(("", BODY)) + dice.choice((_script, _pasted, _deep, _long))(dice)
    if name in ("picture", "link", "slug", "key"):
        return dice.choice((*PLACES, *PASTED, odd.text(dice), f"javascript:{CANARY}()"))
    return dice.choice((_script, _pasted, odd.text, odd.value, _long_line))(dice)


def _script(dice: random.Random) -> str:
    return "".join(dice.choices(SCRIPTS, k=dice.choice((1, 1, 3))))


def _pasted(dice: random.Random) -> str:
    return "\n".join(dice.choices(PASTED, k=dice.choice((1, 1, 3))))


_NESTS = ("div", "b", "ul><li", "blockquote", "table><tr><td", "span", "a href=x", "figure", "svg")


def _deep(dice: random.Random) -> str:
    """The same in itself."""
    if dice.random() < 0.3:
        return odd.nest(dice)
    tag, many = dice.choice(_NESTS), dice.choice(_MANY)
    closing = "".join(f"</{each.split()[0]}>" for each in reversed(tag.split("><")))
    return f"<{tag}>" * many + _LINE + closing * dice.choice((many, 0, 1))


def _long(dice: random.Random) -> str:
    """Much of one thing."""
    many = dice.choice(_MANY)
    return dice.choice(
        (
            f"<p>{_LINE}</p>" * min(many, 20_000),
            "<br>" * many,
            "</p>" * many,
            "<p>" * many,
            f"<p title='{'x' * many * 10}'>{_LINE}</p>",
            f"<p {' '.join(f'a{n}=1' for n in range(min(many, 20_000)))}>{_LINE}</p>",
            "&amp;" * many,
            "&" * many,
            "<" * many,
            "<!--" * many,
            "[caption]" * many,
            "[a " * many,
            "<!-- wp:group -->" * many,
            "<!-- wp:paragraph {" + '"a":' * many,
            "*" * many,
            "_a " * many,
            "word" * many,
            "| a " * min(many, 20_000) + "|\n",
            f"<table>{'<tr><td>a' * min(many, 20_000)}</table>",
            f"<table><tr><td colspan={many * 10_000} rowspan={many * 10_000}>a</table>",
            f"<ul>{'<li>a' * min(many, 20_000)}</ul>",
            f"<img src='data:image/png;base64,{'A' * many * 100}'>",
            f"<a href='https://a.example/{'x' * many}'>{_LINE}</a>",
            "{{< figure " * min(many, 20_000),
            "> " * min(many, 20_000) + "a",
        )
    )


def _long_line(dice: random.Random) -> str:
    return _LINE * dice.choice(_MANY[:3])


ENTITIES = (
    "<!DOCTYPE {root} ["
    + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "lol"}">' for n in range(10))
    + "]>",
    '<!DOCTYPE {root} [<!ENTITY l9 SYSTEM "file:///etc/passwd">]>',
    '<!DOCTYPE {root} [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p; <!ENTITY l9 "a">]>',
    '<!DOCTYPE {root} SYSTEM "http://192.0.2.1/evil.dtd">',
    '<!DOCTYPE {root} [<!ENTITY l9 "' + "x" * 100_000 + '">]>',
    '<!DOCTYPE {root} [<!ATTLIST {root} a CDATA "&l9;"><!ENTITY l9 "&l9;">]>',
)
_ROOT = re.compile(rb"<([A-Za-z][\w:.-]*)")


def _made(dice: random.Random) -> bytes:
    """A source made to do harm to whoever reads it."""
    return dice.choice((_entities, _many_tags, _many_stories, _huge_json, _polyglot))(dice)


def _entities(dice: random.Random) -> bytes:
    """XML with entities in entities, of files and of other hosts."""
    mark = f"E{dice.randrange(10**9)}"
    data = SAYS[dice.choice(tuple(SAYS))](Told(title=f"Ferry {mark}", author=f"Ana {mark}"))
    data = data.replace(mark.encode(), b"&l9;")
    root = _ROOT.search(data)
    if data.startswith(b"PK") or root is None:
        return data
    declared = dice.choice(ENTITIES).replace("{root}", root[1].decode())
    return data[: root.start()] + declared.encode() + data[root.start() :]


def _many_tags(dice: random.Random) -> bytes:
    many = dice.choice((1000, 20_000, 60_000))
    told = Told(tags=tuple(f"{dice.choice(('tag', '', ']'))} {n}" for n in range(many)))
    return SAYS[dice.choice(tuple(SAYS))](told)


def _many_stories(dice: random.Random) -> bytes:
    """The same story many times, its key the same or next to the same."""
    data = SAYS[dice.choice(("WXR", "RSS", "Atom", "Ritzau"))](Told())
    for tag in (b"item", b"entry", b"RBNews"):
        start, end = data.find(b"<" + tag + b">"), data.rfind(b"</" + tag + b">")
        if start >= 0 and end >= 0:
            end += len(tag) + 3
            one = data[start:end]
            keys = (b"?p=1", b"?P=1", b"?p=1 ", b"?p=1\n", b"?p=01")
            many = (one.replace(b"?p=1", dice.choice(keys)) for _ in range(dice.choice((2, 9, 60))))
            return data[:start] + b"".join(many) + data[end:]
    return data


def _huge_json(dice: random.Random) -> bytes:
    many = dice.choice(_MANY)
    data = SAYS[dice.choice(("REST", "ninjs", "JSON Feed", "Ghost"))](Told())
    put = dice.choice(
        (
            b"[" * many + b"]" * many,
            b'{"a":' * many + b"1" + b"}" * many,
            b"9" * many,
            b"1e" + b"9" * 300,
            b"NaN",
            b'"\\ud800"',
            b"null",
            b"[null]",
            b"{}",
        )
    )
    value = dice.choice(re.findall(rb'"(?:[^"\\]|\\.)*"(?!:)', data))
    return data.replace(value, put, dice.choice((1, -1)))


def _polyglot(dice: random.Random) -> bytes:
    """Two formats in one file."""
    one, other = (SAYS[dice.choice(tuple(SAYS))](Told()) for _ in range(2))
    return dice.choice((one + other, one[: len(one) // 2] + other, b"\xef\xbb\xbf" * 3 + one))


def _repacked(dice: random.Random) -> bytes:
    """A document with one of its parts harmed, or blown up; or a zip of sources that leads out."""
    if dice.random() < 0.3:
        names = (*PLACES[:24], "stories/a.md", "newsgrid.toml", "a/" * 200 + "b")
        parts = {dice.choice(names) or "a": drawn_small(dice) for _ in range(dice.choice((1, 4)))}
        return zipped({name.replace("\0", ""): data for name, data in parts.items()})
    kind = dice.choice(tuple(PARTS))
    parts = dict(PARTS[kind](Told(picture=dice.choice(("pier.png", *PLACES)))))
    name = dice.choice(tuple(parts))
    way = dice.random()
    if way < 0.2:
        parts[name] = parts[name] + b" " * dice.choice((10**6, 3 * 10**7))
    elif way < 0.3:
        parts[dice.choice(PLACES).replace("\0", "") or "a"] = PNG
    elif way < 0.4:
        del parts[name]
    elif way < 0.6:
        parts[name] = _in_itself(parts[name], dice)
    else:
        text = harmed_text(parts[name].decode("utf-8", "replace"), _texts(), dice)
        parts[name] = text.encode("utf-8", "surrogatepass")
    return zipped(parts)


def _in_itself(part: bytes, dice: random.Random) -> bytes:
    """A part in which one element holds itself, many times."""
    tags = [each for each in set(_ROOT.findall(part)) if b":" in each]
    if not tags:
        return part
    tag, many = dice.choice(sorted(tags)), dice.choice(_MANY)
    at = part.find(b"<" + tag)
    return part[:at] + (b"<%s>" % tag) * many + (b"</%s>" % tag) * many + part[at:]


def drawn_small(dice: random.Random) -> bytes:
    """A source as a part of a zip."""
    return SAYS[dice.choice(tuple(SAYS))](Told(picture=dice.choice(PLACES)))


# --- what reads it, and what is looked at --------------------------------------------------------


def read_source(file: Path) -> object:
    """Imports a file into a new publication beside it, and again, and looks at all that is there.

    Raises BadInput where nothing of it can be read; Wrong where it left what it must not."""
    from slots.finding import BadInput

    home = file.parent
    before = states_of(home)
    publication = home / "paper"
    try:
        first = _imported(file, publication)
    except BadInput:
        _look(before, home)
        raise
    _look(before, home)
    again = _imported(file, publication)
    if again.made:
        raise Wrong(f"the second import wrote {again.made[:5]}")
    for story in sorted((publication / "stories").rglob("*.md")):
        _look_at(story)
    if random.Random(file.read_bytes()).random() < _PAGE:
        _look_at_pages(publication)
    return first


def _imported(file: Path, publication: Path) -> Imported:
    from layout.imports.all_formats import FORMATS
    from layout.imports.markdown_of import markdown_of
    from layout.imports.publication.import_all import Order, Wishes, import_all

    return import_all(Order([file], publication, Wishes(drafts=True), FORMATS, markdown_of))


def _look(before: dict[str, str], home: Path) -> None:
    """Raises Wrong where anything beside the publication is not as it was, or lies where nothing of
    an import may lie."""
    for name, state in states_of(home).items():
        parts = Path(name).parts
        if before.get(name) == state:
            continue
        if parts[0] != "paper":
            raise Wrong(f"{name!r} was written beside the publication")
        if state.startswith(("link", "no file")):
            raise Wrong(f"{name!r} is a {state}")
        if not _may_stand(parts[1:]):
            raise Wrong(f"{name!r} has no business there")


_TOP = ("newsgrid.toml", "slots.toml")


def _may_stand(parts: tuple[str, ...]) -> bool:
    if len(parts) == 1:
        return parts[0] in _TOP
    if any(len(each.encode()) > 200 or each != each.strip() for each in parts):
        return False
    if parts[0] == "stories":
        plain = not any(each.startswith(".") for each in parts)
        return plain and (parts[-1].endswith(".md") or parts[1] == "media")
    return parts[0] in (".imported", "modules")


_RUNS = re.compile(r"\s*(?:javascript|vbscript|data:text|file):?", re.IGNORECASE)


def _look_at(file: Path) -> None:
    """Reads a story that was written: it must be one, and none of its addresses runs."""
    from layout.story.read.any_format import read_story
    from slots.finding import BadInput, Severity

    try:
        story, findings = read_story(file)
    except BadInput as error:
        raise Wrong(f"{file.name} cannot be read: {error}") from None
    errors = [each for each in findings if each.severity is Severity.ERROR]
    if errors:
        raise Wrong(f"{file.name} has errors: {errors[0]}")
    for address in _addresses(story):
        if _RUNS.match(address):
            raise Wrong(f"{file.name} leads to {address[:80]!r}")


def _addresses(value: object) -> Iterator[str]:
    """All that stands in fields which hold addresses."""
    for name, inner in _fields(value):
        if name in ("href", "src", "address", "action", "link") and isinstance(inner, str):
            yield inner
        else:
            yield from _addresses(inner)


def _fields(value: object) -> Iterator[tuple[str, object]]:
    if isinstance(value, tuple | list):
        yield from (("", each) for each in value)
    elif hasattr(value, "__dataclass_fields__"):
        yield from ((each.name, getattr(value, each.name)) for each in fields(value))  # type: ignore[arg-type]


def _look_at_pages(publication: Path) -> None:
    """Makes a web page of the first stories, and looks for what runs in it."""
    from benchmarks.fuzz.readers import run_command

    for story in sorted((publication / "stories").rglob("*.md"))[:2]:
        if story.stat().st_size > 30_000:
            continue
        out = publication / "out"
        run_command(["web", str(story), "-o", str(out)])
        for page in sorted(out.rglob("*.html")):
            what = running_in(page.read_text("utf-8"))
            if what:
                raise Wrong(f"the page of {story.name} has {what}")


def _is_data(kind: str | None, text: str | None) -> bool:
    """Whether an element is what search engines are told, as JSON: no browser runs it."""
    if kind != "application/ld+json":
        return False
    json.loads(text or "")
    return True


def running_in(page: str) -> str:
    """What of a source's would run in a page: "" where nothing would."""
    from lxml import html

    for element in html.document_fromstring(page).iter():
        if not isinstance(element.tag, str) or _is_data(element.attrib.get("type"), element.text):
            continue
        if element.tag in ("script", "style", "iframe", "object", "embed", "base") and (
            CANARY in (element.text or "") or CANARY in str(dict(element.attrib))
        ):
            return f"<{element.tag}> of the source"
        for name, value in element.attrib.items():
            if name.lower().startswith("on") and CANARY in value:
                return f"{name} on <{element.tag}>"
            if name in ("href", "src", "action", "srcdoc", "data") and _RUNS.match(value):
                return f"{name}={value[:60]!r}"
    return ""
