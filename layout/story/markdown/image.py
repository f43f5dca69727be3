"""Pictures in Markdown: an image, and the italic line under it as its cutline.

![Boats at the pier](media/pier.jpg "Title: part of the cutline too")

*Boats at the northern pier. Photo: Ana Torres*      the cutline, and from "Photo:" the credit
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from markdown_it.tree import SyntaxTreeNode

from layout.story.block import Embed, Paragraph, Picture
from layout.story.markdown.inline_tokens import (
    Image,
    folded,
    inline_of,
    is_blank,
    is_italic,
    joined,
    split,
    without_italic,
)
from layout.story.markdown.origin import Found, Origin
from layout.story.run import Runs, plain, text_of
from layout.story.text.address import is_remote, picture_path, safe_href
from slots.finding import Finding, Severity

CREDIT = re.compile(
    r"(?:^|(?<=[\s(]))(?:Photos?|Photograph|Picture|Credit|Illustration|Graphic|Map|"
    r"Fotos?|Fotografía|Crédito|Ilustración|Gráfico|Mapa)(?:\s+(?:by|de))?:\s*\S"
)


def pictures_of(
    images: Iterable[Image], origin: Origin, node: SyntaxTreeNode, cutline: Runs = ()
) -> Iterator[Found]:
    """A picture for each image; the cutline goes to the last one."""
    listed = list(images)
    for image in listed:
        yield from _picture(image, origin, node, cutline if image is listed[-1] else ())


def figure_at(
    nodes: Sequence[SyntaxTreeNode], at: int, origin: Origin
) -> tuple[tuple[Found, ...], int] | None:
    """The picture that a paragraph with nothing but an image is, and the node after it.

    Its cutline is what is italic right after it: the rest of its paragraph, or the next one.
    None if the paragraph has other text.
    """
    own = _content(nodes[at], origin) if nodes[at].type == "paragraph" else None
    if own is None or not own[1] or not (is_blank(own[0]) or is_italic(own[0])):
        return None
    runs, images, findings = own
    end = at + 1
    captioned = images[-1].shown.captioned and is_blank(runs)
    if captioned and end < len(nodes) and nodes[end].type == "paragraph":
        below = _content(nodes[end], origin)
        if is_italic(below[0]) and not below[1]:
            runs, findings, end = below[0], (*findings, *below[2]), end + 1
    pictures = pictures_of(images, origin, nodes[at], without_italic(runs))
    return (*findings, *pictures), end


def _content(
    node: SyntaxTreeNode, origin: Origin
) -> tuple[Runs, tuple[Image, ...], tuple[Finding, ...]]:
    tokens = [token for child in node.children for token in _tokens(child)]
    inline = inline_of(tokens, origin.where(node))
    return folded(inline.runs), inline.images, inline.findings


def _tokens(node: SyntaxTreeNode) -> Sequence:  # type: ignore[type-arg]
    return node.token.children or () if node.token else ()


def _picture(image: Image, origin: Origin, node: SyntaxTreeNode, cutline: Runs) -> Iterator[Found]:
    """A picture with its file; without a file of the publication, its words as text or link."""
    text, credit = with_credit(joined([plain(image.title), cutline]))
    line, where = origin.line(node), origin.where(node)
    path = picture_path(image.src, origin.depth)
    if path is not None:
        shown = image.shown
        yield Picture(
            path,
            image.alt,
            text,
            text_of(credit),
            display=shown.display,
            line=line,
            keep=shown.keep,
            mug=shown.mug,
        )
        return
    words = joined([plain(image.alt), text, credit])
    href = safe_href(image.src) if is_remote(image.src) else None
    if href is not None:
        yield Embed(href, text_of(words) or href, line)
        message = f'picture "{image.src}" is on another host and is never fetched: set as a link'
        hint = "save the picture beside the story and name that file, or write ::: embed for a link"
        yield Finding("remote-picture", Severity.WARNING, message, where, hint)
        return
    if not is_blank(words):
        yield Paragraph(words, line)
    message = f'picture "{image.src}" is outside the publication\'s folder: only its words are set'
    hint = "use a relative path to a file inside the folder"
    yield Finding("unsafe-picture", Severity.ERROR, message, where, hint)


def with_credit(cutline: Runs) -> tuple[Runs, Runs]:
    """The cutline and its credit: all from "Photo:", "Foto:" or the like, brackets dropped."""
    matches = list(CREDIT.finditer(text_of(cutline)))
    if not matches:
        return cutline, ()
    before, credit = split(cutline, matches[-1].start())
    if text_of(before).endswith("(") and text_of(credit).endswith(")"):
        before = split(before, len(text_of(before)) - 1)[0]
        credit = split(credit, len(text_of(credit)) - 1)[0]
    return folded(before), folded(credit)
