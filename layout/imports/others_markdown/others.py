"""Markdown with front matter of Hugo, Jekyll or Eleventy: one file comes in, one item goes out."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterator
from dataclasses import replace

from layout.imports.dates import moment_in, version_of
from layout.imports.html.copy_of import Setting, copy_of, runs_of
from layout.imports.item import Copy, Format, Given, Head, Item, LeftOut, Media, Status
from layout.imports.languages import byline_of
from layout.imports.others_markdown.others_front import Front, front_of, is_of_others
from layout.imports.others_markdown.shortcodes import Written, written_out
from layout.imports.others_markdown.to_html import html_of
from layout.imports.source import Source
from layout.story.read.any_format import MARKDOWN_LIMIT, decode
from layout.story.run import plain
from layout.story.text.language import is_language
from layout.story.text.pieces import name_of
from slots.files.decoding import Undecodable
from slots.finding import BadInput, Finding, Severity, Where

_TITLES = ("title", "headline")
_DECKS = ("subtitle", "deck", "dek", "standfirst", "subhead", "tagline")
_SUMMARIES = ("summary", "description", "excerpt", "lead", "abstract", "intro")
_DATES = ("date", "pubdate", "published_at", "published_date", "datepublished", "created")
_CHANGES = ("lastmod", "updated", "last_modified_at", "modified", "date_modified", "updated_at")
_AUTHORS = ("authors", "author", "byline", "by", "writer")
_SECTIONS = ("section", "category", "categories", "sections", "topic")
_TAGS = ("tags", "tag", "keywords", "topics")
_PICTURES = (
    *("cover.image", "cover.src", "image", "featured_image", "featuredimage", "feature_image"),
    *("cover", "coverimage", "cover_image", "hero", "heroimage", "header.image", "banner"),
    *("thumbnail", "images", "feature", "og_image", "image.path", "image.feature", "img", "teaser"),
)
_ALTS = ("image_alt", "cover.alt", "image.alt", "featured_image_alt", "cover_alt", "alt")
_CAPTIONS = (
    *("image_caption", "cover.caption", "image.caption", "featured_image_caption"),
    *("feature_image_caption", "cover_caption", "caption", "header.caption"),
)
_CREDITS = ("image_credit", "cover.credit", "image.credit", "photo_credit", "credit")
_LANGUAGES = ("language", "lang", "locale")
_MEANT = frozenset(
    key.partition(".")[0]
    for key in (
        *(*_TITLES, *_DECKS, *_SUMMARIES, *_DATES, *_CHANGES, *_AUTHORS, *_SECTIONS, *_TAGS),
        *(*_PICTURES, *_ALTS, *_CAPTIONS, *_CREDITS, *_LANGUAGES),
        *("draft", "published", "publishdate", "slug", "permalink", "url", "kicker", "dateline"),
        *("layout", "type", "params", "extra", "taxonomies", "weight", "id", "guid", "comments"),
    )
)
_NAMED_BY_DATE = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})-(.+)\Z")


def _recognises(source: Source) -> bool:
    """Whether a source is Markdown with front matter that is none of ours."""
    if not source.start.lstrip(b"\xef\xbb\xbf \r\n\t").startswith((b"---", b"+++", b";;;", b"{")):
        return False
    return b"\0" not in source.start and is_of_others(source.start.decode("utf-8", "ignore"))


def _read(source: Source) -> Iterator[Given]:
    """The item of a file, or findings where it cannot be read."""
    try:
        with source.stream() as stream:
            data = stream.read(4 * MARKDOWN_LIMIT + 1)
        text = decode(data, source.name)
        if len(text) > MARKDOWN_LIMIT:
            hint = "split it into several stories"
            message = f"the file is over {MARKDOWN_LIMIT:,} characters long"
            yield Finding("long-file", Severity.ERROR, message, source.where, hint)
            return
        front = front_of(text)
        yield _item(front, source)
    except BadInput as error:
        yield from error.findings
    except Undecodable as error:
        hint = "see that its front matter is YAML, TOML or JSON as its mark says"
        message = f"the front matter cannot be read: {error}"
        yield Finding("front-matter", Severity.ERROR, message, Where(source.name, 2), hint)


def _item(front: Front, source: Source) -> Item:
    written, left_out, body_findings = _body(front, source)
    address = source.address
    deck, also = _deck(front)
    picture = _picture(front, written)
    copy = copy_of(f"{picture}\n{written}", Setting(source.where, address))
    stem = posixpath.splitext(posixpath.basename(source.name.replace("\\", "/")))[0]
    left_out += tuple(LeftOut("a summary", text, source.where) for text in also)
    head, unclear = _head(front, stem, deck, source)
    changed = moment_in(front.first(*_CHANGES)) or head.date
    copy = Copy(
        copy.pieces,
        tuple(map(_of_site, copy.media)),
        (*left_out, *copy.left_out),
        (*unclear, *body_findings, *_placeless(front, source), *copy.findings),
    )
    key = front.first("id", "guid") or source.name.replace("\\", "/")
    return Item(f"markdown {key}", version_of(changed), source.where, head, copy, _status(front))


_STATIC = ("", "static/", "assets/", "public/", "src/", "source/")
_UP = 6


def _of_site(media: Media) -> Media:
    """A picture with the places where a site keeps it. "/img/pier.jpg" starts from the site's root,
    which is one of the folders above: Hugo has it in static/ there, Jekyll in the root itself,
    Eleventy and Next in others. Source: gohugo.io, Static files; jekyllrb.com, Assets."""
    roots = [place for place in media.places if place.startswith("/") and place[1:2] != "/"]
    ups = tuple("../" * up for up in range(_UP))
    found = (f"{up}{folder}{root[1:]}" for root in roots for up in ups for folder in _STATIC)
    return replace(media, places=(*media.places, *found)) if roots else media


def _status(front: Front) -> Status:
    draft = front.first("draft").lower() in ("true", "yes", "1", "on")
    hidden = front.first("published").lower() in ("false", "no", "0", "off")
    return Status.DRAFT if draft or hidden else Status.PUBLISHED


def _head(front: Front, stem: str, deck: str, source: Source) -> tuple[Head, tuple[Finding, ...]]:
    named = _NAMED_BY_DATE.match(stem)
    date_text = front.first(*_DATES) or (named[1] if named else "")
    date = moment_in(_padded(date_text)) if date_text else None
    changed = moment_in(_padded(front.first(*_CHANGES)))
    publish = moment_in(_padded(front.first("publishdate")))
    headline = front.first(*_TITLES)
    findings: list[Finding] = []
    if date_text and date is None:
        message = f'date "{date_text[:60]}" cannot be read: left out'
        hint = "write it as 2022-12-16"
        findings.append(Finding("unclear-date", Severity.WARNING, message, source.where, hint))
    if not headline:
        headline = (named[2] if named else stem).replace("-", " ").replace("_", " ").strip()
        headline = headline[:1].upper() + headline[1:]
        message, hint = "no title: the headline is the file's name", "write one into the story"
        findings.append(Finding("no-headline", Severity.WARNING, message, source.where, hint))
    sections = _sections(front)
    comments = front.first("comments")
    language = front.first(*_LANGUAGES).replace("_", "-")
    setting = Setting(source.where)
    head = Head(
        headline=runs_of(html_of(headline, source.name, 0), setting) or plain(headline),
        kicker=front.first("kicker"),
        deck=runs_of(html_of(deck, source.name, 0), setting) if deck else (),
        byline=byline_of(front.all(*_AUTHORS), language),
        dateline=front.first("dateline"),
        date=date or publish,
        updated=changed,
        embargo=publish if publish and date and publish.isoformat() > date.isoformat() else None,
        section=sections[0] if sections else "",
        tags=tuple(dict.fromkeys((*sections[1:], *_tags(front)))),
        language=language if is_language(language) else "",
        comments=int(comments) if comments.isdecimal() and len(comments) < 8 else None,
        slug=_slug(front, named[2] if named else ""),
    )
    return head, tuple(findings)


def _sections(front: Front) -> tuple[str, ...]:
    """Sections: a list, or one text with commas; Jekyll's categories have blanks between."""
    found: list[str] = []
    for key in _SECTIONS:
        value = front.at(key)
        if isinstance(value, str) and "," in value:
            found += (part.strip() for part in value.split(","))
        elif isinstance(value, str) and key == "categories" and front.at("layout"):
            found += value.split()
        else:
            found += front.all(key)
    return tuple(dict.fromkeys(filter(None, found)))


