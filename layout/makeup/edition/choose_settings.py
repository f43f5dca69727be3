"""Choice of settings with repair: from tiles to type, each story's lines poured into its legs.

A rectangle can often be filled in several ways: with another headline size, another crop. Of those
the one is taken whose headline does not read as one with its neighbour's and whose legs all end
level. Where none is, the rectangle is struck from its shapes and the page tiled anew, as long as
that does not cost more than the fault.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from layout.makeup.edition.beside_others import Standing, head_faults, rivals, twins
from layout.makeup.edition.shapes.article import Article
from layout.makeup.edition.shapes.item import PageItem, part_of, story_of, turned_id
from layout.makeup.edition.shapes.news_hole import Hole
from layout.makeup.edition.shapes.picture_depth import PictureShape
from layout.makeup.edition.shapes.setting import (
    MAY_STAY_SHORT,
    Setting,
    leg_rows,
    shapes_from,
)
from layout.makeup.edition.shapes.which_pictures_hang import Part, left_out
from layout.makeup.edition.tiling.section_layout import PageLayout, Tile, Tiling, TornShape
from layout.makeup.edition.tiling.tiled_page import TiledPage, setting_of, without
from layout.makeup.type.pour import Piece, Poured, Pourer
from slots.prices_of_taste import Prices

_AGAIN = 12
"""Times a page is tiled anew at most. Each strikes one rectangle of every story at fault; it ends
sooner where none is, or where a tiling alone costs more than the best one with its faults."""

_BADLY = 1_000
"""Rows added to a pouring that leaves rows out: more than legs can stay short, so that it is always
the worst, and known by it."""

_TORN = 600
"""Points for each row of a story that is not all there: dearer than any price of taste."""


_LOST = 100_000
"""Points of a page on which what was to stand there could not: more than any that has all."""

_InLegs = tuple[tuple[Piece, ...], ...]
"""What stands in each leg of a story on a page."""


@dataclass(frozen=True, slots=True, eq=False)
class PlacedStory:
    """A story, or a part of one, in its place: its tile, its setting, and what stands in each leg
    (legs as `Setting.legs` lists them). `article` is None for what is no story. A last part has
    what stands in the legs of each part before it, too: all are poured in one go."""

    id: str
    tile: Tile
    setting: Setting
    article: Article | None = None
    legs: tuple[tuple[Piece, ...], ...] = ()
    before: tuple[_InLegs, ...] = ()

    @property
    def slugs(self) -> tuple[str, ...]:
        """The stories of which it is, or is a part: several where they stand under one head."""
        return self.article.standing(self.setting.cut) if self.article else ()

    @property
    def turned(self) -> bool:
        """Whether it is a part of a story after its first."""
        return part_of(self.id) > 0

    @property
    def left_out(self) -> tuple[PictureShape, ...]:
        """The pictures that might hang in it and do not."""
        shown = len(self.setting.hung.rows)
        part = Part(shown, self.turned, self.setting.jumps)
        return left_out(self.article, part) if self.article else ()


@dataclass(frozen=True, slots=True, eq=False)
class FinishedPage:
    """A page with all that stands in its hole; `held` are items that its legs could not hold after
    all, `torn` the rectangles in which that was so, where that made the page dearer."""

    page: int
    placed: tuple[PlacedStory, ...]
    fillers: tuple[Tile, ...]
    cost: int
    held: tuple[str, ...] = ()
    torn: tuple[TornShape, ...] = ()


@dataclass(frozen=True, slots=True)
class _Fault:
    """What is wrong with the story of an owner on a page, and what that costs; a `torn` one is not
    all there."""

    owner: int
    cost: int
    torn: bool


@dataclass(frozen=True, slots=True)
class _Pouring:
    """A story poured into the legs of a setting: the rows that are too many or missing, those that
    no leg has before anything is cut for that, and the story in its place."""

    faults: int
    overset: int
    placed: PlacedStory


@dataclass(frozen=True, slots=True)
class _InTile:
    """A story in its own tile, by its name and rank, with the settings it may have there, the
    cheapest first."""

    name: str
    rank: int
    tile: Tile
    settings: tuple[Setting, ...]


class Finisher:
    """Finishes the pages of an edition in their order: each part of a story before the next."""

    def __init__(self, articles: Mapping[str, Article], prices: Prices) -> None:
        self._articles, self._prices = articles, prices
        self._pourers: dict[tuple[str, int], tuple[Pourer, ...]] = {}
        self._begun: dict[str, PlacedStory] = {}
        self._torn: dict[TornShape, None] = {}

    def page(self, tiled: TiledPage, gone: frozenset[str] = frozenset()) -> FinishedPage:
        """A page's stories, poured, without those that are `gone`. A story whose text would not all
        be there is held over: it stands whole or not at all."""
        self._torn.clear()
        most = tiled.tiling.cost + self._prices.pages.bearable
        finished, torn = self._best(tiled)
        torn = torn | {item.id for item in tiled.items if story_of(item.id) in gone}
        held: list[str] = []
        while torn:
            held += [item.id for item in tiled.items if item.id in torn]
            left = tuple(item for item in tiled.items if item.id not in torn)
            tiling = self._tiled(tiled.section_page.hole, left)
            if not tiling.found:
                held += [item.id for item in left]
                left, tiling = (), self._tiled(tiled.section_page.hole, ())
            tiled = TiledPage(tiled.section_page, left, tiling)
            finished, torn = self._best(tiled)
        self._remember(finished)
        dearer = _LOST if held else finished.cost - most
        found = [replace(one, cost=dearer) for one in self._torn] if dearer > 0 else []
        return replace(finished, held=tuple(held), torn=tuple(found))

    def _best(self, tiled: TiledPage) -> tuple[FinishedPage, frozenset[str]]:
        """Of several tilings the one that has fewest faults for what it costs, and the items that
        are not all there in it."""
        best: tuple[int, FinishedPage, frozenset[str]] | None = None
        for _ in range(_AGAIN):
            placed, bad = self._placed(tiled)
            faults = sum(fault.cost for fault in bad)
            fillers = tuple(t for t in tiled.tiling.tiles if t.owner < 0)
            spent = tiled.tiling.cost + self._dearer(tiled, placed)
            score = faults + spent
            finished = FinishedPage(tiled.section_page.number, placed, fillers, score)
            if best is None or score < best[0]:
                torn = frozenset(tiled.items[fault.owner].id for fault in bad if fault.torn)
                best = score, finished, torn
            again = self._without(tiled, [fault.owner for fault in bad]) if bad else None
            if again is None or again.tiling.cost >= best[0]:
                break
            tiled = again
        assert best is not None
        return best[1], best[2]

    def _dearer(self, tiled: TiledPage, placed: Iterable[PlacedStory]) -> int:
        """What settings cost above the cheapest of their tiles, which legs did not fill."""
        costs = {
            one.name: one.settings[0].cost
            for place in tiled.tiling.tiles
            if place.owner >= 0
            for one in _in_tile(tiled, place)
        }
        return sum(max(0, one.setting.cost - costs[one.id]) for one in placed)

    def poured(self, page: PageLayout) -> FinishedPage:
        """A page laid out before, its stories poured as they were then."""
        placed = [
            self._poured(name, place, [setting]).placed for name, place, setting in page.placed
        ]
        finished = FinishedPage(page.page, tuple(placed), page.fillers, page.cost)
        self._remember(finished)
        return finished

    def bare(self, page: PageLayout) -> FinishedPage:
        """A page laid out before, with nothing in its legs: its type is there already."""
        placed = tuple(
            PlacedStory(name, place, setting, self._articles.get(story_of(name)))
            for name, place, setting in page.placed
        )
        return FinishedPage(page.page, placed, page.fillers, page.cost)

    def _placed(self, tiled: TiledPage) -> tuple[tuple[PlacedStory, ...], list[_Fault]]:
        """All that stands on a page, and what cannot be poured well there, or has a headline that
        reads as one with its neighbour's."""
        placed: list[PlacedStory] = []
        others: list[Standing] = []
        bad, first = [], not self._torn
        for place in sorted(tiled.tiling.tiles, key=lambda t: (t.owner, t.row)):
            if place.owner < 0:
                continue
            item = tiled.items[place.owner]
            for here in _in_tile(tiled, place):
                settings = [self._standing(here, s) for s in here.settings]
                settings.sort(key=lambda one: self._order(one, others))
                poured = self._poured(here.name, here.tile, [each.setting for each in settings])
                one, rows = poured.placed, poured.faults
                stands = self._standing(here, one.setting)
                torn = rows >= _BADLY
                cost = rows * (_TORN if torn else self._prices.legs.white)
                cost += head_faults(stands, others, self._prices.heads)
                cost += twins(stands, others, self._prices.pictures)
                placed.append(one)
                others.append(stands)
                dearer = one.setting.cost - here.settings[0].cost
                if torn or (first and cost + dearer > self._prices.pages.bearable):
                    missing = poured.overset if part_of(item.id) else 0
                    self._torn[TornShape(item.id, place.columns, place.rows, missing)] = None
                if cost:
                    bad.append(_Fault(place.owner, cost, torn))
        return tuple(placed), bad

    def _order(self, one: Standing, others: list[Standing]) -> tuple[int, int]:
        """The better settings first: heads before all, then costs and pictures together."""
        heads, prices = self._prices.heads, self._prices.pictures
        pictures = twins(one, others, prices) + rivals(one, others, prices)
        return head_faults(one, others, heads), one.setting.cost + pictures

    def _standing(self, here: _InTile, setting: Setting) -> Standing:
        """A story as it would stand in its tile."""
        story = story_of(here.name)
        turned, article = story != here.name, self._articles.get(story)
        size = article.by.style("turn_head").size if turned and article else setting.size
        return Standing(here.rank, here.tile, setting, size, turned)

    def _poured(self, name: str, place: Tile, settings: list[Setting]) -> _Pouring:
        """An item in the first of its settings that leaves no leg more than a line short, else in
        the best."""
        story = story_of(name)
        article = self._articles.get(story)
        if article is None or settings[0].jumps:
            return _Pouring(0, 0, PlacedStory(name, place, settings[0], article))
        best: _Pouring | None = None
        for setting in settings:
            found = self._pour(name, story, article, place, setting)
            if best is None or found.faults < best.faults:
                best = found
            if not best.faults:
                break
        assert best is not None
        if best.overset:  # what its legs do not hold after all is cut, before it is held over
            for setting in _shorter(article, best.placed.setting):
                found = self._pour(name, story, article, place, setting)
                if not found.overset:
                    return replace(found, overset=best.overset)
        return best

    def _pour(
        self, name: str, story: str, article: Article, place: Tile, setting: Setting
    ) -> _Pouring:
        earlier = [turned_id(story, number) for number in range(part_of(name))]
        before = [leg_rows(self._begun[each].setting) for each in earlier if each in self._begun]
        legs = [rows for part in (*before, leg_rows(setting)) for rows in part]
        here = len(legs) - len(leg_rows(setting))
        poured = self._best_poured(story, article, setting.cut, legs, here)
        inside, parts, at = _by_leg(poured, len(legs)), list[_InLegs](), 0
        for part in before:
            parts.append(inside[at : at + len(part)])
            at += len(part)
        one = PlacedStory(name, place, setting, article, inside[at:], tuple(parts))
        return _Pouring(_faults(poured, legs), poured.overset, one)

    def _best_poured(
        self, story: str, article: Article, cut: int, legs: list[int], here: int
    ) -> Poured:
        """A story in its legs, of which those from `here` on are of the part that is poured, with
        its mug shots where all legs end level. Of a story that has other pictures at its head, a
        mug shot stands in its last part, if it can."""
        best: tuple[tuple[int, int], Poured] | None = None
        turned = bool(here and article.mugs and article.pictures)
        for pourer in self._pourers_of(story, article, cut):
            poured = pourer.into(legs, full=True)
            elsewhere = turned and not any(
                piece.leg >= here and piece.block.mug is not None for piece in poured.pieces
            )
            found = (_faults(poured, legs), int(elsewhere)), poured
            if best is None or found[0] < best[0]:
                best = found
            if best[0] == (0, 0):
                break
        assert best is not None
        return best[1]

    def _pourers_of(self, story: str, article: Article, cut: int) -> tuple[Pourer, ...]:
        key = story, cut
        if key not in self._pourers:
            galleys = article.galleys(cut)
            self._pourers[key] = tuple(Pourer(galley, article.variants) for galley in galleys)
        return self._pourers[key]

    def _remember(self, finished: FinishedPage) -> None:
        for one in finished.placed:
            if one.setting.jumps:
                self._begun[one.id] = one
            for number, legs in enumerate(one.before):
                name = turned_id(story_of(one.id), number)
                self._begun[name] = replace(self._begun[name], legs=legs)

    def _without(self, tiled: TiledPage, owners: list[int]) -> TiledPage | None:
        """The page tiled anew without the rectangles that could not be filled; None if it cannot
        be."""
        items = tuple(
            without(item, tiled) if number in owners else item
            for number, item in enumerate(_as_long(item, tiled) for item in tiled.items)
        )
        tiling = self._tiled(tiled.section_page.hole, items)
        return TiledPage(tiled.section_page, items, tiling) if tiling.found else None

    def _tiled(self, hole: Hole, items: tuple[PageItem, ...]) -> Tiling:
        from layout.makeup.edition.tiling.tile_placed import (
            tile_items,  # NumPy: slow to import, and most pages are tiled
        )

        return tile_items(hole, items, self._prices.pages)

    def complete(self, pages: Iterable[FinishedPage]) -> tuple[FinishedPage, ...]:
        """The pages with all parts as they came out when the last ones were poured."""
        return tuple(
            replace(page, placed=tuple(self._begun.get(one.id, one) for one in page.placed))
            for page in pages
        )


