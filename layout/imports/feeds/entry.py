"""An entry of a feed, in whatever format, and the item that it makes.

Of the texts that a feed has of one story the longest kind is its copy: content, else description. A
description beside the content is the deck where it says something new and is short; where it says
what the content says, it is that.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from layout.imports.dates import Moment, version_of
from layout.imports.html.copy_of import Setting, copy_of, runs_of
from layout.imports.item import Copy, Head, Item, LeftOut, Status
from layout.imports.languages import byline_of
from layout.imports.titles import without_site_name
from layout.story.run import Runs, plain, text_of
from layout.story.text.language import is_language
from layout.story.text.pieces import name_of
from slots.finding import Finding, Severity, Where

_WORD = re.compile(r"\w+")
_DECK_WORDS = 60
_TEASER_WORDS = 80
"""A description of fewer words that stands alone is the beginning of a story, not a story."""
_TEASER = re.compile(
    r"(?:\[?(?:…|\.\.\.)\]?|read more|continue reading|keep reading|leer más|seguir leyendo)"
    r"[\s.»›>→\]]*\Z",
    re.IGNORECASE,
)
_FIRST_ON = re.compile(
    r"(?:<p>\s*)?The post\s+(?:<a\b[^>]*>)?[^<]{0,500}(?:</a>)?\s+(?:first appeared|appeared first)"
    r"\s+on\s+(?:<a\b[^>]*>)?[^<]{0,200}(?:</a>)?\.?\s*(?:</p>)?\s*\Z"
)


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture that a feed has beside the text."""

    address: str
    caption: str = ""
    credit: str = ""
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Channel:
    """What a feed says of itself."""

    title: str = ""
    link: str = ""
    language: str = ""
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as its feed has it: titles and texts are HTML, "" where there is none.

    `content` is the whole text and `summary` the description; `base` is where relative addresses
    start; `recordings` are addresses of sound and video, `asides` words with what they are.
    """

    id: str
    where: Where
    title: str = ""
    content: str = ""
    summary: str = ""
    link: str = ""
    base: str = ""
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    date: Moment | None = None
    updated: Moment | None = None
    language: str = ""
    shots: tuple[Shot, ...] = ()
    recordings: tuple[tuple[str, str], ...] = ()
    comments: int | None = None
    draft: bool = False
    asides: tuple[tuple[str, str], ...] = ()
    findings: tuple[Finding, ...] = ()


def item_of(entry: Entry, channel: Channel) -> Item:
    """The item of an entry."""
    setting = Setting(entry.where, entry.base or entry.link or channel.link)
    body, first_on = _without_first_on(entry.content or entry.summary)
    summary, again = _without_first_on(entry.summary if entry.content else "")
    words = _words(body)
    deck, left = _deck(summary, words, setting)
    shots, beside = _shots(entry.shots, body, words)
    copy = copy_of(_page(entry, shots, body), setting)
    headline, name = _headline(entry, channel, setting)
    asides = (*entry.asides, *left, *beside, *name)
    asides += tuple(("where it appeared first", each) for each in (first_on, again) if each)
    left_out = tuple(LeftOut(what, text, entry.where) for what, text in asides if text.strip())
    findings = (*entry.findings, *_findings(entry, body, words, headline), *copy.findings)
    categories = tuple(dict.fromkeys(filter(None, entry.categories)))
    language = entry.language or channel.language
    head = Head(
        headline=headline,
        deck=deck,
        byline=byline_of(entry.authors or channel.authors, language),
        date=entry.date or entry.updated,
        updated=entry.updated if entry.date else None,
        section=categories[0] if categories else "",
        tags=categories[1:],
        language=language if is_language(language) else "",
        comments=entry.comments,
        slug=_slug(entry.link),
    )
    return Item(
        _key(entry, channel),
        version_of(entry.updated or entry.date),
        entry.where,
        head,
        Copy(copy.pieces, copy.media, (*left_out, *copy.left_out), findings),
        Status.DRAFT if entry.draft else Status.PUBLISHED,
        site=channel.title,
    )


def _key(entry: Entry, channel: Channel) -> str:
    """A name that no entry of another feed has: its id where that is an address or a UUID, else
    its id within its feed."""
    id = entry.id or entry.link or text_of(runs_of(entry.title, Setting(entry.where)))
    whole = ":" in id or len(id) >= 32
    return f"feed {id}" if whole else f"feed {channel.link or channel.title} {id}"


def _slug(link: str) -> str:
    """The last part of an address that has a word."""
    try:
        path = unquote(urlsplit(link).path)
    except ValueError:
        return ""
    parts = [name_of(part.rsplit(".", 1)[0]) for part in path.split("/")]
    words = [part for part in parts if re.search("[a-z]{3}", part) and part != "index"]
    return words[-1] if words else ""


def _headline(
    entry: Entry, channel: Channel, setting: Setting
) -> tuple[Runs, tuple[tuple[str, str], ...]]:
    """The title without the name of its site, and that name."""
    runs = runs_of(entry.title, setting)
    whole = text_of(runs)
    bare = without_site_name(whole, [channel.title]) if channel.title else whole
    if bare == whole or len(runs) > 1:
        return runs, ()
    before, _, after = whole.partition(bare)
    return plain(bare), (("the site's name", f"{before} {after}".strip()),)


# --- texts ---------------------------------------------------------------------------------------


def paragraphs(text: str) -> str:
    """Text without markup as HTML: blank lines part its paragraphs."""
    parts = re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n"))
    return "\n".join(
        f"<p>{html.escape(part.strip(), quote=False)}</p>" for part in parts if part.strip()
    )


def _without_first_on(text: str) -> tuple[str, str]:
    """A text without the line that programs put under it, and that line's words."""
    tail = text[-2_000:]
    match = _FIRST_ON.search(tail)
    if match is None:
        return text, ""
    words = " ".join(html.unescape(re.sub(r"<[^>]*>", "", match[0])).split())
    return text[: len(text) - len(match[0])], words