def _padded(written: str) -> str:
    """A date as ISO 8601 has it: Jekyll writes "2024-5-6 7:08:09 +0200", too."""
    match = re.match(
        r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(\.\d+)?)?)?\s*(.*)\Z",
        written,
    )
    if match is None:
        return written
    day = f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}"
    if match[4] is None:
        return day
    zone = re.sub(r"\A([+-]\d{2}):?(\d{2}).*", r"\1:\2", match[8])
    zone = zone if re.fullmatch(r"[+-]\d{2}:\d{2}|Z", zone) else ""
    return f"{day}T{int(match[4]):02}:{match[5]}:{match[6] or '00'}{zone}"


def _tags(front: Front) -> Iterator[str]:
    """Tags: a list, or one text with commas, or with blanks, as Jekyll has it."""
    for key in _TAGS:
        value = front.at(key)
        if isinstance(value, str) and value.strip():
            parted = value.split(",") if "," in value else value.split()
            yield from filter(None, (part.strip() for part in parted))
        else:
            yield from front.all(key)


def _slug(front: Front, from_name: str) -> str:
    slug = front.first("slug")
    if not slug:
        parts = [part for part in front.first("permalink", "url").split("/") if ":" not in part]
        parts = [part.rpartition(".")[0] or part for part in parts if part and part != "index.html"]
        slug = parts[-1] if parts else from_name
    return name_of(slug)


