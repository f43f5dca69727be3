"""The columns of tables as CSS: the straight lines of `layout.web.measure.table_columns`.

Browsers know how wide the copy is (`100cqi` of the block a table is in), and add up what a column
gets. A table that has less room than its columns need scrolls: its first column stays, and its
right edge fades, so that it is seen that there is more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from layout.story.block import Table
from layout.web.html.relative_lengths import rem, wide
from layout.web.measure.column_and_rail_widths import STEPS, Sheet
from layout.web.measure.forms import TableForm
from layout.web.measure.table_columns import Widths

_FADE = 28
"""Px at the right edge of a table that scrolls, over which it fades; its columns end before them
where it was scrolled to its end."""

_FIXED = 140
"""Px up to which a first column stays where a table scrolls: half of the narrowest copy."""


@dataclass(frozen=True, slots=True, eq=False)
class PageTables:
    """The tables of a page with their forms, and their CSS classes: those whose columns are of one
    width have one."""

    names: Mapping[Table, str] = field(default_factory=dict)
    forms: Mapping[str, TableForm] = field(default_factory=dict)

    def css(self, sheet: Sheet) -> Iterator[str]:
        """The rules of the tables: at the first step all, at others what is not as before."""
        for name, form in self.forms.items():
            before: Widths | None = None
            for step in STEPS:
                widths = form.widths(sheet, step)
                if widths != before:
                    yield wide("".join(_rules(f".{name}", widths)), step.first)
                before = widths


NO_TABLES = PageTables()


def page_tables(tables: Mapping[Table, TableForm]) -> PageTables:
    """The tables of a page, with the forms that it is measured by."""
    names: dict[Table, str] = {}
    forms: dict[str, TableForm] = {}
    known: dict[object, str] = {}
    for table, form in tables.items():
        name = known.setdefault(form.columns, f"table-{len(known) + 1}")
        names[table] = name
        forms.setdefault(name, form)
    return PageTables(names, forms)


def _rules(table: str, widths: Widths) -> Iterator[str]:
    least, lacking = widths.narrowest, widths.lacking
    most = least + lacking
    yield (
        f"{table}{{--wanting:clamp(0px,100cqi - {rem(least)},{rem(lacking) if lacking else '0px'});"
        f"--beyond:max(0px,100cqi - {rem(most)})}}"
    )
    for number, px in enumerate(widths.least):
        below, above = widths.shares(number)
        parts = [rem(px), *([f"var(--wanting)*{below:g}"] if below else [])]
        parts.append(f"var(--beyond)*{above:g}")
        yield f"{table} col:nth-child({number + 1}){{width:calc({' + '.join(parts)})}}"
    yield f"@container (width<{rem(least)}){{{''.join(_scrolling(table, widths))}}}"


def _scrolling(table: str, widths: Widths) -> Iterator[str]:
    """A scrollbar, as thick as the window's, stands in the margin below, so that nothing moves."""
    fade = rem(_FADE)
    yield (
        f".table-view:has(>{table}){{margin-bottom:calc(-1*var(--bar));"
        f"mask-image:linear-gradient(to right,#000 calc(100% - {fade}),transparent)}}"
    )
    yield f"{table}{{min-width:{rem(widths.narrowest + _FADE)};border-right:{fade} solid #0000}}"
    if widths.least[0] <= _FIXED:
        yield f"{table} .first{{position:sticky;left:0;background:var(--under,var(--paper))}}"
