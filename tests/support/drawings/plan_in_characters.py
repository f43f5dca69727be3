"""A plan as a drawing in plain characters."""

from __future__ import annotations

from slots.lone_story.page_plan import PagePlan, Stack

CELL = 6
"""Characters a grid column is wide, its left border included."""


def draw(stack: Stack, rows: int = 2) -> str:
    """Every page of a plan, one line for `rows` rows of the grid; then what could not stand.

    page 1                          =: furniture    H: the story's head
    |=======================|
    |HHHHHHHHHHHHHHHHH|Box  |       t: its legs     .: white
    |t    |t    |t    |     |       an item's name stands in its upper left corner
    |Ad               |.....|
    """
    pages = [_draw_page(page, rows) for page in stack.pages]
    cost = f"{stack.method}: costs {stack.objective}, at least {stack.bound}, white {stack.white}"
    refusals = [f"{refusal.slot}: {refusal}" for refusal in stack.refusals]
    return "\n".join([*pages, cost, *refusals]) + "\n"


def _draw_page(page: PagePlan, step: int) -> str:
    cells = _cells(page)
    lines = [_line(cells[row]) for row in range(0, page.space.rows, step)]
    for item in page.items:
        line = item.row // step + bool(item.row % step)
        if line < len(lines):
            left = item.column * CELL + 1
            name = item.id[: item.columns * CELL - 1]
            lines[line] = lines[line][:left] + name + lines[line][left + len(name) :]
    return "\n".join([f"page {page.space.number}", *lines])


def _cells(page: PagePlan) -> list[list[tuple[str, str]]]:
    """(character, owner) of every cell: neighbours of one owner have no border between them."""
    space = page.space
    cells = [
        [("=", "furniture") if row < space.first_row else (".", "white")] * space.columns
        for row in range(space.rows)
    ]
    for item in page.items:
        for row in range(item.row, item.bottom):
            for column in range(item.column, item.right):
                cells[row][column] = (" ", item.id)
    if page.story:
        for leg in page.story.legs:
            for row in range(page.story.row, leg.top):
                cells[row][leg.column] = ("H", "head")
            for row in range(leg.top, leg.bottom):
                cells[row][leg.column] = ("t", f"leg {leg.column}")
    return cells


def _line(cells: list[tuple[str, str]]) -> str:
    parts: list[str] = []
    for column, (character, owner) in enumerate(cells):
        border = column == 0 or cells[column - 1][1] != owner
        fill = character if character != "t" else " "
        parts.append(("|" if border else fill) + character + fill * (CELL - 2))
    return "".join(parts) + "|"