def _deck(front: Front) -> tuple[str, tuple[str, ...]]:
    """The deck, and other summaries that say something else."""
    given = [*front.all(*_DECKS), *front.all(*_SUMMARIES)]
    return (given[0], tuple(given[1:])) if given else ("", ())


def _picture(front: Front, body: str) -> str:
    """The story's own picture, where the text has it not itself."""
    src = front.first(*_PICTURES)
    if not src or src.lower() in ("true", "false") or html.escape(src) in body:
        return ""
    alt = html.escape(front.first(*_ALTS))
    credit = front.first(*_CREDITS)
    parts = [front.first(*_CAPTIONS), f"Photo: {credit}" if credit else ""]
    caption = html.escape(" ".join(filter(None, parts)), quote=False)
    line = f"<figcaption>{caption}</figcaption>" if caption else ""
    return f'<figure><img src="{html.escape(src)}" alt="{alt}">{line}</figure>'


def _body(front: Front, source: Source) -> tuple[str, tuple[LeftOut, ...], tuple[Finding, ...]]:
    page = {key: value for key, value in front.values.items() if isinstance(value, str)}
    out: Written = written_out(front.text, page)
    left_out, findings = [], []
    for line, text in out.unknown:
        where = Where(source.name, front.lines + line)
        left_out.append(LeftOut("a shortcode", text, where))
        message = f"{' '.join(text.split())[:60]}: nobody here knows what it shows; its words stay"
        hint = "write what it stands for into the story"
        findings.append(Finding("shortcode", Severity.WARNING, message, where, hint))
    return html_of(out.text, source.name, front.lines), tuple(left_out), tuple(findings)


def _placeless(front: Front, source: Source) -> Iterator[Finding]:
    odd = [key for key in front.values if key not in _MEANT]
    if odd:
        message = f"front matter without a place here: {', '.join(sorted(odd)[:20])}"
        yield Finding("unknown-key", Severity.INFO, message, Where(source.name, 1))


OTHERS_MARKDOWN = Format("Markdown of Hugo, Jekyll, Eleventy", _recognises, _read)
