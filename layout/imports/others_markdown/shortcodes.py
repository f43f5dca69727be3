"""Shortcodes of Hugo and tags of Liquid and Nunjucks in Markdown, as the HTML they stand for.

    {{< figure src="pier.jpg" caption="The pier" >}}    <figure><img ...><figcaption>...
    {% highlight ruby %} ... {% endhighlight %}         a fence of code
    {% include chart.html %}                            left out, and reported
    {{ site.baseurl }}/pier                             /pier

What is between an unknown pair stays. Sources: gohugo.io/shortcodes, jekyllrb.com/docs/liquid,
11ty.dev/docs/languages/nunjucks.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

_ESCAPED = re.compile(r"\{\{([<%])/\*(.{0,2000}?)\*/([>%])\}\}", re.DOTALL)
_RAW = re.compile(r"\{%-?\s*raw\s*-?%\}"), re.compile(r"\{%-?\s*endraw\s*-?%\}")
_COMMENT = re.compile(r"\{%-?\s*comment\s*-?%\}"), re.compile(r"\{%-?\s*endcomment\s*-?%\}")
_NOTE = re.compile(r"\{#.{0,4000}?#\}", re.DOTALL)
_CODE = re.compile(
    r"\{\{<\s*(?P<hugo>\w[\w./-]*)(?P<hugo_rest>[^{}]{0,4000}?)/?\s*>\}\}"
    r"|\{\{<\s*/\s*(?P<hugo_end>\w[\w./-]*)\s*>\}\}"
    r"|\{\{%\s*(?P<percent>\w[\w./-]*)(?P<percent_rest>[^{}]{0,4000}?)/?\s*%\}\}"
    r"|\{\{%\s*/\s*(?P<percent_end>\w[\w./-]*)\s*%\}\}"
    r"|\{%-?\s*(?P<liquid>\w[\w./-]*)(?P<liquid_rest>(?:[^{}%]|%(?!\})|\{\{[^{}]{0,500}\}\}){0,4000}?)\s*-?%\}"
    r"|\{\{-?\s*(?P<variable>[^{}<%][^{}]{0,1000}?)\s*-?\}\}"
)
_PARAMETER = re.compile(
    r"""(?:([\w.-]+)\s*[=:]\s*)?(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|`([^`]*)`|([^\s,"'`=]+)),?"""
)
_LISTED = re.compile(r"^[ \t]*\{:[^{}\n]{0,200}\}[ \t]*$", re.MULTILINE)
_ATTRIBUTES = re.compile(r"(?<=\S)[ \t]*\{:?[ \t]*[.#][^{}\n]{0,200}\}[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class _Given:
    """What a tag is given: by name, and one after the other."""

    named: Mapping[str, str]
    bare: tuple[str, ...]

    def one(self, *names: str, at: int | None = None) -> str:
        """The value under one of these names, else the one that stands at a place."""
        for name in names:
            if self.named.get(name):
                return self.named[name]
        return self.bare[at] if at is not None and at < len(self.bare) else ""


@dataclass(slots=True)
class Written:
    """A text with its tags written out, and what was noted: tags nobody knows, by line and text."""

    text: str = ""
    unknown: list[tuple[int, str]] = field(default_factory=list)


def written_out(text: str, page: Mapping[str, str]) -> Written:
    """The text with its tags as HTML; `page` has what variables such as page.title stand for."""
    kept: list[str] = []

    def keep(text: str) -> str:
        kept.append(text)
        return f"\ue000{len(kept) - 1}\ue001"

    def keep_escaped(found: re.Match[str]) -> str:
        return keep(f"{{{{{found[1]}{found[2]}{found[3]}}}}}")

    text = text.replace("\ue000", "").replace("\ue001", "")
    text = _ESCAPED.sub(keep_escaped, text)
    text = _between(text, _RAW, keep)
    text = _between(text, _COMMENT, lambda inside: "\n" * inside.count("\n"))
    text = _NOTE.sub(lambda found: "\n" * found[0].count("\n"), text)
    out = Written()
    text = _CODE.sub(lambda found: _one(found, out, page), text) if "{" in text else text
    text = _ATTRIBUTES.sub("", _LISTED.sub("", text)) if "{" in text else text
    out.text = re.sub(r"\ue000(\d+)\ue001", lambda mark: kept[int(mark[1])], text)
    return out


def _between(
    text: str, marks: tuple[re.Pattern[str], re.Pattern[str]], write: Callable[[str], str]
) -> str:
    """A text in which what stands between two marks is written another way, the marks with it. What
    is never closed stays as it is."""
    parts: list[str] = []
    at = 0
    for opening in marks[0].finditer(text):
        if opening.start() < at:
            continue
        closing = marks[1].search(text, opening.end())
        if closing is None:
            break
        parts += (text[at : opening.start()], write(text[opening.end() : closing.start()]))
        at = closing.end()
    return "".join((*parts, text[at:]))


def _one(found: re.Match[str], out: Written, page: Mapping[str, str]) -> str:
    if found["variable"] is not None:
        return _variable(found, out, page)
    end = found["hugo_end"] or found["percent_end"]
    if end is not None:
        return _closed(end.lower())
    name = found["hugo"] or found["percent"] or found["liquid"]
    rest = found["hugo_rest"] or found["percent_rest"] or found["liquid_rest"] or ""
    name = name.lower()
    if found["liquid"] and name.startswith("end"):
        return _closed(name[3:])
    given = _given(rest)
    if name in ("include", "include_relative", "include_cached", "render"):
        file = given.one(at=0).rpartition("/")[2].partition(".")[0].lower()
        name, given = _kind_of(file), _Given(given.named, given.bare[1:])
    write = _WRITERS.get(name.rpartition("/")[2])
    if write is not None:
        written = write(given)
        if written:
            return written
    if name in _BOXES:
        return _box(given)
    if name not in _LOGIC:
        out.unknown.append((found.string.count("\n", 0, found.start()) + 1, found[0]))
    return _text_of(given) if write is None and name not in _LOGIC else ""


def _given(rest: str) -> _Given:
    named: dict[str, str] = {}
    bare: list[str] = []
    for match in _PARAMETER.finditer(rest):
        value = next((part for part in match.groups()[1:] if part is not None), "")
        value = re.sub(r"\\([\"'\\])", r"\1", value)
        if match[1]:
            named.setdefault(match[1].lower(), value)
        elif value != "|":
            bare.append(value)
    return _Given(named, tuple(bare))


_TEXTS = ("title", "caption", "text", "summary", "description", "content", "label", "heading")


def _text_of(given: _Given) -> str:
    """The words in a tag that nobody knows: they stay, as a paragraph."""
    words = [given.named[name] for name in _TEXTS if given.named.get(name)]
    words += [text for text in given.bare if " " in text.strip()]
    return "".join(f"\n\n<p>{html.escape(text, quote=False)}</p>\n\n" for text in words)


_LOGIC = frozenset(
    "if elsif elif else unless case when for in assign capture set increment decrement cycle "
    "tablerow break continue layout block extends macro call import from filter liquid".split()
)
"""Tags that say when, how often and under which name something is shown; what is in them stays."""


# --- variables -----------------------------------------------------------------------------------


_QUOTED = re.compile(r"""\A(?:"([^"]*)"|'([^']*)')""")


