"""The language of all text: of what is painted, of what stands for it, and of what the file says
about itself. Source: ISO 14289-1, 7.2."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pikepdf

from layout.preflight.accessible.barrier import Barrier, dictionary_at, text_at
from layout.preflight.accessible.marked import Marked
from layout.preflight.accessible.tree import Tree
from layout.preflight.accessible.xmp import packet_of

_TAG = re.compile(r"[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*")
"""A language tag by RFC 3066, 2.1, to which ISO 32000-1, 14.9.2 refers."""

_SPOKEN = (
    ("/ActualText", "actual-text"),
    ("/Alt", "alternative"),
    ("/E", "expansion"),
)


def language_barriers(pdf: pikepdf.Pdf, tree: Tree, marked: Marked) -> Iterator[Barrier]:
    """What text has no language, or one that is none."""
    whole = text_at(pdf.Root, "/Lang")
    if whole is None:
        yield from _without_one(pdf, marked)
    elif not _TAG.fullmatch(whole):
        yield _invalid(whole, "the file", 0)
    for element in tree.elements:
        yield from _texts(element.entry, element.language, 0)
    for properties, language, page in marked.texts:
        yield from _texts(properties, language, page)


def _without_one(pdf: pikepdf.Pdf, marked: Marked) -> Iterator[Barrier]:
    """What must have a language, of a file that has none as a whole."""
    if "/First" in dictionary_at(pdf.Root, "/Outlines"):
        yield _lacks("bookmarks", "the bookmarks have no language")
    if packet_of(pdf).has_title_without_language:
        yield _lacks("title", "the title has no language")
    for page in sorted(set(marked.speechless)):
        yield _lacks("text", "text has no language", page)


def _texts(holder: Any, language: str | None, page: int) -> Iterator[Barrier]:
    for key, rule in _SPOKEN:
        if text_at(holder, key) is not None and language is None:
            yield _lacks(rule, f"a text in place of what is seen ({key[1:]}) has no language", page)
    own = text_at(holder, "/Lang")
    if own is not None and not _TAG.fullmatch(own):
        yield _invalid(own, "a part", page)


def _lacks(rule: str, message: str, page: int = 0) -> Barrier:
    return Barrier("7.2", f"language-{rule}", message, page)


def _invalid(tag: str, what: str, page: int) -> Barrier:
    return _lacks("invalid", f"the language of {what} is {tag!r}, which is no tag of one", page)
