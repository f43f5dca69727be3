"""What a process that makes an edition again and again need not do again: read stories whose text
is as it was, shape their words, set them.

Where it remembers nothing (`CacheFolder.recall`) all is done, with the same result.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from layout.makeup.edition.shapes.article import Article, SetText
from layout.story.as_written import Story
from layout.story.pictures.paths import depth_of
from layout.story.read.any_format import parsed, read_text, with_pictures
from layout.typeset.set_text import Compositor, compositor
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.theme import Theme
from layout.work.store.folder import CacheFolder
from slots.finding import Finding

_LORE = 1_000
"""Things found out that are remembered: those of ten editions and more, some 5 MB."""


def story_again(
    path: Path, root: Path | None = None, *, cache: CacheFolder
) -> tuple[Story, tuple[Finding, ...]]:
    """A story as `read_story` reads it. Raises BadInput."""
    text, is_markdown = read_text(path, root)
    key, state = ("story", str(path)), (text, is_markdown, depth_of(path))
    known = cache.recall(key)
    if known is None or known[0] != state:
        known = state, parsed(path, text, is_markdown)
        cache.remember(key, known)
    story, findings = known[1]
    return with_pictures(story, findings, path)


def foundry_again(theme: Theme, cache: CacheFolder) -> Foundry:
    """A foundry of a theme, with the words that it has shaped before."""
    look, known = repr(theme), cache.recall("foundry")
    if known is None or known[0] != look:
        known = look, Foundry(theme.fallback)
        cache.remember("foundry", known)
    foundry: Foundry = known[1]
    return foundry


def compositor_again(
    theme: Theme, foundry: Foundry, language: str, cache: CacheFolder | None
) -> Compositor:
    """The compositor of a language; a foundry that is known has one for each."""
    key = "compositor", language
    known = cache.recall(key) if cache else None
    if known is None or known[0] is not foundry:
        known = foundry, compositor(theme, foundry, language)
        if cache:
            cache.remember(key, known)
    by: Compositor = known[1]
    return by


def text_again(article: Article, look: str, cache: CacheFolder | None) -> SetText:
    """The text of an article, set already where it is as it was; `look` stands for the grid and
    the theme."""
    if cache is None:
        return article.text
    key, state = ("text", article.story.slug), (article.story, bool(article.pictures), look)
    known = cache.recall(key)
    if known is None or known[0] is not article.by or known[1] != state:
        known = article.by, state, article.text
        cache.remember(key, known)
    text: SetText = known[2]
    return text


class Lore(dict[str, Any]):
    """What was found out, by what it depends on: of so many things those last asked for."""

    def __init__(self, most: int = _LORE) -> None:
        super().__init__()
        self._most = most

    def get(self, key: str, default: Any = None) -> Any:
        """What was found out, which stays longer for it."""
        if key not in self:
            return default
        found = self.pop(key)
        super().__setitem__(key, found)
        return found

    def __setitem__(self, key: str, found: Any) -> None:
        super().__setitem__(key, found)
        while len(self) > self._most:
            del self[next(iter(self))]


def lore_again(cache: CacheFolder) -> Lore:
    """What was found out when sections were made up before."""
    known = cache.recall("lore")
    lore: Lore = Lore() if known is None else known
    cache.remember("lore", lore)
    return lore
