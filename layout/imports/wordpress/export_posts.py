"""The XML of an export (WXR 1.0 to 1.2), read: its channel to a site, its items to posts.

Names count with the namespace of WordPress, whatever its version and prefix; of fields that stand
twice the first counts.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from html import unescape

from lxml import etree

from layout.imports.dates import mail_moment
from layout.imports.wordpress.content.page import words_of
from layout.imports.wordpress.head import FIELDS
from layout.imports.wordpress.site import STORY, Attachment, Post, Site, Term, whole_number
from layout.story.text.language import is_language
from slots.finding import Finding, Severity, Where

_EXPORT = "wordpress.org/export/"
_CONTENT = "purl.org/rss/1.0/modules/content"
_CREATOR = "purl.org/dc/elements/1.1/"
_FILE_FIELDS = (
    "_wp_attachment_image_alt",
    "_media_credit",
    "_navis_media_credit",
    "cap-user_login",
)
_LONGEST_OFFSET = datetime.timedelta(hours=15)


def _named(element: etree._Element) -> str:
    """An element's name with WordPress's own prefix: "wp:post_id", "content:encoded", "title"."""
    tag = element.tag
    if not isinstance(tag, str):
        return ""
    if not tag.startswith("{"):
        return tag
    namespace, _, name = tag[1:].partition("}")
    namespace = namespace.removeprefix("http://").removeprefix("https://")
    if namespace.startswith(_EXPORT):
        return f"{'excerpt' if namespace.rstrip('/').endswith('excerpt') else 'wp'}:{name}"
    if namespace.startswith(_CONTENT):
        return f"content:{name}"
    return f"dc:{name}" if namespace == _CREATOR else f"?:{name}"


def _text_of(element: etree._Element | None) -> str:
    """The text of an element; what stands in it as elements, where nobody escaped it, as HTML."""
    if element is None:
        return ""
    if not len(element):
        return element.text or ""
    inner = (etree.tostring(child, encoding="unicode", with_tail=True) for child in element)
    return (element.text or "") + "".join(inner)


def _fields(element: etree._Element) -> dict[str, etree._Element]:
    """The children of an element by name, of each the first."""
    found: dict[str, etree._Element] = {}
    for child in element:
        found.setdefault(_named(child), child)
    return found


# --- the channel ------------------------------------------------------------------------------


def read_channel(root: etree._Element, site: Site) -> None:
    """Takes up what a channel says outside its items: address, language, authors, terms."""
    for element in root:
        name = _named(element)
        text = _text_of(element).strip()
        if name in ("wp:base_blog_url", "link"):
            site.address = text if name != "link" else site.address or text
        elif name == "language":
            site.language = site.language or text.replace("_", "-")
        elif name == "title":
            site.name = site.name or text
        elif name == "wp:author":
            _read_author(element, site)
        elif name in _TERMS:
            _read_term(element, _TERMS[name], site)


_TERMS = {
    "wp:category": ("category", "wp:category_nicename", "wp:cat_name"),
    "wp:tag": ("post_tag", "wp:tag_slug", "wp:tag_name"),
    "wp:term": ("", "wp:term_slug", "wp:term_name"),
}


def _read_author(element: etree._Element, site: Site) -> None:
    fields = {name: _text_of(child).strip() for name, child in _fields(element).items()}
    login = fields.get("wp:author_login", "")
    both = f"{fields.get('wp:author_first_name', '')} {fields.get('wp:author_last_name', '')}"
    shown = fields.get("wp:author_display_name", "") or both.strip() or login
    if login:
        site.names.setdefault(login.lower(), unescape(shown))


def _read_term(element: etree._Element, kind: tuple[str, str, str], site: Site) -> None:
    fields = {name: _text_of(child).strip() for name, child in _fields(element).items()}
    taxonomy, slug, name = kind
    number = whole_number(fields.get("wp:term_id", ""))
    if number is not None and number not in site.terms:
        domain = taxonomy or fields.get("wp:term_taxonomy", "")
        term = Term(domain, fields.get(slug, ""), unescape(fields.get(name, "")), number)
        site.terms[number] = term
        site.term_numbers[term.domain, term.slug] = number


def read_support(item: etree._Element, site: Site) -> None:
    """Takes up an item that posts need: a file, a synced pattern, a guest author."""
    fields = _fields(item)
    kind, number = _text(fields, "wp:post_type"), whole_number(_text(fields, "wp:post_id"))
    if number is None:
        return
    if kind == "wp_block":
        site.patterns[number] = _text_of(fields.get("content:encoded"))
    elif kind == "guest-author":
        name = unescape(_text(fields, "title"))
        meta = dict(_meta(item, _FILE_FIELDS))
        for login in (_text(fields, "wp:post_name"), meta.get("cap-user_login", "")):
            if login and name:
                site.names.setdefault(login.lower(), name)
    elif kind == "attachment":
        site.add(_attachment(item, fields, number))


def _attachment(item: etree._Element, fields: dict[str, etree._Element], number: int) -> Attachment:
    meta = dict(_meta(item, _FILE_FIELDS))
    return Attachment(
        id=number,
        address=_text(fields, "wp:attachment_url") or _text(fields, "guid"),
        title=_text(fields, "title"),
        caption=_text_of(fields.get("excerpt:encoded")).strip(),
        alt=meta.get("_wp_attachment_image_alt", ""),
        credit=words_of(meta.get("_media_credit") or meta.get("_navis_media_credit", "")),
        parent=whole_number(_text(fields, "wp:post_parent")) or 0,
        order=whole_number(_text(fields, "wp:menu_order")) or 0,
    )


# --- an item ----------------------------------------------------------------------------------


def read_post(item: etree._Element, site: Site, name: str, line: int) -> Post:
    """The post of an item, which begins on a line of a file of this name."""
    fields = _fields(item)
    where = Where(name, line + _line_of(item) - 1)
    content = fields.get("content:encoded")
    creator = _text(fields, "dc:creator")
    terms = tuple(_terms(item, site))
    authors, accounts = _authors(creator, terms, site)
    comments = tuple(_comments(item))
    gmt, modified = _text(fields, "wp:post_date_gmt"), _text(fields, "wp:post_modified_gmt")
    return Post(
        type=_text(fields, "wp:post_type") or STORY,
        status=_text(fields, "wp:status"),
        number=whole_number(_text(fields, "wp:post_id")),
        guid=_text(fields, "guid"),
        link=_text(fields, "link"),
        title=_text_of(fields.get("title")),
        content=_text_of(content),
        excerpt=_text_of(fields.get("excerpt:encoded")),
        slug=_text(fields, "wp:post_name"),
        authors=authors,
        accounts=accounts,
        moment=moment(_text(fields, "wp:post_date"), gmt) or _published(_text(fields, "pubDate")),
        modified=moment(_text(fields, "wp:post_modified"), modified),
        terms=terms,
        meta=dict(_meta(item, FIELDS)),
        sticky=_text(fields, "wp:is_sticky") == "1",
        locked=bool(_text(fields, "wp:post_password")),
        comments=tuple(words for words, _ in comments),
        comment_count=sum(1 for _, of_reader in comments if of_reader),
        language=_language(terms),
        where=where,
        content_at=_place(content, name, line, where),
        findings=tuple(_missing(fields, where)),
    )


def _place(element: etree._Element | None, name: str, line: int, where: Where) -> Where:
    """Where the text of an element begins; libxml2 knows the line on which its tag ends."""
    return where if element is None else Where(name, line + _line_of(element) - 1)


def _line_of(element: etree._Element) -> int:
    line = element.sourceline
    return line if isinstance(line, int) else 1


def _text(fields: dict[str, etree._Element], name: str) -> str:
    return _text_of(fields.get(name)).strip()


def _meta(item: etree._Element, wanted: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Custom fields by name, those that are wanted, of each the last."""
    for element in item:
        if _named(element) == "wp:postmeta":
            fields = _fields(element)
            key = _text(fields, "wp:meta_key")
            if key in wanted:
                yield key, _text_of(fields.get("wp:meta_value"))


