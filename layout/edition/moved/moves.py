"""What moves from one edition to the next: stories to other pages, held over or freed, shortened;
ads, house ads, pictures; and what make-up costs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from layout.edition.ad_words import place_words
from layout.edition.make_edition import Newspaper, held_in
from layout.makeup.edition.shapes.item import house_ad_of, is_rail, story_of
from layout.work.terminal.report import counted, listed
from slots.stacking.task.ad_plan import AdPlace


@dataclass(frozen=True, slots=True)
class Move:
    """A story, or a later part of one (`id` is its item's), on another page than before; None: on
    no page."""

    id: str
    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True)
class AdMove:
    """An ad, by its id, in another place than before; None: in none."""

    id: str
    before: AdPlace | None
    after: AdPlace | None


@dataclass(frozen=True, slots=True)
class Count:
    """How much there was and is of something: the words of a story (`id`) that are cut, its
    pictures, the house ads of a page."""

    id: str
    before: int
    after: int


@dataclass(frozen=True, slots=True, eq=False)
class Moves:
    """What moves between two editions. Costs are points of make-up."""

    stories: tuple[Move, ...]
    ads: tuple[AdMove, ...]
    shortened: tuple[Count, ...]
    pictures: tuple[Count, ...]
    house_ads: tuple[Count, ...]
    cost: int
    cost_before: int

    @property
    def held(self) -> tuple[str, ...]:
        """The stories that have no page any more."""
        return tuple(one.id for one in self._whole if one.after is None)

    @property
    def freed(self) -> tuple[str, ...]:
        """The stories that have a page and had none."""
        return tuple(one.id for one in self._whole if one.before is None)

    @property
    def _whole(self) -> Iterator[Move]:
        return (one for one in self.stories if story_of(one.id) == one.id)

    def as_data(self) -> dict[str, Any]:
        """As reports and the desk have it."""
        return {
            "stories": [asdict(one) for one in self.stories],
            "held": list(self.held),
            "freed": list(self.freed),
            "shortened": [asdict(one) for one in self.shortened],
            "pictures": [asdict(one) for one in self.pictures],
            "ads": [
                {"id": one.id, "before": _place(one.before), "after": _place(one.after)}
                for one in self.ads
            ],
            "house_ads": [
                {"page": int(one.id), "before": one.before, "after": one.after}
                for one in self.house_ads
            ],
            "cost": {"before": self.cost_before, "after": self.cost},
            "words": list(self.words),
        }

    def in_brief(self, besides: Collection[str] = ()) -> str:
        """The same in a line, without where some stories and ads go: what is decided of them is
        known."""
        gone = [one for one in self.stories if one.before and one.after and one.id not in besides]
        held = [name for name in self.held if name not in besides]
        freed = [name for name in self.freed if name not in besides]
        ads = {one.id for one in self.ads if one.before and one.after} - {*besides}
        lost = sorted({one.id for one in self.ads if one.after is None} - {*besides})
        more = self.cost - self.cost_before
        where = [f"{_name(one.id)} to page {one.after}" for one in gone]
        parts = [
            f"moves {listed(where)}" if where else "",
            f"holds over {listed(held)}" if held else "",
            f"frees {listed(freed)}" if freed else "",
            f"shortens {listed([one.id for one in self.shortened if one.after > one.before])}"
            if any(one.after > one.before for one in self.shortened)
            else "",
            *(f"{one.id} {_changed(one, 'picture')}" for one in self.pictures),
            f"moves {counted(len(ads), 'ad')}" if ads else "",
            f"leaves {listed(lost)} without a place" if lost else "",
            *(f"page {one.id} {_changed(one, 'house ad')}" for one in self.house_ads),
            f"{counted(abs(more), 'point')} {'more' if more > 0 else 'fewer'}" if more else "",
        ]
        return ", ".join(filter(None, parts)) or "moves nothing else"

    @property
    def words(self) -> tuple[str, ...]:
        """The same as lines for people."""
        rest = [one for one in self.stories if one.before and one.after]
        found = {
            "Stories moved": [
                f"{_name(one.id)} from page {one.before} to page {one.after}" for one in rest
            ],
            "Held over": list(self.held),
            "Freed": [f"{one.id} on page {one.after}" for one in self._whole if one.before is None],
            "Other parts": [
                f"{_name(one.id)} {f'on page {one.after}' if one.after else 'needed no more'}"
                for one in self.stories
                if not (one.before and one.after) and story_of(one.id) != one.id
            ],
            "Shortened": [
                f"{one.id} by {counted(one.after, 'word')} instead of {one.before:,}"
                for one in self.shortened
            ],
            "Pictures": [f"{one.id} {_changed(one, 'picture')}" for one in self.pictures],
            "Ads placed": [
                f"{one.id} on {place_words(one.after)}" for one in self.ads if one.before is None
            ],
            "Ads moved": [
                f"{one.id} from {place_words(one.before)} to {place_words(one.after)}"
                for one in self.ads
                if one.before
            ],
            "House ads": [f"page {one.id} {_changed(one, 'house ad')}" for one in self.house_ads],
        }
        lines = [f"{what}: {', '.join(each)}" for what, each in found.items() if each]
        more = self.cost - self.cost_before
        dearer = f", {abs(more):,} {'more' if more > 0 else 'fewer'} than now" if more else ""
        return (*(lines or ["Nothing moves."]), f"Make-up: costs {self.cost:,} points{dearer}")


def _changed(one: Count, noun: str) -> str:
    more = one.after - one.before
    return f"{'gains' if more > 0 else 'loses'} {counted(abs(more), noun)}"


def _name(item: str) -> str:
    """A story by its slug; of a later part that it is the rest."""
    return item if story_of(item) == item else f"the rest of {story_of(item)}"


def _place(place: AdPlace | None) -> dict[str, int] | None:
    if place is None:
        return None
    return {
        "page": place.page,
        "column": place.column + 1,
        "row": place.row + 1,
        "columns": place.columns,
        "rows": place.rows,
    }


def moves_between(before: Newspaper, after: Newspaper) -> Moves:
    """What moves from one edition to another one of the same publication."""
    return Moves(
        tuple(_stories(_pages(before), _pages(after))),
        tuple(_ads(before, after)),
        tuple(_counts(_cut(before), _cut(after))),
        tuple(_counts(_pictures(before), _pictures(after))),
        tuple(_counts(_house_ads(before), _house_ads(after))),
        after.plan.cost,
        before.plan.cost,
    )


def moved_since(made: Newspaper) -> Iterator[Move]:
    """The stories, and later parts of stories, of an edition that stand on another page than in the
    last one that was printed."""
    now = {name: page for name, page in made.plan.page_of.items() if page}
    before = {name: made.before[name] for name in now if name in made.before}
    yield from _stories(before, {name: page for name, page in now.items() if name in before})


def _pages(made: Newspaper) -> dict[str, int | None]:
    """The page of each item, and None of each story that has none."""
    pages: dict[str, int | None] = dict.fromkeys(held_in(made.plan, made.copy))
    pages |= {name: page for name, page in made.plan.page_of.items() if page}
    return pages


def _stories(before: Mapping[str, int | None], after: Mapping[str, int | None]) -> Iterator[Move]:
    for name in sorted({*before, *after}):
        was, now = before.get(name), after.get(name)
        if was != now and not (is_rail(name) or house_ad_of(name)):
            yield Move(name, was, now)


def _ads(before: Newspaper, after: Newspaper) -> Iterator[AdMove]:
    was, now = (
        {(place.id, number): place for number, place in _numbered(made)} for made in (before, after)
    )
    for key in sorted({*was, *now}):
        if was.get(key) != now.get(key):
            yield AdMove(key[0], was.get(key), now.get(key))


def _numbered(made: Newspaper) -> Iterator[tuple[int, AdPlace]]:
    """The places of ads, each with its number among those of one ad: a double truck has two."""
    seen: Counter[str] = Counter()
    for place in sorted(made.stacked.plan.places, key=lambda one: (one.id, one.page)):
        yield seen[place.id], place
        seen[place.id] += 1


def _counts(before: Mapping[str, int], after: Mapping[str, int]) -> Iterator[Count]:
    for name in sorted({*before, *after}, key=lambda one: (len(one) if one.isdigit() else 0, one)):
        was, now = before.get(name, 0), after.get(name, 0)
        if was != now:
            yield Count(name, was, now)


def _cut(made: Newspaper) -> dict[str, int]:
    return {one.id: one.words for one in made.shortened}


def _pictures(made: Newspaper) -> Counter[str]:
    """The pictures of each story that stand."""
    return Counter(
        image.story
        for page in made.document.pages
        for image in page.images
        if image.role == "picture" and image.story
    )


def _house_ads(made: Newspaper) -> dict[str, int]:
    """The house ads of each page."""
    return {
        str(page.page): len(page.fillers) + sum(bool(house_ad_of(one.id)) for one in page.placed)
        for page in made.plan.pages
    }


def would_words(decided: str) -> str:
    """The head of a report on what more would be decided.

    >>> would_words("story.oysters.page = 5")
    'Nothing is written. With story.oysters.page = 5 there would move:'
    """
    lines = [line.strip() for line in decided.splitlines() if line.strip()]
    said = listed(lines) if len(lines) < _FEW else f"these {len(lines)} lines"
    return f"Nothing is written. With {said} there would move:"


_FEW = 4
"""Lines of decisions from which on they are counted."""
