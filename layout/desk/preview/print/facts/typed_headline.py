"""A headline that is typed on the desk: how it would stand over its story, where that begins."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

from layout.makeup.edition.shapes.article import Article
from layout.makeup.edition.shapes.item import is_rail
from layout.makeup.type.headline import HeadLevers
from layout.story.run import plain
from layout.story.text.no_break import held_runs

if TYPE_CHECKING:
    from layout.edition.make_edition import Newspaper
    from layout.makeup.edition.choose_settings import PlacedStory
    from layout.page.grid import Grid


@dataclass(frozen=True, slots=True)
class TypedHeadline:
    """The lines of a headline, its size in points, and the rows by which its head would be deeper
    than the one that stands there (shallower where negative). It `fits` where it needs no more
    rows, and no smaller type."""

    lines: tuple[str, ...]
    size: float
    deeper: int
    fits: bool


def typed_headline(newspaper: Newspaper, slug: str, text: str) -> dict[str, Any] | None:
    """A headline over a story as that stands now; None where it stands on no page, or in a rail of
    briefs, whose heads are set in their text."""
    placed = (one for page in newspaper.plan.pages for one in page.placed if not one.turned)
    one = next((one for one in placed if slug in one.slugs and not is_rail(one.id)), None)
    if one is None or not isinstance(one.article, Article):
        return None
    return asdict(_tried(one, one.article, newspaper.stacked.grid, text))


def _tried(one: PlacedStory, article: Article, grid: Grid, text: str) -> TypedHeadline:
    headline = held_runs(plain(text), article.story.language)
    other = replace(article, story=replace(article.story, headline=headline))
    levers = HeadLevers(one.setting.size, one.setting.deck)
    now, then = (each.head(one.tile.columns, grid, levers) for each in (article, other))
    deeper, smaller = then.rows - now.rows, then.size < now.size
    lines = tuple(line.text for line in then.headline)
    return TypedHeadline(lines, then.size / 1000, deeper, deeper <= 0 and not smaller)