def _variable(found: re.Match[str], out: Written, page: Mapping[str, str]) -> str:
    """What a variable stands for, as far as the file says: an address, or a value above it."""
    code = found["variable"].strip()
    quoted = _QUOTED.match(code)
    if quoted:
        return quoted[1] or quoted[2] or ""
    name = code.partition("|")[0].strip().lower()
    if name.startswith(("site.", "$.site", ".site")):
        return ""
    for opening in ("page.", ".params.", "$.page.", "."):
        if name.startswith(opening) and page.get(name.removeprefix(opening)):
            return page[name.removeprefix(opening)]
    if name in page:
        return page[name]
    out.unknown.append((found.string.count("\n", 0, found.start()) + 1, found[0]))
    return ""


# --- tags that are known -------------------------------------------------------------------------


def _quoted(text: str) -> str:
    return html.escape(text, quote=True)


def _figure(given: _Given) -> str:
    src = given.one("src", "image", "url", "image_path", "path", "file", "link", at=0)
    if not src:
        return ""
    alt = given.one("alt") or (given.bare[1] if len(given.bare) > 1 else "")
    parts = [given.one("title"), given.one("caption"), given.one("attr", "credit", "attribution")]
    caption = " ".join(filter(None, parts))
    line = f"<figcaption>{html.escape(caption, quote=False)}</figcaption>" if caption else ""
    return f'\n\n<figure><img src="{_quoted(src)}" alt="{_quoted(alt)}">{line}</figure>\n\n'


