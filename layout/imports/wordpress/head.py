"""What stands above a story: titles, decks, bylines, dates, section and tags, out of a post's
fields and the custom fields that newspapers on WordPress use.
"""

from __future__ import annotations

import re

from layout.imports.html.copy_of import Setting, runs_of
from layout.imports.item import Head, LeftOut
from layout.imports.languages import byline_of, with_by
from layout.imports.wordpress.content.page import Page, words_of
from layout.imports.wordpress.content.typography import own_name, set_type
from layout.imports.wordpress.site import Post, Term
from layout.story.run import Runs
from layout.story.text.language import is_language, language_of
from layout.story.text.pieces import name_of

_PRINT_HEADLINES = ("print_headline", "_print_headline", "print_title", "_print_title")
_DECKS = (
    "newspack_post_subtitle", "secondary_title", "_secondary_title", "wps_subtitle", "subtitle",
    "_subtitle", "post_subtitle", "kia_subtitle", "deck", "_deck", "standfirst", "bajada",
)  # fmt: skip
_KICKERS = ("kicker", "_kicker", "newspack_kicker", "eyebrow", "overline", "volanta", "antetitulo")
_BYLINES = ("_newspack_byline", "byline", "_byline", "guest_author", "author_byline")
_DATELINES = ("dateline", "_dateline")
_PRIMARY = ("_yoast_wpseo_primary_category", "rank_math_primary_category", "_primary_category")
FIELDS = frozenset((*_PRINT_HEADLINES, *_DECKS, *_KICKERS, *_BYLINES, *_DATELINES, *_PRIMARY)) | {
    "_thumbnail_id",
    "footnotes",
}
"""The custom fields that a story needs; all others are not kept."""

_NO_SECTION = frozenset(
    "uncategorized uncategorised sin-categoria sin-categorizar sem-categoria non-classe "
    "non-categorise unkategorisiert nicht-kategorisiert senza-categoria sense-categoria "
    "geen-categorie niet-gecategoriseerd ukategorisert ukategoriseret okategoriserade "
    "bez-kategorii".split()
)
_NO_TAGS = frozenset(
    "category post_format author nav_menu language term_language post_translations "
    "term_translations wp_theme wp_template_part_area wp_pattern_category link_category "
    "translation_priority following_users ef_editorial_meta yst_prominent_words post_status "
    "amp_template elementor_library_type media_category".split()
)
_ACCOUNTS = frozenset(
    "admin administrator root editor webmaster wordpress user author staff".split()
)


def head_of(page: Page, setting: Setting) -> Head:
    """All that stands above the story of a post, and is said of it."""
    post = page.post
    section, tags = _filed(post)
    return Head(
        headline=runs_of(_title(post.title, page), setting),
        print_headline=_line(_field(post, _PRINT_HEADLINES), page, setting),
        kicker=words_of(_field(post, _KICKERS)),
        deck=_deck(page, setting),
        byline=_byline(page),
        dateline=words_of(_field(post, _DATELINES)),
        date=post.moment,
        updated=post.modified if post.modified != post.moment else None,
        embargo=post.moment if post.status == "future" else None,
        section=section,
        tags=tags,
        rank=1 if post.sticky else None,
        language=page.language if is_language(page.language) else "",
        comments=post.comment_count or None,
        slug=post.slug,
    )


def _field(post: Post, names: tuple[str, ...]) -> str:
    return next((post.meta[name] for name in names if post.meta.get(name, "").strip()), "")


def _title(title: str, page: Page) -> str:
    """A title as the page has it."""
    if page.post.rendered:
        return title
    return own_name(set_type(title.strip(), page.language), title=True)


def _line(html: str, page: Page, setting: Setting) -> Runs:
    return runs_of(set_type(html, page.language), setting) if html.strip() else ()


def _deck(page: Page, setting: Setting) -> Runs:
    """The subtitle, else the excerpt that somebody wrote: one that WordPress made, or that only
    repeats how the story opens, is none."""
    post = page.post
    excerpt = post.excerpt if post.rendered else set_type(post.excerpt, page.language)
    text = words_of(excerpt)
    made = post.rendered and text.endswith("[…]")
    repeats = made or (bool(text) and _repeats(text, words_of(post.content)))
    subtitle = _field(post, _DECKS)
    if subtitle or repeats:
        if text and not (repeats and post.rendered):
            what = "an excerpt that repeats the story" if repeats else "an excerpt for lists"
            page.left_out.append(LeftOut(what, text, post.where))
        return _line(subtitle, page, setting)
    return runs_of(excerpt, setting) if excerpt.strip() else ()


_ENDS = re.compile(r"\s*(?:\[?(?:…|\.\.\.)\]?|Continue reading.*|Read more.*)\s*\Z", re.DOTALL)
_LONG = 12
"""So many words do not stand in the same order by chance."""
_LETTERS = re.compile(r"[^\W_]+")


def _repeats(excerpt: str, content: str) -> bool:
    """Whether an excerpt is how the content opens. One that WordPress makes leaves out what is no
    text of the story, so that a long one need only have its words in their order."""
    opening = _LETTERS.findall(_ENDS.sub("", excerpt[:20_000]))
    text = _LETTERS.findall(content[: 20 * len(excerpt) + 20_000])
    if not opening or len(opening) < _LONG:
        return bool(opening) and opening == text[: len(opening)]
    rest = iter(text)
    return all(word in rest for word in opening)


def _byline(page: Page) -> str:
    """ "By Ana Torres and Tomás Aguirre", in the language of the post."""
    post = page.post
    own = words_of(_field(post, _BYLINES))
    names = (own,) if own else post.authors
    if not own and len(names) == 1 and names == post.accounts and names[0].lower() in _ACCOUNTS:
        page.left_out.append(LeftOut("the name of an account", names[0], post.where))
        return ""
    language = page.language or language_of(words_of(post.content))
    return with_by(own, language) if own else byline_of(names, language)


def _filed(post: Post) -> tuple[str, tuple[str, ...]]:
    """Section and tags: the primary category, else the first, and all others."""
    categories = [
        term
        for term in post.terms
        if term.domain == "category" and (term.slug or name_of(term.name)) not in _NO_SECTION
    ]
    primary = _field(post, _PRIMARY).strip()
    first = next((term for term in categories if primary and str(term.number) == primary), None)
    section = first or (categories[0] if categories else None)
    others = [term.name for term in categories if term is not section]
    tags = [term.name for term in post.terms if _is_tag(term)]
    name = section.name if section else ""
    return name, tuple(tag for tag in dict.fromkeys((*others, *tags)) if tag and tag != name)


def _is_tag(term: Term) -> bool:
    return term.domain not in _NO_TAGS and not term.domain.startswith(("pa_", "_"))
