"""What an edition came to: the figures of its row, from what was dealt, reported and counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from benchmarks.foreign.cold_run import Run
from benchmarks.foreign.editions import Edition

CUTTABLE = 25
"""Rows of text that a story has at least of which more than half may be cut: less is a brief."""

SHORT_OF_COPY = 0.93
"""A section with less copy than this part of what its pages hold is short of it: what was meant to
be 95 % may come to so little."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The figures of an edition.

    `supply` is what it was dealt of what its pages hold (1 is all), `held_words` the words that
    they hold, `printed` those in print. `held` are the slugs of stories that are held over;
    `by_rank`: their rank alone is why. `shortened` gives the share of each story that was cut,
    `rows` how many rows that are in all, `whole` the stories that are in whole and could have been
    cut. `house` counts house ads, `full` those in sections that are not short of copy; `front`,
    `opener` and `top_right` those on page one, on a section's first page, in the top half of a
    right-hand page. `bare` are pages with room and no story, `white` the rows that legs stay
    short. `typst` are the CPU seconds of Typst on the same words, 0 where it is not at hand.
    `report` is the command's own, whole."""

    name: str
    pages: int
    supply: float
    words: int
    held_words: int
    printed: int
    stories: int
    held: tuple[str, ...]
    by_rank: bool
    shortened: Mapping[str, float]
    rows: int
    whole: int
    house: int
    full: int
    cells: int
    front: int
    opener: int
    top_right: int
    pictures: int
    left_out: int
    bare: tuple[int, ...]
    cost: int
    bound: int
    cpu: float
    wall: float
    memory: float
    typst: float
    same: bool
    white: int = 0
    dealt: tuple[str, ...] = ()
    report: Mapping[str, Any] = field(default_factory=dict)

    @property
    def most_cut(self) -> float:
        """The share of the story that was cut most."""
        return max(self.shortened.values(), default=0.0)

    @property
    def times(self) -> float:
        """How many times Typst's CPU seconds it took; 0 where Typst is not at hand."""
        return self.cpu / self.typst if self.typst else 0.0


def outcome_of(edition: Edition, dealt: Mapping[str, Any], run: Run) -> Outcome:
    """The figures of an edition that was printed; `dealt` as in its `dealt.json`."""
    needs, found = dealt["stories"], run.counted
    stories = found["stories"]
    shortened = {s["slug"]: round(1 - s["share"], 4) for s in stories if s["share"] < 1}
    printed = sum(needs[s["slug"]]["words"] * s["share"] for s in stories)
    house, full = found["house_ads"], full_sections(dealt)
    makeup = run.report["makeup"]
    return Outcome(
        edition.name,
        found["pages"],
        dealt["supply"],
        dealt["words"],
        dealt["held"],
        round(printed),
        len(stories),
        tuple(one["slug"] for one in found["held"]),
        by_rank(found["held"], stories),
        shortened,
        round(sum(needs[slug]["rows"] * cut for slug, cut in shortened.items())),
        sum(s["share"] == 1 and needs[s["slug"]]["rows"] >= CUTTABLE for s in stories),
        len(house),
        sum(ad["section"] in full for ad in house),
        sum(ad["columns"] * ad["rows"] for ad in house),
        sum(ad["front"] for ad in house),
        sum(ad["opener"] and not ad["front"] for ad in house),
        sum(ad["top_right"] and not ad["opener"] for ad in house),
        sum(s["shown"] for s in stories),
        sum(s["pictures"] - s["shown"] for s in stories),
        tuple(found["bare"]),
        makeup["cost"],
        makeup["bound"],
        run.cost.cpu,
        run.cost.wall,
        run.cost.memory,
        run.typst.cpu if run.typst else 0.0,
        run.same,
        found.get("white", 0),
        tuple(sorted(needs)),
        run.report,
    )


def full_sections(dealt: Mapping[str, Any]) -> set[str]:
    """The sections that are not short of copy."""
    cells: dict[str, int] = {}
    for slug, section in dealt["sections"].items():
        cells[section] = cells.get(section, 0) + dealt["stories"][slug]["cells"]
    rooms = dealt["rooms"].items()
    return {name for name, room in rooms if cells.get(name, 0) >= SHORT_OF_COPY * room}


def by_rank(held: Sequence[Mapping[str, Any]], printed: Sequence[Mapping[str, Any]]) -> bool:
    """Whether rank alone says which stories wait: in no section is one in print of a worse rank
    than one that is held over, the stories have ranks that differ, and none was left unset."""
    if not held:
        return True
    ranks = {story["rank"] for story in (*held, *printed)}
    if len(ranks) == 1 or 0 in ranks:
        return False
    return all(
        story["rank"] <= waiting["rank"]
        for waiting in held
        for story in printed
        if story["section"] == waiting["section"]
    )