def _shorter(article: Article, setting: Setting) -> Iterator[Setting]:
    """A setting with the text in each shorter length in which its pull quotes repeat no words that
    are cut, the longest first."""
    now, last = article.shortened(setting.cut), _last_quoted(article, setting)
    for body in article.bodies:
        if last < body.stop and body.rows < now.rows:
            lines, cost = now.rows - body.rows, body.cost - now.cost
            yield replace(
                setting, cut=body.cut, lines=setting.lines + lines, cost=setting.cost + cost
            )


def _last_quoted(article: Article, setting: Setting) -> int:
    """The last block of a story that a pull quote of a setting repeats words of; before the first
    where none does."""
    hung, quote = setting.hung, article.quote
    repeated = [article.for_turns[inset.quote].index for inset in hung.insets]
    if hung.quote and quote and not quote.own:
        repeated.append(quote.index)
    return max(repeated, default=-1)


def _by_leg(poured: Poured, legs: int) -> tuple[tuple[Piece, ...], ...]:
    found: list[list[Piece]] = [[] for _ in range(legs)]
    for piece in poured.pieces:
        found[piece.leg].append(piece)
    return tuple(tuple(pieces) for pieces in found)


def _faults(poured: Poured, legs: list[int]) -> int:
    """Rows overset, and those that legs stay short by more than one."""
    faults = _BADLY + poured.overset if poured.overset else 0
    return faults + sum(max(0, white - MAY_STAY_SHORT) for white in poured.white(legs))


