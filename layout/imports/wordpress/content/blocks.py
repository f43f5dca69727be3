"""Content of the block editor, `<!-- wp:name {"key": 1} -->…<!-- /wp:name -->`, as WordPress puts
it on the page.

Most blocks keep the HTML of their page in the content, and it is taken as it is. Others are only a
name and values, and WordPress fills them when a page is requested: what belongs to the story is
filled here too, what shows other things (the latest posts, a menu, a search) is left out and
reported.
Source: https://developer.wordpress.org/block-editor/explanations/architecture/key-concepts/
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from html import escape

from layout.imports.wordpress.content.page import (
    Page,
    embed_html,
    module_html,
    picture_html,
    slot_html,
)
from layout.imports.wordpress.content.paragraphs import paragraphs
from layout.imports.wordpress.content.pictures import featured_of
from layout.imports.wordpress.content.shortcode_kinds import with_known_shortcodes

_DELIMITER = re.compile(
    r"<!--[ \t\r\n]{1,200}+(?P<close>/?)wp:(?P<name>[a-z][a-z0-9_/-]*)\b"
    r"(?P<rest>.*?)(?:(?P<whole>-->)|\Z)",
    re.DOTALL,
)
_BARE_ADDRESS = re.compile(r"\s*(https?://[^\s<>\"]+)\s*\Z")
_WRAPPER = re.compile(
    r"(<div class=\"wp-block-embed__wrapper\"[^>]*>)\s*(https?://[^\s<>\"]+)\s*(</div>)"
)
_DEEPEST = 100
"""So many blocks stand in each other; of those deeper only their HTML counts."""

_Values = Mapping[str, object]


@dataclass(slots=True)
class _Open:
    """A block that is open: its name, values, and the HTML in it so far."""

    name: str
    values: _Values
    inner: list[str] = field(default_factory=list)


def has_blocks(content: str) -> bool:
    """Whether content was made in the block editor."""
    return "<!-- wp:" in content


def with_blocks(content: str, page: Page) -> str:
    """Content with its blocks rendered. A block that is never closed ends with the content, and a
    closing delimiter without a block is nothing, as on the page of WordPress."""
    open_blocks = [_Open("", {})]
    end = 0
    for match in _DELIMITER.finditer(content):
        if not match["whole"]:
            break
        open_blocks[-1].inner.append(content[end : match.start()])
        end = match.end()
        name = _named(match["name"])
        if match["close"]:
            _close(name, open_blocks, page)
            continue
        rest = match["rest"].strip()
        empty = rest.endswith("/")
        block = _Open(name, _values(rest.removesuffix("/").strip(), name, page))
        if empty:
            open_blocks[-1].inner.append(_rendered(block, page))
        elif len(open_blocks) <= _DEEPEST:
            open_blocks.append(block)
    open_blocks[-1].inner.append(content[end:])
    while len(open_blocks) > 1:
        _end_last(open_blocks, page)
    return "".join(open_blocks[0].inner)


def _named(written: str) -> str:
    """A block's name; that of an embed without its provider, as WordPress had it until 5.5."""
    return "embed" if written.startswith("core-embed/") else written.removeprefix("core/")


def _close(name: str, open_blocks: list[_Open], page: Page) -> None:
    """Ends the block of a name, and those in it that nobody closed."""
    if any(block.name == name for block in open_blocks[1:]):
        while open_blocks[-1].name != name:
            _end_last(open_blocks, page)
        _end_last(open_blocks, page)


def _end_last(open_blocks: list[_Open], page: Page) -> None:
    block = open_blocks.pop()
    open_blocks[-1].inner.append(_rendered(block, page))


def _values(text: str, name: str, page: Page) -> _Values:
    """The values of a block; none, and a finding, where they are damaged."""
    if not text:
        return {}
    try:
        values = json.loads(text)
    except (ValueError, RecursionError):
        message = f'the values of a block "{name}" are damaged'
        page.report(
            "damaged-block", message, "its HTML was kept: look whether something is missing"
        )
        return {}
    return values if isinstance(values, dict) else {}


def _rendered(block: _Open, page: Page) -> str:
    inner = "".join(block.inner)
    fill = _FILLED.get(block.name)
    if fill is not None:
        return fill(inner, block, page)
    if block.name in _OTHER_THINGS:
        page.filled[block.name] += 1
        page.leave_out(_OTHER_THINGS[block.name], f"{inner} {_shown(block.values)}")
        return _PARTING
    if not inner.strip() and block.name not in _SAY_NOTHING:
        page.filled[block.name] += 1
        page.leave_out(f"a block {block.name}", _shown(block.values))
    return inner


_PARTING = "<div></div>"
"""What stands for a block that is left out: as it did, it parts the words around it."""
_SHOWN = (
    "title",
    "label",
    "buttonText",
    "content",
    "text",
    "heading",
    "sectionHeader",
    "noResults",
)


def _shown(values: _Values) -> str:
    """The values of a block that are words its readers see."""
    return " ".join(each for key in _SHOWN if isinstance(each := values.get(key), str))


# --- blocks that belong to the story, filled --------------------------------------------------


def _number(values: _Values, *keys: str) -> str:
    return next((str(values[key]) for key in keys if isinstance(values.get(key), int)), "")


def _shortcode(inner: str, _block: _Open, _page: Page) -> str:
    return paragraphs(inner)


def _embed(inner: str, block: _Open, _page: Page) -> str:
    """An embed of any provider: what it has of an address becomes what lives there."""
    bare = _BARE_ADDRESS.match(inner)
    if bare:
        return embed_html(bare[1])
    if inner.strip():
        return _WRAPPER.sub(lambda match: f"{match[1]}{embed_html(match[2])}{match[3]}", inner)
    address = block.values.get("url")
    return embed_html(address) if isinstance(address, str) else ""