def _words(text: str) -> str:
    """The words of HTML, one space between them, for a comparison."""
    bare = re.sub(r"<[^<>]*>", " ", text) if text.count("<") < 100_000 else text
    return " ".join(_WORD.findall(html.unescape(bare).lower()))


def _deck(summary: str, copy: str, setting: Setting) -> tuple[Runs, tuple[tuple[str, str], ...]]:
    """The deck that a description is; its words, where they are neither among those of the copy
    nor few."""
    if not summary.strip():
        return (), ()
    words = _words(summary)
    summary_text = html.unescape(re.sub(r"<[^<>]*>", " ", summary)).strip()
    teaser = _TEASER.sub("", summary_text)
    cut = _words(teaser).rpartition(" ")[0] if teaser != summary_text else ""  # in mid-word
    for each in (words, _words(teaser), cut):
        if each and f" {each} " in f" {copy} ":
            return (), ()
    runs = runs_of(summary, setting)
    if len(words.split()) <= _DECK_WORDS:
        return runs, ()
    return (), (("a summary", text_of(runs)),)


def _page(entry: Entry, shots: tuple[Shot, ...], body: str) -> str:
    """The copy as HTML: the first picture above it, other pictures and recordings below."""
    figures = [_figure(shot) for shot in shots]
    frames = [
        f'<iframe src="{html.escape(address)}" title="{html.escape(title)}"></iframe>'
        for address, title in entry.recordings
        if html.escape(address) not in body and address not in body
    ]
    return "\n".join((*figures[:1], body, *figures[1:], *frames))


def _figure(shot: Shot) -> str:
    credit = shot.credit
    if credit and not re.match(r"(?:Photo|Foto|Credit)\b", credit):
        credit = f"Photo: {credit}"
    caption = " ".join(html.escape(each, quote=False) for each in (shot.caption, credit) if each)
    figcaption = f"<figcaption>{caption}</figcaption>" if caption else ""
    image = f'<img src="{html.escape(shot.address)}" alt="{html.escape(shot.alt)}">'
    return f"<figure>{image}{figcaption}</figure>"


def _shots(
    shots: tuple[Shot, ...], body: str, words: str
) -> tuple[tuple[Shot, ...], tuple[tuple[str, str], ...]]:
    """The pictures that the text has not itself, and the words of those that it has."""
    kept: dict[str, Shot] = {}
    beside: list[tuple[str, str]] = []
    there = {_file_of(address) for address in _ADDRESS.findall(body)}
    for shot in shots:
        name = _file_of(shot.address)
        if name and name not in there and name not in kept:
            kept[name] = shot
            continue
        for text in (shot.caption, shot.credit):
            if _words(text) not in words:
                beside.append(("a caption of the feed", text))
    return tuple(kept.values()), tuple(beside)


_ADDRESS = re.compile(r"""(?:src|href|data-[\w-]{1,40})\s*=\s*["']([^"'\s<>]{1,2000})""")


def _file_of(address: str) -> str:
    """What a picture's address and that of another size of it have in common."""
    try:
        last = urlsplit(address).path.rpartition("/")[2]
    except ValueError:
        return ""
    return re.sub(r"-\d{2,4}x\d{2,4}(?=\.\w+\Z)", "", last).rpartition(".")[0] or last


def _findings(entry: Entry, body: str, words: str, headline: Runs) -> tuple[Finding, ...]:
    found = []
    if not headline:
        message = "the entry has no title: no headline"
        hint = "write one into the story"
        found.append(Finding("no-headline", Severity.WARNING, message, entry.where, hint))
    title = text_of(headline) or entry.id
    count = len(words.split())
    if not count:
        what = "a recording" if entry.recordings else "a title"
        message = f'"{title}": the feed has {what} and no copy'
        hint = "take the story from its page, or leave it out"
        found.append(Finding("no-copy", Severity.WARNING, message, entry.where, hint))
    elif not entry.content and (count < _TEASER_WORDS or _TEASER.search(_shown(body))):
        message = f'"{title}": the feed has only a teaser of {count} words'
        hint = "ask for a feed with full content, or take the story from its page"
        found.append(Finding("teaser", Severity.WARNING, message, entry.where, hint))
    return tuple(found)


def _shown(body: str) -> str:
    return html.unescape(re.sub(r"<[^<>]*>", " ", body[-500:])).strip()
