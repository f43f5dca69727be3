"""The files that creatives name: read, checked to be what they should be, and inside the
publication.

Pictures are taken as they are. Of a template of HTML only text, pictures and links in the classes
of our house ads are left. A page for a frame stays as it is written, below a
Content-Security-Policy that it cannot lift.
"""

from __future__ import annotations

import hashlib
import re
from html import escape
from pathlib import Path, PurePosixPath

from layout.story.creative import Artwork, Asset, Frame, HouseMarkup
from layout.story.pictures.pixels import examine, glance
from layout.story.pictures.unreadable import Unreadable
from layout.story.text.pieces import name_of
from layout.web.measure.content_stamp import stamp
from layout.web.measure.picture_files import FORMATS, SIDEWAYS
from slots.files.door import CREATIVE, Unopened, read_file
from slots.files.nearby import meant
from slots.legible import shown

_TAGS = set("a abbr b br div em figcaption figure i img li ol p small span strong ul".split())
_ATTRIBUTES = {"*": {"class"}, "a": {"href"}, "img": {"src", "alt", "width", "height"}}
_CLASS = "house"
"""What the classes of a template must begin with, so that it can use no other rules of the page."""


class Unusable(Exception):
    """A file that cannot be used, and why, in a sentence."""


def _bytes_of(name: str, folder: Path) -> bytes:
    """A file of the publication. Raises Unusable where it is not there, outside, or too large."""
    try:
        return read_file(folder / name, CREATIVE, folder)
    except Unopened as error:
        lost = f": there is no such file{meant(name, folder)}"
        why = lost if error.code == "missing-file" else f" {error.why}"
        raise Unusable(f'"{shown(name)}"{why}') from None


def artwork_of(name: str, folder: Path) -> Artwork:
    """A picture, with its size as browsers show it. Raises Unusable."""
    data = _bytes_of(name, folder)
    try:
        head = glance(data)
        if head.kind not in FORMATS:
            raise Unusable(f'"{name}" is {head.kind}, which browsers do not show')
        examine(data)
    except Unreadable as error:
        raise Unusable(f'"{name}" {error.why}') from None
    width, height = reversed(head.size) if head.orientation >= SIDEWAYS else head.size
    return Artwork(Asset(f"media/{_named(name, data)}.{FORMATS[head.kind]}", data), width, height)


def script_of(name: str, folder: Path) -> Asset:
    """A script of the publication. Raises Unusable."""
    data = _bytes_of(name, folder)
    return Asset(f"{_named(name, data)}.js", data)


def markup_of(name: str, folder: Path) -> HouseMarkup:
    """A template of a house ad, sanitized. Raises Unusable with all of its pictures that cannot be
    used.

    Pictures are files of the publication, by their path from the template: a house ad loads nothing
    from elsewhere.
    """
    import nh3

    source = _text(_bytes_of(name, folder), name)
    assets: dict[str, Asset] = {}
    problems: list[str] = []

    def kept(tag: str, attribute: str, value: str) -> str | None:
        if attribute == "class":
            return " ".join(each for each in value.split() if _ours(each)) or None
        if (tag, attribute) != ("img", "src"):
            return value
        try:
            path = (PurePosixPath(name).parent / value).as_posix()
            asset = artwork_of(path, folder).asset
        except Unusable as error:
            problems.append(str(error))
            return None
        assets[asset.href] = asset
        return asset.href

    clean = nh3.clean(
        source,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=kept,
        clean_content_tags={"script", "style", "title"},
        url_schemes={"http", "https", "mailto"},
        link_rel="sponsored noopener",
    )
    words = nh3.clean(clean, tags=set(), attributes={})
    if problems:
        raise Unusable("; ".join(problems))
    if not assets and not words.strip():
        raise Unusable(f'"{name}" shows nothing: no text and no picture is left of it')
    return HouseMarkup(clean.strip(), _spoken(words), tuple(assets.values()))


def _ours(name: str) -> bool:
    return name == _CLASS or name.startswith(f"{_CLASS}-")


def _spoken(words: str) -> str:
    from html import unescape

    return " ".join(unescape(words).split())


_FRAME = """\
<!DOCTYPE html>
<html>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<base target="_blank">
<style>body{{margin:0}}</style>
{guard}</head>
<body>
{body}
</body>
</html>
"""
_GUARD = "<script>if(window===top){stop();location.replace('about:blank')}</script>\n"
"""Keeps a page with scripts from running outside its frame: opened by itself, it would have the
site's origin."""


def frame_of(
    name: str,
    folder: Path,
    files: tuple[str, ...],
    title: str,
    hosts: tuple[str, ...],
    scripts: bool,
) -> Frame:
    """A page for a sandboxed frame, with the hosts it may ask; whether its `scripts` may run.

    It is a file and not `srcdoc`, to which the page's own policy would apply: that forbids the
    styles and scripts that ads are made of. Raises Unusable with the first file that cannot be
    used.
    """
    body = _text(_bytes_of(name, folder), name)
    beside = {each: _bytes_of(each, folder) for each in files}
    page = _FRAME.format(
        policy=_policy(hosts, scripts),
        title=escape(title or PurePosixPath(name).stem),
        guard=_GUARD if scripts else "",
        body=body,
    ).encode()
    home = PurePosixPath(name).parent
    paths = {each: _below(each, home) for each in files}
    digest = hashlib.sha256(page)
    for each, data in beside.items():
        digest.update(paths[each].encode() + b"\0" + data)
    place = f"creatives/{name_of(PurePosixPath(name).stem) or 'frame'}-{digest.hexdigest()[:10]}"
    assets = tuple(Asset(f"{place}/{paths[each]}", data) for each, data in beside.items())
    return Frame(Asset(f"{place}/index.html", page), title, hosts, scripts, assets)


def _below(name: str, home: PurePosixPath) -> str:
    """The path of a file from the folder of the HTML that names it."""
    path = PurePosixPath(name)
    if ".." in path.parts or not path.is_relative_to(home):
        raise Unusable(f'"{name}" is not in the folder of the HTML, nor below it')
    below = path.relative_to(home).as_posix()
    if below == "index.html":
        raise Unusable(f'"{name}" takes the name of the frame\'s own page')
    return below


def _policy(hosts: tuple[str, ...], scripts: bool) -> str:
    """The policy of a frame's page: its own files and the hosts it names; scripts only where they
    may run."""
    sources = " ".join(("'self'", *hosts))
    named = " ".join(hosts) or "'none'"
    parts = [
        "default-src 'none'",
        f"img-src {sources} data:",
        f"media-src {sources}",
        f"font-src {sources} data:",
        f"style-src {sources} 'unsafe-inline'",
        f"script-src {sources} 'unsafe-inline'" if scripts else "script-src 'none'",
        f"connect-src {named}",
        f"frame-src {named}",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    return "; ".join(parts)


def _text(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise Unusable(f'"{name}" is no UTF-8 text (line {line})') from None


def _named(name: str, data: bytes) -> str:
    stem = re.sub(r"\.[a-z]+$", "", PurePosixPath(name).name)
    return f"{name_of(stem) or 'file'}-{stamp(data)}"