def _frame(pattern: str) -> Callable[[_Given], str]:
    def write(given: _Given) -> str:
        id = given.one("id", "v", "url", "src", at=0)
        if not id:
            return ""
        address = id if "://" in id else pattern.format(id)
        title = _quoted(given.one("title", "caption"))
        return f'\n\n<iframe src="{_quoted(address)}" title="{title}"></iframe>\n\n'

    return write


def _post(given: _Given) -> str:
    user, id = given.one("user", at=0), given.one("id", at=1)
    if not id:
        user, id = "i", user
    return _frame("https://x.com/" + user + "/status/{}")(_Given({"id": id}, ()))


def _gist(given: _Given) -> str:
    return _frame("https://gist.github.com/{}")(_Given({"id": "/".join(given.bare[:2])}, ()))


def _recording(given: _Given) -> str:
    return _frame("{}")(_Given({"id": given.one("src", "url", "mp3", "mp4", "file", at=0)}, ()))


def _reference(given: _Given) -> str:
    return given.one("path", at=0)


def _fence(given: _Given) -> str:
    return f"\n\n```{given.one(at=0)}\n"


def _details(given: _Given) -> str:
    summary = html.escape(given.one("summary", "title", at=0), quote=False)
    return f"\n\n<details><summary>{summary}</summary>\n\n"


def _box(given: _Given) -> str:
    title = given.one("title", "heading") or next((one for one in given.bare if " " in one), "")
    return f'\n\n<newsgrid-module kind="blue_box" title="{_quoted(title)}">\n\n'


def _quotation(given: _Given) -> str:
    return "\n\n<blockquote>\n\n"


def _button(given: _Given) -> str:
    address, text = (
        given.one("href", "url", "link", "relref", at=0),
        given.one("text", "label", "title", at=1),
    )
    return f'<a href="{_quoted(address)}">{html.escape(text, quote=False)}' + (
        "</a>" if text else ""
    )


_WRITERS: dict[str, Callable[[_Given], str]] = {
    **dict.fromkeys(("figure", "image", "img", "picture", "responsive_image"), _figure),
    **dict.fromkeys(("youtube", "youtubeplayer", "youtube_embed"), _frame("https://www.youtube.com/watch?v={}")),
    "vimeo": _frame("https://vimeo.com/{}"),
    "instagram": _frame("https://www.instagram.com/p/{}/"),
    "soundcloud": _frame("https://soundcloud.com/{}"),
    "spotify": _frame("https://open.spotify.com/{}"),
    **dict.fromkeys(("tweet", "twitter", "x"), _post),
    "gist": _gist,
    **dict.fromkeys(("audio", "video", "iframe", "embed"), _recording),
    **dict.fromkeys(("ref", "relref", "link", "post_url"), _reference),
    "highlight": _fence,
    **dict.fromkeys(("details", "expand", "collapse", "spoiler"), _details),
    **dict.fromkeys(("quote", "blockquote", "pullquote"), _quotation),
    "button": _button,
}  # fmt: skip
_BOXES = frozenset(
    "notice alert callout admonition note tip warning info hint box aside sidebar important "
    "caution danger panel".split()
)
_CLOSING = {
    "highlight": "\n```\n\n",
    **dict.fromkeys(("details", "expand", "collapse", "spoiler"), "\n\n</details>\n\n"),
    **dict.fromkeys(("quote", "blockquote", "pullquote"), "\n\n</blockquote>\n\n"),
    **dict.fromkeys(_BOXES, "\n\n</newsgrid-module>\n\n"),
    "button": "</a>",
}


def _closed(name: str) -> str:
    return _CLOSING.get(name, "")


def _kind_of(file: str) -> str:
    """What an included file shows, by its name."""
    for kind in ("youtube", "vimeo", "figure", "image", "img", "audio", "video", "tweet", "gist"):
        if kind in file:
            return kind
    return f"include {file}"
