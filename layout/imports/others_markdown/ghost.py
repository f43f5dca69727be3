"""Ghost's export: one JSON with its tables. Each post is an item; pages are posts as well.

Source: TryGhost/Ghost, core/server/data/exporter; docs.ghost.org/migration.
"""

from __future__ import annotations

import datetime
import html
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from layout.imports.dates import moment_in, version_of
from layout.imports.html.copy_of import Setting, copy_of, runs_of
from layout.imports.item import Copy, Format, Given, Head, Item, LeftOut, Status
from layout.imports.json_values import Values, json_text, json_value, objects_at, place_of, text_at
from layout.imports.languages import byline_of
from layout.imports.others_markdown.cards import Aside, bare, lexical_html, mobiledoc_html
from layout.imports.source import Source
from layout.story.run import plain
from layout.story.text.language import is_language
from slots.files.decoding import Undecodable, decoding
from slots.finding import Finding, Severity

_MOST_BYTES = 128_000_000
"""Bytes of an export, which is one value of JSON and is read whole."""
_DB = re.compile(rb'\A(?:\xef\xbb\xbf)?\s*\{\s*"(?:db|meta)"\s*:\s*[\[{]')
_HOME = "__GHOST_URL__"
_MAIL = re.compile(r"<!--\s*kg-card-begin:\s*email(?:-cta)?\s*-->")
_MAIL_END = re.compile(r"<!--\s*kg-card-end:[^>]{0,60}-->")


def _recognises(source: Source) -> bool:
    """Whether a source is an export of Ghost: a database of posts, by its first keys."""
    start = source.start
    return _DB.match(start) is not None and (
        re.search(rb'"exported_on"\s*:|"(?:posts|posts_tags|mobiledoc|lexical)"\s*:', start)
        is not None
    )


def _read(source: Source) -> Iterator[Given]:
    """The items of an export, in the order of its posts."""
    try:
        data = source.whole(_MOST_BYTES)
        if data is None:
            raise Undecodable(f"it has over {_MOST_BYTES:,} bytes")
        text, findings = json_text(data, source.where)
        tables = _tables(json_value(text))
    except Undecodable as error:
        message, hint = f"the export cannot be read: {error}", "export it from Ghost again"
        place = place_of(error, source.where)
        yield Finding("damaged-export", Severity.ERROR, message, place, hint)
        return
    yield from findings
    site = _site(tables)
    posts = objects_at(tables, "posts")
    if not posts:
        hint = "export it from Ghost again, from Settings, Labs"
        yield Finding("empty-export", Severity.ERROR, "the export has no posts", source.where, hint)
    for post in posts:
        yield _item(post, site, source)


def _tables(whole: object) -> Values:
    db = whole.get("db") if isinstance(whole, dict) else None
    first = db[0] if isinstance(db, list) and db else whole
    tables = first.get("data") if isinstance(first, dict) else None
    if not isinstance(tables, dict):
        raise Undecodable("it has no tables")
    return tables


@dataclass(frozen=True, slots=True)
class _Site:
    """What posts share: names of people and tags by post, what stands beside a post, language."""

    authors: Mapping[str, tuple[str, ...]]
    tags: Mapping[str, tuple[str, ...]]
    meta: Mapping[str, Values]
    users: Mapping[str, str]
    language: str


def _site(tables: Values) -> _Site:
    users = {text_at(row, "id"): text_at(row, "name") for row in objects_at(tables, "users")}
    tags = {
        text_at(row, "id"): text_at(row, "name")
        for row in objects_at(tables, "tags")
        if text_at(row, "visibility") != "internal" and not text_at(row, "name").startswith("#")
    }
    settings = {
        text_at(row, "key"): text_at(row, "value") for row in objects_at(tables, "settings")
    }
    language = (
        settings.get("locale") or settings.get("lang") or settings.get("default_locale") or ""
    )
    return _Site(
        _joined(objects_at(tables, "posts_authors"), "author_id", users),
        _joined(objects_at(tables, "posts_tags"), "tag_id", tags),
        {text_at(row, "post_id"): row for row in objects_at(tables, "posts_meta")},
        users,
        language,
    )


