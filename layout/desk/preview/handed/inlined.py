"""A page with all it loads in it: style sheets as they are, pictures and fonts as data (RFC 2397).

What would load anything else, lead elsewhere or run is taken out: a page that is handed on is to be
looked at. The file's policy forbids all of it besides.
"""

from __future__ import annotations

import base64
import posixpath
import re
from collections.abc import Callable
from html import escape
from html.parser import HTMLParser
from itertools import starmap
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

_KINDS = {
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".otf": "font/otf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
}
"""What is taken in, by the end of its name."""

_URL = re.compile(r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^)"'\s]*))\s*\)""")
_DISPLAY = re.compile(r"font-display:\s*optional")
_IMPORT = re.compile(r"@import[^;]*;")
_LEADING = {"a": "href", "area": "href", "form": "action", "iframe": "src", "base": "href"}
_SILENT = {"script", "noscript", "object", "embed", "template"}
"""Elements that go with all that is in them."""

_LOADING = ("src", "poster")
_OTHERS = ("srcset", "ping", "srcdoc", "data", "background")

Files = Callable[[str], bytes | None]
"""A file of the site by its path in it; None where there is none."""


def inlined(html: str, path: str, files: Files) -> str:
    """The page at a path of a site, with its style sheets, pictures and fonts in it."""
    page = _Inliner(path, files)
    page.feed(html)
    page.close()
    return "".join(page.parts)


class _Inliner(HTMLParser):
    """Writes a page again, tag by tag; what it does not know stays as it was."""

    def __init__(self, path: str, files: Files) -> None:
        super().__init__(convert_charrefs=False)
        self.parts: list[str] = []
        self._path, self._files, self._known = path, files, dict[str, str]()
        self._within: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        if tag in _SILENT:
            self._within.append(tag)
        elif not self._within:
            self.parts.append(self._start(tag, dict(attrs)))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element without contents."""
        if tag not in _SILENT and not self._within:
            self.parts.append(self._start(tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        """An element ends."""
        if self._within:
            if tag == self._within[-1]:
                self._within.pop()
        else:
            self.parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        """Text, or the text of a style sheet."""
        self._add(data)

    def handle_entityref(self, name: str) -> None:
        """A character by name, as it is written."""
        self._add(f"&{name};")

    def handle_charref(self, name: str) -> None:
        """A character by number, as it is written."""
        self._add(f"&#{name};")

    def handle_decl(self, decl: str) -> None:
        """What the document is."""
        self._add(f"<!{decl}>")

    def _add(self, text: str) -> None:
        if not self._within:
            self.parts.append(text)

    def _start(self, tag: str, attributes: dict[str, str | None]) -> str:
        if tag == "link":
            return self._sheet(attributes)
        if tag == "meta" and not {"charset", "name"} & attributes.keys():
            return ""
        if tag == "meta" and attributes.get("name") not in (None, "viewport", "color-scheme"):
            return ""
        kept = {
            name: value
            for name, value in attributes.items()
            if not name.startswith("on") and name not in _OTHERS and name != _LEADING.get(tag)
        }
        for name in _LOADING:
            if name in kept:
                data = self._data(kept.pop(name) or "", self._path)
                kept |= {name: data} if data else {}
        if tag == "iframe":
            kept["sandbox"] = ""
        if "style" in kept:
            kept["style"] = self._css(kept["style"] or "", self._path)
        return f"<{tag}{''.join(starmap(_attribute, kept.items()))}>"

    def _sheet(self, attributes: dict[str, str | None]) -> str:
        """A style sheet in place of the link to it; nothing in place of other links."""
        if "stylesheet" not in (attributes.get("rel") or "").split():
            return ""
        path = _below(attributes.get("href") or "", self._path)
        css = self._files(path) if path else None
        if css is None or path is None:
            return ""
        text = self._css(css.decode("utf-8", "replace"), path)
        ended = text.replace("</", "<\\/")
        return f"<style>{ended}</style>"

    def _css(self, css: str, path: str) -> str:
        def taken(found: re.Match[str]) -> str:
            return f'url("{self._data(next(filter(None, found.groups()), ""), path)}")'

        near = _DISPLAY.sub("font-display:block", css)  # nothing has to be loaded
        return _URL.sub(taken, _IMPORT.sub("", near))

    def _data(self, href: str, origin: str) -> str:
        """A file as data; "" for one that is not there, or of no kind that is taken in."""
        if href.startswith("data:"):
            return href
        path = _below(href, origin)
        kind = _KINDS.get(PurePosixPath(path or "").suffix.lower())
        if not path or not kind:
            return ""
        if path not in self._known:
            data = self._files(path)
            coded = base64.b64encode(data).decode() if data is not None else ""
            self._known[path] = f"data:{kind};base64,{coded}" if coded else ""
        return self._known[path]


def _below(href: str, origin: str) -> str | None:
    """The path in the site that an address in a file of it leads to; None where it leads out."""
    try:
        parts = urlsplit(href)
    except ValueError:
        return None
    if parts.scheme or parts.netloc or not parts.path:
        return None
    path = posixpath.normpath(posixpath.join(posixpath.dirname(origin), unquote(parts.path)))
    return None if path.startswith(("..", "/")) else path


def _attribute(name: str, value: str | None) -> str:
    return f" {name}" if value is None else f' {name}="{escape(value)}"'