def _terms(item: etree._Element, site: Site) -> Iterator[Term]:
    seen = set()
    for element in item:
        if _named(element) != "category":
            continue
        domain, slug = element.get("domain", "category"), element.get("nicename", "")
        number = site.term_numbers.get((domain, slug))
        term = Term(domain, slug, unescape(_text_of(element).strip()), number)
        if (term.domain, term.name) not in seen:
            seen.add((term.domain, term.name))
            yield term


def _authors(
    creator: str, terms: tuple[Term, ...], site: Site
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names of a post's authors, and the logins that stand for a name: those of
    Co-Authors Plus in their order, else the one who wrote it."""
    several = [term for term in terms if term.domain == "author"]
    if several:
        names = [_name_of(term, site) for term in several]
        return tuple(dict.fromkeys(filter(None, names))), ()
    if not creator:
        return (), ()
    name = site.names.get(creator.lower(), creator)
    return (name,), (name,) if name.lower() == creator.lower() else ()


def _name_of(term: Term, site: Site) -> str:
    for key in (term.slug, term.name, term.slug.removeprefix("cap-")):
        if key.lower() in site.names:
            return site.names[key.lower()]
    return term.name


def _language(terms: tuple[Term, ...]) -> str:
    """The language that Polylang gives a post, as a term."""
    slug = next((term.slug for term in terms if term.domain == "language"), "")
    tag = slug.removeprefix("pll_").replace("_", "-")
    return tag if is_language(tag) else ""


def _comments(item: etree._Element) -> Iterator[tuple[str, bool]]:
    """Approved comments, each with its author before it, and whether a reader wrote it: other sites
    leave theirs by themselves."""
    for element in item:
        if _named(element) != "wp:comment":
            continue
        fields = _fields(element)
        if _text(fields, "wp:comment_approved") != "1":
            continue
        words = words_of(_text_of(fields.get("wp:comment_content")))
        author = words_of(_text(fields, "wp:comment_author"))
        of_reader = _text(fields, "wp:comment_type") in ("", "comment")
        yield (f"{author}\n{words}" if author else words), of_reader


def _missing(fields: dict[str, etree._Element], where: Where) -> Iterator[Finding]:
    """What an item of an export has to say, and this one does not."""
    if "wp:post_type" not in fields:
        message = "this item does not say what it is: taken for a post"
        yield Finding("export-no-type", Severity.WARNING, message, where, "look at it")
    if not _text(fields, "wp:status"):
        message = "this item does not say whether it was published: taken for a draft"
        hint = "ask for drafts to have it"
        yield Finding("export-no-status", Severity.WARNING, message, where, hint)


# --- dates ------------------------------------------------------------------------------------


def moment(local: str, gmt: str) -> datetime.datetime | None:
    """A time in the zone of its site, which is what its time and that in Greenwich differ by.

    >>> moment("2024-06-05 18:04:48", "2024-06-05 16:04:48").isoformat()
    '2024-06-05T18:04:48+02:00'
    """
    here, there = _time(local), _time(gmt)
    if there is None:
        return here
    if here is None:
        return there.replace(tzinfo=datetime.UTC)
    apart = here - there
    minutes = round(apart.total_seconds() / 60)
    if abs(apart) > _LONGEST_OFFSET:
        return here
    return here.replace(tzinfo=datetime.timezone(datetime.timedelta(minutes=minutes)))


def _time(text: str) -> datetime.datetime | None:
    """A time as a database has it, None for its zeros."""
    try:
        found = datetime.datetime.fromisoformat(text.strip().removesuffix("Z"))
    except ValueError:
        return None
    return found.replace(tzinfo=None)


def _published(text: str) -> datetime.datetime | None:
    """A date as feeds write it; that of a post without one is in the year before the first."""
    return mail_moment(text) if "-0001" not in text else None