def _pattern(inner: str, block: _Open, page: Page) -> str:
    """A synced pattern: what the site keeps under its number, in its place."""
    number = _number(block.values, "ref")
    content = page.site.patterns.get(int(number)) if number else None
    if content is None:
        message = f"a synced pattern that is not in the source: number {number or 'unknown'}"
        page.report("missing-pattern", message, "export all content, patterns are part of it")
        return inner
    if int(number) in page.patterns or len(page.patterns) > _DEEPEST // 10:
        return inner
    page.patterns.append(int(number))
    out = with_blocks(content, page)
    page.patterns.pop()
    return out


def _footnotes(inner: str, _block: _Open, page: Page) -> str:
    """The notes of a post, which stand in a field of their own."""
    try:
        notes = json.loads(page.post.meta.get("footnotes") or "[]")
    except (ValueError, RecursionError):
        notes = None
    if not isinstance(notes, list):
        page.report("damaged-footnotes", "the footnotes are damaged", "write them into the story")
        return inner
    items = [
        f'<li id="{escape(str(note.get("id", "")))}">{note["content"]}</li>'
        for note in notes
        if isinstance(note, dict) and isinstance(note.get("content"), str)
    ]
    return f'<ol class="wp-block-footnotes">{"".join(items)}</ol>' if items else inner


def _gallery(inner: str, block: _Open, page: Page) -> str:
    """A gallery; where it names pictures only by number, those of the media library."""
    numbers = block.values.get("ids")
    if "<img" in inner or not isinstance(numbers, list):
        return inner
    found = page.attachments(str(number) for number in numbers)
    return inner + "".join(picture_html(each, page) for each in found)


def _picture(inner: str, block: _Open, page: Page) -> str:
    """A picture that is only a number, as blocks of plugins have it."""
    number = _number(block.values, "id", "mediaId", "imageId")
    if inner.strip() or not number:
        return inner
    return "".join(picture_html(each, page) for each in page.attachments([number]))


def _featured(inner: str, _block: _Open, page: Page) -> str:
    """The featured picture, where somebody put it into the copy as well, without its caption."""
    featured = featured_of(page)
    return inner if featured is None else picture_html(replace(featured, caption=""), page)


def _slot(inner: str, _block: _Open, _page: Page) -> str:
    return slot_html() + inner


def _form(inner: str, block: _Open, page: Page) -> str:
    """A sign-up form; what stands in it may be a shortcode of the same form."""
    title = next(
        (each for key in ("title", "heading") if isinstance(each := block.values.get(key), str)), ""
    )
    kept = with_known_shortcodes(inner, page)
    return kept if "<newsgrid-module" in kept else module_html("newsletter", title, kept)


def _read_more(inner: str, _block: _Open, _page: Page) -> str:
    """What stands here is for lists of posts; on the post's own page it is a comment."""
    return inner if "<!--" not in inner else ""


_FILLED: Mapping[str, Callable[[str, _Open, Page], str]] = {
    "shortcode": _shortcode,
    "embed": _embed,
    "block": _pattern,
    "footnotes": _footnotes,
    "gallery": _gallery,
    "image": _picture,
    "post-featured-image": _featured,
    "more": _read_more,
    "nextpage": _read_more,
    **dict.fromkeys(
        (
            "newspack-ads/ad-unit",
            "newspack-blocks/ad-unit",
            "ad-inserter/ad-inserter",
            "advads/gblock",
            "advanced-ads/ad",
            "jetpack/wordads",
            "jetpack/ad",
            "a8c/wordads",
            "wpads/ad",
        ),
        _slot,
    ),
    **dict.fromkeys(
        (
            "jetpack/subscriptions",
            "jetpack/mailchimp",
            "newspack-newsletters/subscribe",
            "newspack/newsletters-subscribe",
            "mailpoet/subscription-form",
            "mc4wp/form",
            "mailchimp-for-wp/form",
            "mailerlite/form-block",
            "convertkit/form",
            "newsletterglue/form",
            "tnp/minimal",
        ),
        _form,
    ),
}

_LIST = "a list of other stories"
_MENU = "a menu"
_COMMENTS = "readers' comments"
_ABOUT = "what the page says of its story a second time"
_OTHER_THINGS: Mapping[str, str] = {
    **dict.fromkeys(
        "latest-posts query query-loop post-template rss archives categories tag-cloud calendar "
        "newspack-blocks/homepage-articles newspack-blocks/carousel newspack-blocks/author-list "
        "newspack-blocks/author-profile jetpack/related-posts jetpack/blogroll jetpack/top-posts "
        "post-navigation-link read-more query-title query-pagination".split(),
        _LIST,
    ),
    **dict.fromkeys(
        "navigation page-list home-link navigation-link navigation-submenu".split(), _MENU
    ),
    **dict.fromkeys(
        "latest-comments comments comment-template comments-title post-comments "
        "post-comments-form post-comments-count post-comments-link comments-pagination "
        "comment-author-name comment-content comment-date comment-edit-link comment-reply-link "
        "comment-author-avatar".split(),
        _COMMENTS,
    ),
    **dict.fromkeys(
        "post-title post-date post-author post-author-name post-author-biography post-excerpt "
        "post-content post-terms post-time-to-read site-title site-tagline "
        "site-logo avatar term-description template-part pattern".split(),
        _ABOUT,
    ),
    "search": "a search form",
    "loginout": "a sign-in form",
    "social-links": "links to social networks",
    "social-link": "links to social networks",
    "jetpack/sharing-buttons": "links to social networks",
}  # fmt: skip

_SAY_NOTHING = frozenset(
    "spacer separator paragraph heading list column group nextpage more".split()
)
"""Blocks that may be empty: nobody put anything in."""
