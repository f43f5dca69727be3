"""Answers of WordPress's REST interface, saved or live: what /wp-json/wp/v2/posts gives, with or
without `_embed`, and beside it what posts name only by number.

    posts.json    media.json    users.json    categories.json    tags.json    comments.json

Source: https://developer.wordpress.org/rest-api/reference/posts/
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape

from layout.imports.item import Format, Given
from layout.imports.source import Source, source_of
from layout.imports.wordpress.answers import Answer, Answers
from layout.imports.wordpress.content.page import words_of
from layout.imports.wordpress.export_posts import moment
from layout.imports.wordpress.head import FIELDS
from layout.imports.wordpress.item_of import item_of, key_of, number_key
from layout.imports.wordpress.site import MACHINERY, STORY, Attachment, Post, Site, Term
from layout.story.text.language import is_language
from slots.finding import Finding, Severity, Where

_OPENS = re.compile(r"[\s\ufeff]*(?:\[\s*)?\{")
_SIGNS = re.compile(
    r"\"(?:content|title|guid|caption|excerpt)\"\s*:\s*\{\s*\"(?:raw|rendered)\"\s*:"
    r"|\\?/wp\\?/v2\\?/"
)
_BESIDE = ("media", "users", "authors", "categories", "tags", "terms", "coauthors", "comments")
_MOST_PAGES = 1_000
_ROUTE = re.compile(r"/(?:wp-json/|(?:index\.php)?\?rest_route=/)wp/v2/.*", re.DOTALL)

_Values = Mapping[str, object]


def _recognises(source: Source) -> bool:
    """Whether a source opens as an answer does."""
    text = source.start.decode("utf-8", "replace")
    return _OPENS.match(text) is not None and _SIGNS.search(text) is not None


def _read(source: Source) -> Iterator[Given]:
    """The items of answers in their order."""
    site = Site(address=_home(source.address))
    for other in (*_beside(source), source):
        for answer in Answers(other).objects():
            if isinstance(answer, Answer):
                _take_up(answer.values, site)
    answers = Answers(source)
    keys: dict[str, int | None] = {}
    others = 0
    for answer in answers.objects():
        if isinstance(answer, Finding):
            yield answer
        elif _is_post(answer.values):
            yield from _given(answer, site, source, keys)
        else:
            others += 1
            yield from _refused(answer, source)
    yield from answers.characters.findings()
    if others and not keys:
        message = (
            "answers of WordPress without a post: they are read beside the posts they belong to"
        )
        yield Finding("answers-no-post", Severity.INFO, message, source.where, "nothing to do")


REST = Format("WordPress's REST interface", _recognises, _read)


def _beside(source: Source) -> Iterator[Source]:
    """The answers that lie beside one: media.json, or media-1.json and so on."""
    own = source.name.rsplit("/", 1)[-1]
    for stem in _BESIDE:
        names = (f"{stem}.json", *(f"{stem}-{number}.json" for number in range(1, _MOST_PAGES)))
        for place, name in enumerate(names):
            data = source.beside(name) if name != own else b"[]"
            if data is not None:
                yield source_of(data, name)
            elif place:
                break


def _given(
    answer: Answer, site: Site, source: Source, keys: dict[str, int | None]
) -> Iterator[Given]:
    post = _post(answer.values, site, Where(source.name, answer.line))
    if post.type in MACHINERY:
        return
    key = key_of(post, site)
    if key in keys and keys[key] != post.number:
        key = f"wordpress {number_key(post, site)}"
    if key in keys:
        return  # the same post in a second answer, as where pages of answers overlap
    keys[key] = post.number
    yield item_of(post, site, key)


def _refused(answer: Answer, source: Source) -> Iterator[Finding]:
    """What a server says instead of an answer."""
    code, message = answer.values.get("code"), answer.values.get("message")
    if isinstance(code, str) and isinstance(message, str) and "data" in answer.values:
        refusal = f"the site refused to answer: {words_of(message)} ({code})"
        where = Where(source.name, answer.line)
        hint = "ask for what it shows to everybody, as /wp-json/wp/v2/posts"
        yield Finding("answer-refused", Severity.ERROR, refusal, where, hint)


# --- what stands in an object -----------------------------------------------------------------


def _text(values: _Values, *path: str) -> str:
    """A text by its path; of a field with `rendered` and `raw`, what is rendered."""
    found: object = values
    for key in path:
        found = found.get(key) if isinstance(found, Mapping) else None
    if isinstance(found, Mapping):
        found = found.get("rendered") if "rendered" in found else found.get("raw")
    return found if isinstance(found, str) else ""


def _number(values: _Values, key: str) -> int | None:
    found = values.get(key)
    return found if isinstance(found, int) and not isinstance(found, bool) else None


def _list(values: object, *path: str) -> list[_Values]:
    """The objects of a list by its path."""
    for key in path:
        values = values.get(key) if isinstance(values, Mapping) else None
    flat = values if isinstance(values, list) else []
    nested = (part for each in flat for part in (each if isinstance(each, list) else [each]))
    return [each for each in nested if isinstance(each, Mapping)]


def _is_post(values: _Values) -> bool:
    return "content" in values and ("title" in values or "excerpt" in values)


def _home(address: str) -> str:
    """The address of the site, of one of its answers."""
    return _ROUTE.sub("", address).rstrip("/")


def _take_up(values: _Values, site: Site) -> None:
    """What posts need of an object: files, authors, terms, comments; and where the site is."""
    if not site.address:
        own = next((_text(each, "href") for each in _list(values, "_links", "self")), "")
        site.address = _home(own) if _ROUTE.search(own) else ""
    if not site.address and _is_post(values):
        site.address = "/".join(_text(values, "link").split("/")[:3])
    number = _number(values, "id")
    if number is None or _is_post(values):
        return
    if "source_url" in values or values.get("type") == "attachment":
        site.add(_attachment(values))
    elif "taxonomy" in values and "name" in values:
        site.terms[number] = _term(values)
    elif "author_name" in values and isinstance(post := values.get("post"), int):
        site.comments.setdefault(post, []).append(_comment(values))
    elif isinstance(values.get("name"), str) and "slug" in values:
        site.names[str(number)] = unescape(_text(values, "name"))


def _attachment(values: _Values) -> Attachment:
    """A file of the media library. WordPress puts the description where a caption is wanted and
    there is none."""
    caption, about = _text(values, "caption"), _text(values, "description")
    if words_of(caption) and words_of(about).endswith(words_of(caption)):
        caption = ""
    credit = _text(values, "meta", "_media_credit") or _text(values, "media_credit")
    return Attachment(
        id=_number(values, "id") or 0,
        address=_text(values, "source_url") or unescape(_text(values, "guid")),
        title=words_of(_text(values, "title")),
        caption=_without_paragraph(caption),
        alt=unescape(_text(values, "alt_text")),
        credit=words_of(credit),
        parent=_number(values, "post") or 0,
    )


def _without_paragraph(html: str) -> str:
    bare = html.strip()
    inner = bare.removeprefix("<p>").removesuffix("</p>")
    return inner if "<p" not in inner else bare


def _term(values: _Values) -> Term:
    name = unescape(_text(values, "name"))
    return Term(_text(values, "taxonomy"), _text(values, "slug"), name, _number(values, "id"))


def _comment(values: _Values) -> str:
    author, words = words_of(_text(values, "author_name")), words_of(_text(values, "content"))
    return f"{author}\n{words}" if author else words


# --- a post -----------------------------------------------------------------------------------


def _post(values: _Values, site: Site, where: Where) -> Post:
    content = values.get("content")
    protected = isinstance(content, Mapping) and content.get("protected") is True
    rendered = not isinstance(content, Mapping) or "rendered" in content
    number = _number(values, "id")
    authors, accounts = _authors(values, site)
    comments = (
        *site.comments.get(number or 0, ()),
        *map(_comment, _list(values, "_embedded", "replies")),
    )
    findings: list[Finding] = []
    terms = tuple(_terms(values, site, where, findings))
    if protected:
        findings.append(_locked(where))
    modified = moment(_text(values, "modified"), _text(values, "modified_gmt"))
    language = _text(values, "lang") or _text(values, "locale") or _text(values, "language")
    language = language.replace("_", "-")
    return Post(
        type=_text(values, "type") or STORY,
        status=_text(values, "status"),
        number=number,
        guid=unescape(_text(values, "guid")),
        link=_text(values, "link"),
        title=_unlocked(_text(values, "title"), protected, _text(values, "status")),
        content=_text(values, "content"),
        excerpt=_text(values, "excerpt"),
        rendered=rendered,
        slug=_text(values, "slug"),
        authors=authors,
        accounts=accounts,
        moment=moment(_text(values, "date"), _text(values, "date_gmt")),
        modified=modified,
        terms=terms,
        meta=_meta(values),
        sticky=values.get("sticky") is True,
        locked=protected,
        comments=tuple(dict.fromkeys(comments)),
        comment_count=len(set(comments)),
        featured=_featured(values),
        language=language if is_language(language) else "",
        where=where,
        content_at=Where(where.file),
        findings=tuple(findings),
    )


def _locked(where: Where) -> Finding:
    message = "this post is protected by a password: the site did not give its text"
    hint = "an export of the site has it: Tools, Export"
    return Finding("locked-post", Severity.WARNING, message, where, hint)


_LOCKED_TITLE = re.compile(r"(?:Protected|Private):\s")


def _unlocked(title: str, protected: bool, status: str) -> str:
    """A title without the "Protected: " or "Private: " that WordPress put before it until 6.4."""
    return _LOCKED_TITLE.sub("", title, count=1) if protected or status == "private" else title


def _meta(values: _Values) -> dict[str, str]:
    """The custom fields that a story needs, of WordPress itself or of ACF."""
    found: dict[str, str] = {}
    for key in ("acf", "meta"):
        fields = values.get(key)
        if isinstance(fields, Mapping):
            found |= {
                name: text
                for name, text in fields.items()
                if name in FIELDS and isinstance(text, str)
            }
    featured = _number(values, "featured_media")
    if featured:
        found["_thumbnail_id"] = str(featured)
    return found


def _featured(values: _Values) -> Attachment | None:
    for each in _list(values, "_embedded", "wp:featuredmedia"):
        if _text(each, "source_url"):
            return _attachment(each)
    address = _text(values, "jetpack_featured_media_url")
    return Attachment(_number(values, "featured_media") or 0, address) if address else None


def _authors(values: _Values, site: Site) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names of a post's authors, and those that are accounts' names: several, as plugins for
    co-authors have them, else the one who wrote it."""
    for key in ("newspack_author_info", "coauthors", "authors", "ppma_author"):
        listed = _list(values, key)
        names = [_text(each, "display_name") or _text(each, "name") for each in listed]
        if any(names):
            return tuple(dict.fromkeys(unescape(name) for name in names if name)), ()
    guests = [
        unescape(_text(each, "name"))
        for each in _list(values, "_embedded", "wp:term")
        if each.get("taxonomy") == "author"
    ]
    if guests:
        return tuple(dict.fromkeys(site.names.get(each.lower(), each) for each in guests)), ()
    for each in _list(values, "_embedded", "author"):
        name = unescape(_text(each, "name"))
        if name:
            same = name.lower() == _text(each, "slug").lower()
            return (name,), (name,) if same else ()
    name = site.names.get(str(values.get("author")), "") or _text(
        values, "yoast_head_json", "author"
    )
    return ((name,), (name,)) if name else ((), ())


def _terms(values: _Values, site: Site, where: Where, findings: list[Finding]) -> Iterator[Term]:
    """The terms of a post: those it carries, else those it numbers, in their order."""
    embedded = [_term(each) for each in _list(values, "_embedded", "wp:term") if "name" in each]
    if embedded:
        yield from embedded
        return
    unknown = []
    for key, listed in values.items():
        if not isinstance(listed, list):
            continue
        for number in listed:
            if not isinstance(number, int):
                continue
            if number in site.terms:
                yield site.terms[number]
            elif key in ("categories", "tags"):
                unknown.append(f"{key} {number}")
    if unknown:
        message = f"known by number only: {', '.join(unknown[:20])}"
        hint = "save /wp-json/wp/v2/categories and tags beside it, or ask for posts with _embed"
        findings.append(Finding("unknown-terms", Severity.WARNING, message, where, hint))