def _joined(rows: list[Values], key: str, names: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """The names that each post has by a table between, in their order."""
    found: dict[str, list[str]] = {}
    for row in sorted(rows, key=lambda row: _number(row.get("sort_order"))):
        name = names.get(text_at(row, key), "")
        if name:
            found.setdefault(text_at(row, "post_id"), []).append(name)
    return {post: tuple(dict.fromkeys(each)) for post, each in found.items()}


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0


def _item(post: Values, site: _Site, source: Source) -> Item:
    aside = Aside()
    body = _body(post, aside)
    meta = site.meta.get(text_at(post, "id"), {})
    setting = Setting(source.where, source.address)
    whole = _at_home(f"{_feature(post, meta)}\n{body}", source.address)
    copy = copy_of(whole, setting)
    left = tuple(LeftOut(what, text, source.where) for what, text in aside.left_out if text)
    title = text_at(post, "title")
    findings = tuple(_findings(title, body, aside, source))
    copy = Copy(copy.pieces, copy.media, (*left, *copy.left_out), (*findings, *copy.findings))
    head = _head(post, site, setting)
    changed = _moment(post, "updated_at") or head.date
    key = text_at(post, "uuid") or text_at(post, "id") or text_at(post, "slug")
    return Item(f"ghost {key}", version_of(changed), source.where, head, copy, _status(post))


def _status(post: Values) -> Status:
    if text_at(post, "status") in ("draft", "scheduled"):
        return Status.DRAFT
    hidden = text_at(post, "visibility") not in ("", "public") or text_at(post, "status") == "sent"
    return Status.PRIVATE if hidden else Status.PUBLISHED


def _head(post: Values, site: _Site, setting: Setting) -> Head:
    id = text_at(post, "id")
    tags = site.tags.get(id, ())
    authors = site.authors.get(id, ())
    if not authors and site.users.get(text_at(post, "author_id")):
        authors = (site.users[text_at(post, "author_id")],)
    language = (text_at(post, "locale") or site.language).replace("_", "-")
    published = _moment(post, "published_at") or _moment(post, "created_at")
    changed = _moment(post, "updated_at")
    excerpt = text_at(post, "custom_excerpt")
    return Head(
        headline=plain(" ".join(text_at(post, "title").split())),
        deck=runs_of(html.escape(excerpt, quote=False), setting) if excerpt else (),
        byline=byline_of(authors, language),
        date=published,
        updated=changed if changed and published and changed > published else None,
        embargo=published if text_at(post, "status") == "scheduled" else None,
        section=tags[0] if tags else "",
        tags=tags[1:],
        language=language if is_language(language) else "",
        slug=text_at(post, "slug"),
    )


def _moment(post: Values, key: str) -> datetime.datetime | None:
    """A time of a post: text in UTC, or in old exports milliseconds."""
    value = post.get(key)
    if isinstance(value, int) and not isinstance(value, bool) and 0 < value < 10**14:
        return datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC) + datetime.timedelta(
            milliseconds=value
        )
    moment = moment_in(text_at(post, key))
    if not isinstance(moment, datetime.datetime):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=datetime.UTC)


def _feature(post: Values, meta: Values) -> str:
    """The picture above a post."""
    src = text_at(post, "feature_image") or text_at(post, "image")
    if not src:
        return ""
    alt = text_at(meta, "feature_image_alt") or text_at(post, "feature_image_alt")
    caption = text_at(meta, "feature_image_caption") or text_at(post, "feature_image_caption")
    line = f"<figcaption>{caption}</figcaption>" if caption else ""
    return f'<figure><img src="{html.escape(src)}" alt="{html.escape(alt)}">{line}</figure>'


def _at_home(text: str, address: str) -> str:
    """A text whose addresses are real ones; without the site's, files lie beside the export."""
    if address:
        return text.replace(_HOME, address.rstrip("/"))
    return text.replace(f"{_HOME}/content/", "content/").replace(_HOME, "")


def _body(post: Values, aside: Aside) -> str:
    """The text of a post: its HTML, else its document."""
    markup = text_at(post, "html")
    if markup.strip():
        return _with_boxes(_without_mail(markup, aside))
    for key, write in (("lexical", lexical_html), ("mobiledoc", mobiledoc_html)):
        try:
            document = json.loads(text_at(post, key) or "null")
        except (ValueError, RecursionError):
            continue
        if isinstance(document, dict):
            return write(document, aside)
    plain_text = text_at(post, "plaintext")
    return f"<p>{html.escape(plain_text, quote=False)}</p>" if plain_text else ""


def _without_mail(markup: str, aside: Aside) -> str:
    """HTML without the cards that only readers of mail see."""
    parts: list[str] = []
    at = 0
    for opening in _MAIL.finditer(markup):
        closing = _MAIL_END.search(markup, opening.end())
        if closing is None:
            break
        if opening.start() < at:
            continue
        words = bare(markup[opening.end() : closing.start()])
        aside.left_out.append(("words for readers of mail", words))
        parts.append(markup[at : opening.start()])
        at = closing.end()
    return "".join((*parts, markup[at:]))


def _with_boxes(markup: str) -> str:
    """HTML of Ghost in which its boxes and sign-up forms are elements of ours."""
    if "kg-callout-card" not in markup and "kg-signup-card" not in markup:
        return markup
    from lxml import html as lxml_html

    with decoding():
        root = lxml_html.fragment_fromstring(markup, create_parent="div")
    for element in list(root.iter("div")):
        classes = (element.get("class") or "").split()
        if "kg-callout-card" in classes:
            element.tag = "newsgrid-module"
            element.set("kind", "blue_box")
        elif "kg-signup-card" in classes:
            _sign_up(element)
    return "".join(
        [html.escape(root.text or "", quote=False)]
        + [lxml_html.tostring(child, encoding="unicode") for child in root]
    )


def _sign_up(element: lxml_html.HtmlElement) -> None:  # type: ignore[name-defined]  # noqa: F821
    """A sign-up card: its heading is the module's title, its thanks what it says when done."""
    element.tag = "newsgrid-module"
    element.set("kind", "newsletter")
    for name, key in (("kg-signup-card-heading", "title"), ("kg-signup-card-success", "success")):
        found = element.find_class(name)
        if found:
            element.set(key, " ".join(found[0].text_content().split()))
            found[0].drop_tree()
    for button in [*element.iter("button")]:
        button.tag = "p"
    for form in [*element.iter("form")]:
        form.tag = "div"


def _findings(title: str, body: str, aside: Aside, source: Source) -> Iterator[Finding]:
    if not title:
        message, hint = "a post has no title: no headline", "write one into the story"
        yield Finding("no-headline", Severity.WARNING, message, source.where, hint)
    if not body.strip():
        message, hint = f'"{title}" has no text', "leave it out, or write one"
        yield Finding("no-copy", Severity.WARNING, message, source.where, hint)
    for name in sorted(set(aside.unknown)):
        message = f'"{title}": nobody here knows a card called {name}; its words stay'
        yield Finding("shortcode", Severity.WARNING, message, source.where, "see the post in Ghost")


GHOST = Format("Ghost's export", _recognises, _read)
