"""Which preferences about stories a plan meets, whether or not they were decided for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from layout.makeup.edition.all_pages import EditionPlan, EditionTask, section_pages_of
from layout.makeup.edition.assign.parts import MOST_PARTS
from layout.makeup.edition.choose_settings import PlacedStory
from layout.makeup.edition.shapes.article import Article, length_with
from layout.makeup.edition.shapes.how_short import DecidedLength, WayToEnd, ways_to_end
from layout.makeup.edition.shapes.item import part_of, story_of, turned_id
from layout.makeup.edition.shapes.picture_depth import PictureShape, file_name
from layout.makeup.edition.shapes.which_pictures_hang import carried
from layout.makeup.edition.tiling.tiled_page import is_in_place
from layout.makeup.type.headline import HeadLevers, broken_at
from layout.story.decided import AS_FITS, Company, Decided, Form, OnePicture, Place, Rest
from layout.story.preferred import Wanted
from layout.story.run import text_of


@dataclass(frozen=True, slots=True)
class _Hanging:
    """A picture of a story as it stands in print, by the name of its file: its columns, and its
    frame's rows."""

    file: str
    columns: int
    rows: int
    shape: PictureShape


@dataclass(frozen=True, eq=False)
class MetInPlan:
    """What a plan says of stories, as far as something can be preferred of them; the plan was made
    of this task."""

    plan: EditionPlan
    task: EditionTask

    def stories(self) -> frozenset[str]:
        """The slugs of all stories that were to be made up."""
        placed = {slug for one in self._placed for slug in one.slugs}
        return frozenset({*placed, *self.plan.held})

    def lost(
        self, wanted: Iterable[Wanted], decided: Callable[[str], Decided]
    ) -> frozenset[Wanted]:
        """What of that is not so, by all that is decided of a story or preferred."""
        return frozenset(one for one in wanted if not self._is_met(one, decided(one.story)))

    def _is_met(self, wanted: Wanted, said: Decided) -> bool:
        """Whether something is so in the plan. Of a story without a page nothing is, but that it
        keeps from others."""
        slug, key = wanted.story, wanted.key
        if key in ("together", "apart"):
            others = said.together if key == "together" else said.apart
            pages = self.plan.page_of
            if key == "together" and slug not in pages:
                return False
            return all(Company(slug, one, key == "together").kept(pages) for one in others)
        if slug not in self.plan.page_of:
            return False
        if key == "sidebar":
            return all(self._is_sidebar(one, slug) for one in said.sidebar)
        if key == "jump":
            return self._jumps(slug, said)
        if key == "cut":
            return said.cut is None or self._paragraphs_cut(slug) <= said.cut
        if key in ("region", "place", "rest"):
            return self._is_there(slug, key, said)
        first = self._parts(slug)[:1]
        return bool(first) and self._is_in_form(first[0], key, said.form)

    @cached_property
    def _placed(self) -> tuple[PlacedStory, ...]:
        return tuple(one for page in self.plan.pages for one in page.placed)

    @cached_property
    def _by_id(self) -> Mapping[str, PlacedStory]:
        return {one.id: one for one in self._placed}

    def _parts(self, slug: str) -> list[PlacedStory]:
        """The parts of a story that stands by itself, in their order."""
        names = (turned_id(slug, number) for number in range(MOST_PARTS))
        return [self._by_id[name] for name in names if name in self._by_id]

    def _is_sidebar(self, slug: str, main: str) -> bool:
        """Whether a story stands with another in a package, which is never so unasked."""
        pages = self.plan.page_of
        beside = self.task.decisions.of(slug).beside == main
        return beside and slug in pages and pages[slug] == pages[main]

    def _jumps(self, slug: str, said: Decided) -> bool:
        pages = [self.plan.page_of[one.id] for one in self._parts(slug)[1:]]
        return tuple(pages) == said.turns if said.turns else said.jump is not False or not pages

    def _is_there(self, slug: str, key: str, said: Decided) -> bool:
        """Whether a story, or its rest, has its place."""
        parts = self._parts(slug)
        holes = {page.number: page.hole for page in section_pages_of(self.task)}
        if not parts or (key == "rest" and len(parts) < 2):
            return False
        one = parts[-1] if key == "rest" else parts[0]
        page, rest, own = self.plan.page_of[one.id], said.rest or Rest(), said.place or Place()
        if key == "rest":
            place = rest.place
            fits = page in said.turns[-1:] and rest.columns in (None, one.tile.columns)
        else:
            at = Place(region=own.region)
            place = at if key == "region" else replace(own, region="", order=None)
            fits = page in said.pages
        return fits and page in holes and is_in_place(one.tile, place, holes[page])

    # how it looks -------------------------------------------------------------------------------

    def _is_in_form(self, one: PlacedStory, key: str, form: Form) -> bool:
        """Whether a story that stands by itself looks so where it begins."""
        article, setting = one.article, one.setting
        if article is None:
            return False
        story, own = article.story, article.form
        if key in ("pictures", "dominant", "keep"):
            return self._has_pictures(story_of(one.id), key, form)
        if key in ("words", "cut_lines"):
            return self._is_so_long(article, form.only((key,)))
        if key in ("headline_lines", "breaks"):
            levers = HeadLevers(setting.size, setting.deck)
            head = article.head(setting.columns, self.task.grid, levers).headline
            if key == "headline_lines":
                return len(head) == form.headline_lines
            wanted = broken_at(story.headline, form.breaks or ()) or ()
            return [_bare(line.text) for line in head] == [_bare(text_of(runs)) for runs in wanted]
        has = {
            "columns": setting.columns,
            "rows": setting.rows,
            "picture": next(iter(setting.hung.widths), 0),
            "headline": setting.size,
            "deck": setting.deck and bool(story.deck),
            "quote": setting.hung.quote > 0,
            "byline": bool(story.byline) and own.byline is not False,
        }
        return bool(has[key] == form.value(key))

    def _has_pictures(self, slug: str, key: str, form: Form) -> bool:
        """Whether a story shows the pictures that are wanted, the large one, or as much of each."""
        shown = [*self._hanging(slug)]
        if key == "dominant":
            large = bool(shown) and shown[0].file == form.dominant
            return large and all(one.columns < shown[0].columns for one in shown[1:])
        if key == "keep":
            return bool(shown) and self._shows(shown[0], OnePicture("", keep=form.keep))
        files = [one.file for one in shown]
        if form.dominant in files and form.pictures and {*files} <= {*form.pictures}:
            files.sort(key=form.pictures.index)  # the large one stands before its turn
        each = {one.file: one for one in form.each}
        return tuple(files) == form.pictures and all(
            self._shows(one, each.get(one.file, OnePicture(one.file))) for one in shown
        )

    def _shows(self, one: _Hanging, said: OnePicture) -> bool:
        """Whether a picture is so wide, and all is seen of it that should be."""
        crop = one.shape.crop(one.columns, one.rows, self.task.grid)
        picture = replace(one.shape.picture, keep=said.keep)
        seen = said.keep is None or replace(one.shape, picture=picture).keeps(crop)
        return seen and said.columns in (None, one.columns)

    def _hanging(self, slug: str) -> Iterator[_Hanging]:
        """The pictures of a story in print, in their order: the last of several may be where it
        goes on."""
        for one in self._parts(slug):
            if one.article is None:
                continue
            every, hung = one.article.pictures, one.setting.hung
            first = carried(one.article) if part_of(one.id) else 0
            shapes = zip(every[first:], hung.widths, hung.rows, strict=False)
            yield from (_Hanging(file_name(s), wide, rows, s) for s, wide, rows in shapes)

    # how long it is -----------------------------------------------------------------------------

    def _paragraphs_cut(self, slug: str) -> int:
        last = self._parts(slug)[-1:]
        if not last or last[0].article is None:
            return 0
        return length_with(last[0].article, last[0].setting.cut).paragraphs

    def _is_so_long(self, article: Article, form: Form) -> bool:
        """Whether a story is printed in such a length, or as near as it can be."""
        last = self._parts(article.story.slug)[-1]
        freely = replace(article, form=AS_FITS)
        ways = ways_to_end(replace(article.story, cut=None), freely.text.whole)
        stop = length_with(article, last.setting.cut).stop
        printed = next((way for way in ways if way.ending.stop == stop), None)
        length = DecidedLength.of(form)
        return bool(printed and length and _allows(length, ways[0], printed))


def _allows(length: DecidedLength, whole: WayToEnd, way: WayToEnd) -> bool:
    """Whether a length is one of those that are allowed, of the whole and this one."""
    return way in length.allowed((whole,) if way == whole else (whole, way))


def _bare(text: str) -> str:
    """A line without its spaces: how they are written does not matter."""
    return "".join(text.split())