def _in_tile(tiled: TiledPage, place: Tile) -> Iterator[_InTile]:
    """What stands in a tile of a page: an item, or each story of a package, the main one first."""
    item = tiled.items[place.owner]
    shapes, shape = item.shapes, (place.columns, place.rows)
    if shapes.package is None:
        yield _InTile(item.id, item.rank, place, _alike(shapes.settings[shape]))
        return
    package = shapes.package
    ranks = {one.id: one.rank for one in (package.main, *package.sidebars)}
    parts = package.parts(shape, mirrored=_is_turned(tiled, place))
    for part, settings in zip(parts, package.settings(shape), strict=True):
        tile = Tile(
            place.owner, place.column + part.column, place.row + part.row, part.columns, part.rows
        )
        yield _InTile(part.id, ranks[part.id], tile, _alike(settings))


def _is_turned(tiled: TiledPage, place: Tile) -> bool:
    """Whether the main story of a package stands at its right: where the package is to be at the
    right edge, or, where nothing is said of that, at the outside of a right-hand page."""
    at = tiled.items[place.owner].place
    if at is not None and (at.column is not None or {"left", "right"} & at.edges):
        return "right" in at.edges
    return tiled.section_page.number % 2 == 1


def _alike(settings: tuple[Setting, ...]) -> tuple[Setting, ...]:
    """What may stand in a tile: of a first part what has as much text as the cheapest, for the
    second part was shaped for what that leaves."""
    return tuple(one for one in settings if not one.jumps or one.body == settings[0].body)


def _as_long(item: PageItem, tiled: TiledPage) -> PageItem:
    """A first part with as much text as it has on a page, in any rectangle; a whole story as it
    is."""
    now, shapes = setting_of(tiled, item.id), item.shapes
    if now is None or not now.jumps:
        return item
    bodies = shapes.bodies or {}  # known without the settings, which take long to make
    same = [shape for shape in shapes.settings if bodies.get(shape, now.body) == now.body]
    left = {shape: group for shape in same if (group := shapes.settings[shape])[0].body == now.body}
    found = shapes_from(shapes.id, f"{shapes.key} held", shapes.rank, left)
    return replace(item, shapes=replace(found, package=shapes.package))
