"""Posts of stories that nobody here wrote, written as WordPress's two editors would: blocks with
their comments, some in groups and columns, and plain HTML with empty lines between paragraphs.

Pictures are replaced by one of ours, of the size that each names: theirs cannot be fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice, zip_longest
from pathlib import Path

from lxml import etree, html

from benchmarks.corpora import CORPORA

_FEWEST_WORDS = 150
_PICTURE = (1024, 683)
_OTHER_SCRIPT = "\u2e80"
_BLOCKS = "address blockquote div dl figure h1 h2 h3 h4 h5 h6 hr ol p pre section table ul".split()
_WRAPPERS = ("div", "section", "article", "main", "body")
_GROUP = (
    '<!-- wp:group {{"layout":{{"type":"constrained"}}}} -->\n'
    '<div class="wp-block-group">{}</div>\n<!-- /wp:group -->'
)
_COLUMN = '<!-- wp:column -->\n<div class="wp-block-column">{}</div>\n<!-- /wp:column -->'
_COLUMNS = '<!-- wp:columns -->\n<div class="wp-block-columns">{}</div>\n<!-- /wp:columns -->'


@dataclass(frozen=True, slots=True)
class ForeignPost:
    """A post: its name, its headline, the editor it is of, and what WordPress keeps of it."""

    name: str
    title: str
    editor: str
    content: str


def foreign_posts(count: int) -> list[ForeignPost]:
    """So many posts, of several kinds in turn."""
    stories = islice(_stories(), count)
    return [_posted(story, number) for number, story in enumerate(stories)]


@dataclass(frozen=True, slots=True, eq=False)
class _Story:
    name: str
    title: str
    parts: tuple[html.HtmlElement, ...]


def _stories() -> Iterator[_Story]:
    """Articles of other sites and news of Wikinews in turn, then those alone that are left."""
    pages = sorted((CORPORA / "imports" / "html").glob("*/expected.html"))
    news = sorted((CORPORA / "wikinews-fr").rglob("documents/*.html"))
    files = chain.from_iterable(zip_longest(pages, news))
    return filter(_is_post, (_read(file) for file in files if file))


def _is_post(story: _Story) -> bool:
    text = " ".join(part.text_content() for part in story.parts)
    return len(text.split()) >= _FEWEST_WORDS and max(text) < _OTHER_SCRIPT


def _read(file: Path) -> _Story:
    tree = html.fromstring(file.read_text(encoding="utf-8"))
    body = tree if tree.tag != "html" else tree.find("body")
    while len(body) == 1 and body[0].tag in _WRAPPERS:
        body = body[0]
    name = file.parent.name if file.name == "expected.html" else file.stem
    heads = body.xpath(".//h1")
    title = " ".join(heads[0].text_content().split()) if heads else name
    return _Story(name, title, tuple(_parts(body)))


def _parts(body: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """The outermost elements; those that are but wrappers are opened, as who pastes would."""
    for element in body:
        if not isinstance(element.tag, str) or element.tag in ("script", "style", "h1"):
            continue
        if element.tag in ("div", "section", "article", "header") and any(
            child.tag in _BLOCKS for child in element
        ):
            yield from _parts(element)
        elif element.tag in _BLOCKS or element.text_content().strip() or element.tag == "img":
            yield element


def _posted(story: _Story, number: int) -> ForeignPost:
    kind = ("blocks", "classic", "groups", "columns")[number % 4]
    if kind == "classic":
        content = "\n\n".join(_plain(part) for part in story.parts)
    else:
        blocks = [_block(part) for part in story.parts]
        content = "\n\n".join(_arranged(blocks, kind))
    return ForeignPost(story.name, story.title, kind, content)


def _arranged(blocks: list[str], kind: str) -> list[str]:
    """Blocks as they are; or all but the first in groups of six; or with some in columns."""
    if kind == "groups":
        rest = [blocks[at : at + 6] for at in range(1, len(blocks), 6)]
        return [*blocks[:1], *(_GROUP.format("\n\n".join(each)) for each in rest)]
    middle = len(blocks) // 2
    beside = blocks[middle : middle + 2]
    if kind == "columns" and len(beside) == 2:
        columns = "\n\n".join(map(_COLUMN.format, beside))
        return [*blocks[:middle], _COLUMNS.format(columns), *blocks[middle + 2 :]]
    return blocks


def _plain(part: html.HtmlElement) -> str:
    """As the old editor has it: paragraphs are but text, WordPress makes the <p>."""
    text = _markup(part)
    if part.tag == "p":
        text = re.sub(r"^<p[^>]*>|</p>$", "", text)
        return re.sub(r"\s*\n\s*", " ", text).strip()
    return text


def _block(part: html.HtmlElement) -> str:
    """As the block editor keeps it."""
    text = _markup(part)
    inside = re.sub(r"^<[^>]*>|</[a-z0-9]+>$", "", text)
    match part.tag:
        case "p":
            return f"<!-- wp:paragraph -->\n{text}\n<!-- /wp:paragraph -->"
        case "h2" | "h3" | "h4" | "h5" | "h6":
            level = part.tag[1]
            head = f'<h{level} class="wp-block-heading">{inside}</h{level}>'
            return f'<!-- wp:heading {{"level":{level}}} -->\n{head}\n<!-- /wp:heading -->'
        case "ul" | "ol":
            listed = f'<{part.tag} class="wp-block-list">{inside}</{part.tag}>'
            ordered = ' {"ordered":true}' if part.tag == "ol" else ""
            return f"<!-- wp:list{ordered} -->\n{listed}\n<!-- /wp:list -->"
        case "blockquote":
            quote = f'<blockquote class="wp-block-quote">{inside}</blockquote>'
            return f"<!-- wp:quote -->\n{quote}\n<!-- /wp:quote -->"
        case "table":
            table = f'<figure class="wp-block-table"><table>{inside}</table></figure>'
            return f"<!-- wp:table -->\n{table}\n<!-- /wp:table -->"
        case "pre":
            code = f'<pre class="wp-block-preformatted">{inside}</pre>'
            return f"<!-- wp:preformatted -->\n{code}\n<!-- /wp:preformatted -->"
        case "hr":
            rule = '<hr class="wp-block-separator has-alpha-channel-opacity"/>'
            return f"<!-- wp:separator -->\n{rule}\n<!-- /wp:separator -->"
        case "figure" if part.find(".//img") is not None:
            picture = etree.tostring(part.find(".//img"), encoding="unicode", with_tail=False)
            caption = "".join(_markup(each) for each in part.iter("figcaption"))
            figure = f'<figure class="wp-block-image size-large">{picture}{caption}</figure>'
            return f"<!-- wp:image -->\n{figure}\n<!-- /wp:image -->"
    return f"<!-- wp:html -->\n{text}\n<!-- /wp:html -->"


def _markup(part: html.HtmlElement) -> str:
    for image in part.iter("img"):
        sides = [re.match(r"\d{2,4}", image.get(side) or "") for side in ("width", "height")]
        own = [int(side[0]) for side in sides if side]
        width, height = own if len(own) == 2 else _PICTURE
        for name in list(image.attrib):
            del image.attrib[name]
        image.set("src", "/wp-content/uploads/picture.png")
        image.set("width", str(width))
        image.set("height", str(height))
        image.set("alt", "")
    return html.tostring(part, encoding="unicode", with_tail=False).strip()
