"""Ghost's own documents as HTML: Lexical (Ghost 5), Mobiledoc (Ghost 2 to 4), and their cards.

What a card shows to readers of mail alone is left out. Sources: TryGhost/Koenig, kg-default-nodes
and kg-default-cards; mobiledoc 0.3.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from layout.imports.json_values import Values, objects_at, text_at
from layout.imports.others_markdown.to_html import html_of
from slots.finding import BadInput

_DEEPEST = 60
_Card = Values


@dataclass(slots=True)
class Aside:
    """What was not set of a document: cards for mail, and cards nobody knows."""

    left_out: list[tuple[str, str]] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)


def _text(card: _Card, *keys: str) -> str:
    """The first text under one of these keys."""
    return next(filter(None, (text_at(card, key) for key in keys)), "")


def _table(card: _Card, key: str) -> _Card:
    value = card.get(key)
    return value if isinstance(value, dict) else {}


def _quoted(text: str) -> str:
    return html.escape(text, quote=True)


def _shown(text: str) -> str:
    return html.escape(text, quote=False)


# --- cards ---------------------------------------------------------------------------------------


def _card_html(name: str, card: _Card, aside: Aside) -> str:
    """The HTML of a card by its name in either form; its words where nobody knows it."""
    if name in _FOR_MAIL:
        aside.left_out.append(("words for readers of mail", bare(_text(card, "html"))))
        return ""
    write = _CARDS.get(name)
    if write is None:
        aside.unknown.append(name)
        return "".join(f"<p>{_shown(text)}</p>" for text in _texts(card))
    return write(card)


def bare(markup: str) -> str:
    """The words of HTML, a space between them."""
    return " ".join(html.unescape(re.sub(r"<[^<>]*>", " ", markup)).split())


def _texts(card: _Card) -> Iterator[str]:
    """All texts with more than a word in a card."""
    for key, value in card.items():
        if isinstance(value, str) and " " in value.strip() and "://" not in value and key != "type":
            yield bare(value)


def _figure(inner: str, caption: str) -> str:
    figcaption = f"<figcaption>{caption}</figcaption>" if caption else ""
    return f"<figure>{inner}{figcaption}</figure>"


def _image(card: _Card) -> str:
    src, alt = _text(card, "src"), _text(card, "alt", "altText")
    return _figure(f'<img src="{_quoted(src)}" alt="{_quoted(alt)}">', _text(card, "caption"))


def _gallery(card: _Card) -> str:
    images = "".join(
        f'<img src="{_quoted(_text(each, "src"))}" alt="{_quoted(_text(each, "alt"))}">'
        for each in objects_at(card, "images")
    )
    return _figure(images, _text(card, "caption"))


def _embed(card: _Card) -> str:
    title = _text(_table(card, "metadata"), "title")
    frame = f'<iframe src="{_quoted(_text(card, "url", "src"))}" title="{_quoted(title)}"></iframe>'
    return _figure(frame, _text(card, "caption"))


def _recording(card: _Card) -> str:
    title = _text(card, "title", "fileName")
    frame = f'<iframe src="{_quoted(_text(card, "src"))}" title="{_quoted(title)}"></iframe>'
    return _figure(frame, _text(card, "caption"))


def _file(card: _Card) -> str:
    title = _text(card, "fileTitle", "fileName")
    caption = _shown(_text(card, "fileCaption"))
    return f'<p><a href="{_quoted(_text(card, "src"))}">{_shown(title)}</a> {caption}</p>'


def _bookmark(card: _Card) -> str:
    about = _table(card, "metadata") or card
    title = _text(about, "title") or _text(card, "url")
    more = [_text(about, key) for key in ("description", "author", "publisher")]
    lines = "".join(f"<p>{_shown(text)}</p>" for text in more if text)
    caption = _text(card, "caption")
    caption_line = f"<p>{caption}</p>" if caption else ""
    return (
        f'<p><a href="{_quoted(_text(card, "url"))}">{_shown(title)}</a></p>{lines}{caption_line}'
    )


def _callout(card: _Card) -> str:
    emoji = _text(card, "calloutEmoji")
    text = f"{_shown(emoji)} {_text(card, 'calloutText')}".strip()
    return f'<newsgrid-module kind="blue_box" title=""><p>{text}</p></newsgrid-module>'


def _toggle(card: _Card) -> str:
    return f"<h3>{_text(card, 'heading')}</h3><div>{_text(card, 'content')}</div>"


def _button(card: _Card) -> str:
    address, text = _text(card, "buttonUrl"), _text(card, "buttonText")
    return f'<p><a href="{_quoted(address)}">{_shown(text)}</a></p>'


def _signup(card: _Card) -> str:
    success = _quoted(bare(_text(card, "successMessage")))
    title = _quoted(bare(_text(card, "header")))
    more = (_text(card, "subheader"), _text(card, "disclaimer"), _text(card, "buttonText"))
    lines = "".join(f"<p>{text}</p>" for text in more if text)
    return (
        f'<newsgrid-module kind="newsletter" title="{title}" success="{success}">{lines}'
        "</newsgrid-module>"
    )


def _raw(card: _Card) -> str:
    return _text(card, "html")


def _markdown(card: _Card) -> str:
    text = _text(card, "markdown")
    try:
        return html_of(text, "", 0)
    except BadInput:
        return f"<pre>{_shown(text)}</pre>"


def _code(card: _Card) -> str:
    return _figure(f"<pre><code>{_shown(_text(card, 'code'))}</code></pre>", _text(card, "caption"))


def _rule(card: _Card) -> str:
    return "<hr>"


def _nothing(card: _Card) -> str:
    return ""


def _product(card: _Card) -> str:
    title, text = _text(card, "productTitle"), _text(card, "productDescription")
    image = _text(card, "productImageSrc")
    picture = f'<img src="{_quoted(image)}" alt="">' if image else ""
    button = _button({"buttonUrl": card.get("productUrl"), "buttonText": card.get("productButton")})
    return (
        f'<newsgrid-module kind="blue_box" title="{_quoted(bare(title))}">{picture}'
        f"<div>{text}</div>"
        f"{button if _text(card, 'productButton') else ''}</newsgrid-module>"
    )


def _header(card: _Card) -> str:
    title, text = _text(card, "heading", "header"), _text(card, "subheading", "subheader")
    button = _button(card) if _text(card, "buttonText") else ""
    return f"<h2>{title}</h2><p>{text}</p>{button}"


def _call(card: _Card) -> str:
    button = _button(card) if _text(card, "buttonText") else ""
    sponsor = _text(card, "sponsorLabel")
    text = f"{sponsor}<div>{_text(card, 'textValue')}</div>{button}"
    return f'<newsgrid-module kind="blue_box" title="">{text}</newsgrid-module>'


_FOR_MAIL = ("email", "email-cta", "emailCta")
_CARDS: dict[str, Callable[[_Card], str]] = {
    "image": _image,
    "gallery": _gallery,
    "embed": _embed,
    **dict.fromkeys(("video", "audio"), _recording),
    "file": _file,
    "bookmark": _bookmark,
    "callout": _callout,
    "toggle": _toggle,
    "button": _button,
    "signup": _signup,
    "html": _raw,
    **dict.fromkeys(("markdown", "card-markdown"), _markdown),
    **dict.fromkeys(("code", "codeblock"), _code),
    **dict.fromkeys(("hr", "horizontalrule"), _rule),
    "paywall": _nothing,
    "product": _product,
    "header": _header,
    "call-to-action": _call,
}


# --- Lexical -------------------------------------------------------------------------------------


def lexical_html(root: _Card, aside: Aside) -> str:
    """The HTML of a document of Lexical."""
    return "".join(
        _lexical(each, aside, 0) for each in objects_at(_table(root, "root"), "children")
    )


_FORMATS = ((1, "strong"), (2, "em"), (4, "s"), (16, "code"), (32, "sub"), (64, "sup"))
_AROUND = {
    "paragraph": "p",
    "quote": "blockquote",
    "extended-quote": "blockquote",
    "aside": "blockquote",
    "listitem": "li",
}


def _lexical(node: _Card, aside: Aside, depth: int) -> str:
    kind = _text(node, "type")
    if kind in ("text", "extended-text", "tab", "code-highlight"):
        return _formatted(node)
    if kind == "linebreak":
        return "<br>"
    if kind not in _LEXICAL_BLOCKS and "children" not in node:
        return _card_html(kind, node, aside)
    inside = "" if depth > _DEEPEST else "".join(
        _lexical(each, aside, depth + 1) for each in objects_at(node, "children")
    )  # fmt: skip
    if kind in ("link", "autolink"):
        return f'<a href="{_quoted(_text(node, "url"))}">{inside}</a>'
    if kind == "list":
        name = "ol" if _text(node, "listType") == "number" else "ul"
        start = _text(node, "start") or "1"
        return f'<{name} start="{_quoted(start)}">{inside}</{name}>'
    if kind in ("heading", "extended-heading"):
        tag = _text(node, "tag") if _text(node, "tag") in ("h1", "h2", "h3", "h4", "h5") else "h6"
        return f"<{tag}>{inside}</{tag}>"
    around = _AROUND.get(kind, "div")
    return f"<{around}>{inside}</{around}>"


_LEXICAL_BLOCKS = frozenset((*_AROUND, "list", "heading", "extended-heading", "link", "autolink"))


def _formatted(node: _Card) -> str:
    text = _shown(_text(node, "text")) or (" " if _text(node, "type") == "tab" else "")
    given = node.get("format")
    bits = given if isinstance(given, int) else 0
    for bit, name in _FORMATS:
        if bits & bit:
            text = f"<{name}>{text}</{name}>"
    return text


# --- Mobiledoc -----------------------------------------------------------------------------------


def mobiledoc_html(document: _Card, aside: Aside) -> str:
    """The HTML of a document of Mobiledoc 0.3."""
    return "".join(_section(each, document, aside) for each in _rows(document.get("sections")))


def _rows(value: object) -> list[Sequence[object]]:
    return [each for each in value if isinstance(each, list)] if isinstance(value, list) else []


def _at(row: Sequence[object], place: int) -> object:
    return row[place] if place < len(row) else None


def _section(section: Sequence[object], document: _Card, aside: Aside) -> str:
    kind, second = _at(section, 0), _at(section, 1)
    if kind == 10:
        cards = _rows(document.get("cards"))
        card = cards[second] if isinstance(second, int) and 0 <= second < len(cards) else []
        payload = _at(card, 1)
        return _card_html(str(_at(card, 0)), payload if isinstance(payload, dict) else {}, aside)
    if kind == 2:
        return _image({"src": second})
    name = str(second) if second in _SECTIONS else "p"
    if kind == 3:
        items = "".join(f"<li>{_markers(each, document)}</li>" for each in _rows(_at(section, 2)))
        return f"<{name}>{items}</{name}>"
    return f"<{name}>{_markers(_at(section, 2), document)}</{name}>"


_SECTIONS = ("h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "aside", "ul", "ol")
_MARKUPS = ("a", "b", "strong", "i", "em", "s", "sub", "sup", "code", "u")


def _markers(markers: object, document: _Card) -> str:
    """The text of a section: each marker opens some markups, has a text, and closes some."""
    markups, atoms = _rows(document.get("markups")), _rows(document.get("atoms"))
    open_: list[str] = []
    out: list[str] = []
    for marker in _rows(markers):
        kind, opened, closed, text = (_at(marker, place) for place in range(4))
        for index in opened if isinstance(opened, list) else ():
            markup = markups[index] if isinstance(index, int) and 0 <= index < len(markups) else []
            out.append(_opening(markup, open_))
        if kind == 1:
            atom = atoms[text] if isinstance(text, int) and 0 <= text < len(atoms) else []
            out.append("<br>" if _at(atom, 0) == "soft-return" else _shown(str(_at(atom, 1) or "")))
        else:
            out.append(_shown(str(text or "")))
        for _ in range(min(closed, len(open_)) if isinstance(closed, int) else 0):
            out.append(f"</{open_.pop()}>")
    return "".join(out)


def _opening(markup: Sequence[object], open_: list[str]) -> str:
    name = str(_at(markup, 0))
    name = name if name in _MARKUPS else "span"
    open_.append(name)
    given = _at(markup, 1)
    pairs = given if isinstance(given, list) else []
    address = next((pairs[at + 1] for at in range(0, len(pairs) - 1, 2) if pairs[at] == "href"), "")
    return f'<a href="{_quoted(str(address))}">' if name == "a" else f"<{name}>"
