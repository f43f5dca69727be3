"""What lives elsewhere: videos, recordings, posts, maps; each becomes a titled link."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

from markdown_it.common.normalize_url import normalizeLink

from layout.imports.html.element import Element
from layout.imports.html.reading import Look, Reading
from layout.imports.html.seen import words_in
from layout.story.block import Embed, Paragraph
from layout.story.run import Run
from layout.story.text.address import is_remote, safe_href
from layout.story.text.pieces import Piece
from layout.story.text.sanitise import fold

_SOURCES = "src data-src data-lazy-src data-litespeed-src data-cmp-src data data-url url".split()
_YOUTUBE = re.compile(r"(?:^|\.)youtube(?:-nocookie)?\.com$")
_YOUTUBE_PATH = re.compile(r"/(?:embed|v|shorts)/([\w-]{6,20})")
_VIMEO_PATH = re.compile(r"/video/([0-9]+)")
_PROVIDERS = re.compile(
    r"https?://(?:[\w-]+\.)?(?:youtube\.com/(?:watch|shorts|playlist)|youtu\.be/|vimeo\.com/\d|"
    r"dailymotion\.com/video|ted\.com/talks|twitter\.com/\w+/status|x\.com/\w+/status|"
    r"facebook\.com/\S+/(?:posts|videos)|instagram\.com/(?:p|reel|tv)/|tiktok\.com/@|"
    r"soundcloud\.com/|open\.spotify\.com/|mixcloud\.com/|flickr\.com/photos|flic\.kr/|"
    r"wordpress\.tv/|videopress\.com/|issuu\.com/|scribd\.com/|speakerdeck\.com/|slideshare\.net/|"
    r"kickstarter\.com/projects|reddit\.com/r/|bsky\.app/profile|imgur\.com/|giphy\.com/)\S*"
)
"""Pages that WordPress embeds where their address stands alone. Source: its list of oEmbeds."""
_NOTHING = re.compile(
    r"googletagmanager\.com|doubleclick\.net|googlesyndication\.com|facebook\.com/plugins/like|"
    r"/recaptcha/|platform\.twitter\.com/widgets/(?:tweet_button|follow)",
    re.IGNORECASE,
)


def _object(element: Element, reading: Reading, look: Look) -> list[Piece]:
    """An object's embed; what stands in it for those who cannot see it is its content where it
    has no address, and left out else."""
    if not _address(element):
        return reading.inside(element, reading, look)
    reading.leave_out("words for readers without an object", words_in(element, reading), element)
    return _embedded(element, reading, look)


def _embedded(element: Element, reading: Reading, _look: Look) -> list[Piece]:
    """The embed of an element; without an address of the web, its title as a paragraph; nothing
    for frames that count readers."""
    address = _address(element)
    if not address or _NOTHING.search(address) or is_point(element):
        return []
    title = fold(element.get("title") or element.get("aria-label")).strip()
    return _embed_of(reading.joined(address), title, element, reading)


def _embed_of(address: str, title: str, element: Element, reading: Reading) -> list[Piece]:
    """The embed of an address, under its host's name where it has no title."""
    try:
        href = safe_href(normalizeLink(address))
        host = urlsplit(href or "").hostname if href else None
    except ValueError:
        href = host = None
    line = reading.line(element)
    if not href or not host or not is_remote(href):
        words = title or (href or "").rsplit("/", 1)[-1]
        return [Paragraph((Run(words, href=href),), line)] if words.strip() else []
    href = _watched(href)
    return [Embed(href, title or host.removeprefix("www."), line)]


def is_watched(text: str) -> bool:
    """Whether a text is nothing but the address of a video or post, as WordPress embeds them."""
    return bool(_PROVIDERS.fullmatch(text))


def _address(element: Element) -> str:
    """Where what is embedded lives: its own attribute, its first source, or its parameter."""
    if element.name in ("amp-youtube", "lite-youtube"):
        video = element.get("data-videoid") or element.get("videoid")
        return f"https://www.youtube.com/watch?v={video}" if video else ""
    own = next((element.get(name) for name in _SOURCES if _is_address(element.get(name))), "")
    if own:
        return own.strip()
    for one in element.elements():
        if one.name == "source" and one.get("src"):
            return one.get("src").strip()
        if one.name == "param" and one.get("name").lower() in ("movie", "src", "url"):
            return one.get("value").strip()
    return ""


def _is_address(written: str) -> bool:
    bare = written.strip()
    return bool(bare) and not bare.lower().startswith(("about:", "javascript:", "data:", "blob:"))


def is_point(element: Element) -> bool:
    """Whether an element is a point in size, there to count readers."""
    sizes = (element.get("width").removesuffix("px"), element.get("height").removesuffix("px"))
    return any(size in ("0", "1") for size in sizes)


def _watched(href: str) -> str:
    """The page on which people watch what a player shows."""
    parts = urlsplit(href)
    host = parts.hostname or ""
    if _YOUTUBE.search(host):
        video = _YOUTUBE_PATH.match(parts.path)
        if video and video[1] != "videoseries":
            return f"https://www.youtube.com/watch?v={video[1]}"
        lists = parse_qs(parts.query).get("list")
        if video and lists:
            return f"https://www.youtube.com/playlist?list={lists[0]}"
    video = _VIMEO_PATH.match(parts.path)
    if host == "player.vimeo.com" and video:
        return f"https://vimeo.com/{video[1]}"
    return href


_FRAMES = (
    "iframe video audio embed oembed amp-iframe amp-video amp-audio amp-youtube "
    "lite-youtube".split()
)
EMBEDS = {**dict.fromkeys(_FRAMES, _embedded), "object": _object}
