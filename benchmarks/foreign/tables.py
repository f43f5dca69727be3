"""The tables: every edition in a line, and two runs beside each other."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from rich.table import Table

from benchmarks.foreign.aims import missed
from benchmarks.foreign.outcome import Outcome
from slots.finding import Where, bad_input

HEADS = (
    *("edition", "supply", "words in print / held", "in / held over", "cut: stories, rows, most"),
    *("house ads, cells", "p. 1 / opener / top right", "pictures in / out", "bare", "white"),
    *("cost / bound", "CPU s", "x Typst", "MB", "misses"),
)


def table(found: Sequence[Outcome]) -> Table:
    """A line an edition."""
    made = Table(*HEADS, title="editions of copy that nobody here wrote", caption=_pages(found))
    for each in found:
        made.add_row(*row(each))
    return made


def row(found: Outcome) -> tuple[str, ...]:
    """The line of an edition."""
    held = f"{len(found.held)}" + (" by rank" if found.held and found.by_rank else "")
    return (
        found.name,
        f"{found.supply:.0%}",
        f"{found.printed:,} / {found.held_words:,}",
        f"{found.stories} / {held}",
        f"{len(found.shortened)}, {found.rows:,}, {found.most_cut:.0%}",
        f"{found.house}, {found.cells:,}",
        f"{found.front} / {found.opener} / {found.top_right}",
        f"{found.pictures} / {found.left_out}",
        f"{len(found.bare)}",
        f"{found.white:,}",
        f"{found.cost:,} / {found.bound:,}",
        f"{found.cpu:.1f}",
        f"{found.times:.1f}" if found.times else "-",
        f"{found.memory:.0f}",
        ", ".join((*missed(found), *([] if found.same else ["counted another"]))) or "nothing",
    )


ART_HEADS = (
    *("edition", "pictures", "pages led", "alike", "grey bills", "legs shallow / deep"),
    *("heads: climb / tombstones / no lead", "house ads: narrow / again"),
    *("word spaces over 1.6 / 2.5", "short last lines", "ladders"),
)


def art_direction(found: Sequence[Outcome]) -> Table | None:
    """What the command itself counted by the rules of art direction (`counted` in its report), a
    line an edition; None where it counts nothing of the kind."""
    lines = [_art(each.name, each.report["counted"]) for each in found if "counted" in each.report]
    if not lines:
        return None
    made = Table(*ART_HEADS, title="art direction, as newsgrid print --json counts it")
    for line in lines:
        made.add_row(*line)
    return made


def _art(name: str, counted: Mapping[str, Any]) -> tuple[str, ...]:
    """The line of an edition; a dash for what this version does not count."""

    def of(part: str, *names: str) -> str:
        figures = counted.get(part, {})
        return " / ".join(_figure(figures.get(name)) for name in names)

    return (
        name,
        of("pictures", "share"),
        of("pictures", "led", "pages"),
        of("pictures", "alike"),
        of("grey", "share"),
        of("legs", "shallow", "deep"),
        of("heads", "climb", "tombstones", "without_lead"),
        of("house_ads", "narrow", "again"),
        of("lines", "wide_share", "gaping_share"),
        of("lines", "short"),
        of("lines", "ladders"),
    )


def _figure(value: object) -> str:
    """A figure: shares are floats, in per cent."""
    if isinstance(value, float):
        return f"{value:.1%}"
    return "-" if value is None else f"{value:,}"


def _pages(found: Sequence[Outcome]) -> str:
    """What a page costs in editions of each number of pages, and how many miss no aim."""
    by_pages: dict[int, list[Outcome]] = {}
    for each in found:
        by_pages.setdefault(each.pages, []).append(each)
    parts = [
        f"{pages} pages {sum(one.cost for one in some) / len(some) / pages:,.0f} points and "
        f"{sum(one.cpu for one in some) / len(some) / pages:.2f} CPU s"
        for pages, some in sorted(by_pages.items())
    ]
    met = sum(not missed(each) for each in found)
    return f"a page costs, in editions of {'; '.join(parts)}. {met} of {len(found)} miss no aim."


def compared(before: Sequence[Outcome], after: Sequence[Outcome]) -> Table:
    """Two runs beside each other: what changed in each edition that both have, before > after."""
    heads = tuple(head for head in HEADS if head != "edition")
    made = Table("edition", *heads, title="before > after, where they differ")
    by_name = {each.name: each for each in before}
    for each in after:
        if each.name in by_name:
            made.add_row(*_beside(by_name[each.name], each))
    return made


def _beside(before: Outcome, after: Outcome) -> Iterator[str]:
    """The line of an edition in both. Where it was dealt other stories, its figures do not
    compare, and its name says so."""
    other = "" if before.dealt == after.dealt else " (other copy)"
    yield f"{after.name}{other}"
    for was, now in zip(row(before)[1:], row(after)[1:], strict=True):
        yield was if was == now else f"{was} > {now}"


def write(file: Path, found: Sequence[Outcome]) -> None:
    """Writes the figures of editions as JSON."""
    file.parent.mkdir(parents=True, exist_ok=True)
    kept = [asdict(each) | {"misses": missed(each)} for each in found]
    file.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", "utf-8")


def read(file: Path) -> list[Outcome]:
    """The figures of editions as they were written. Raises BadInput where that is none such."""
    try:
        written = json.loads(file.read_text("utf-8"))
        if not isinstance(written, list):
            raise TypeError("it has no list of them")
        return [_outcome(each) for each in written]
    except (OSError, ValueError, TypeError, AttributeError) as error:
        hint = "name a file that python -m benchmarks foreign --json wrote"
        where = Where(str(file))
        raise bad_input("no-figures", f"no figures of editions: {error}", where, hint) from None


def _outcome(written: Mapping[str, object]) -> Outcome:
    """An outcome from its JSON; what another version of this bench counted besides is left."""
    known = {name.name for name in fields(Outcome)}
    kept = {name: value for name, value in written.items() if name in known}
    lists = {name: tuple(value) for name, value in kept.items() if isinstance(value, list)}
    return Outcome(**(kept | lists))  # type: ignore[arg-type]
