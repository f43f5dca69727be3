"""The print edition explained: which ad and box stands where on paper, and what was refused."""

from __future__ import annotations

from typing import NamedTuple

from layout.desk.reports.explain.view import Standing, View
from layout.edition.single.print_story import PrintEdition
from layout.makeup.story.items_to_stack import pictures_of
from layout.page.document import Box, Page
from layout.page.format import MM
from layout.press.proof_marks import Proof, Tick
from layout.publication.material import Material, wanted_by
from layout.work.terminal.report import counted
from slots.lone_story.no_page import why_refused
from slots.lone_story.page_plan import Stack

_METHODS = {
    "direct": "text alone has one plan only",
    "cp-sat": "found by CP-SAT over all plans",
    "greedy": "the solver found nothing in its time: first fit",
}


def print_view(material: Material, edition: PrintEdition) -> View:
    """The view of a print edition: all that stands beside the story, in the order it asks."""
    plan, pages = edition.made.stack, edition.document.pages
    names = [want.id for want in wanted_by(material.story)]
    names += [name for name, _ in pictures_of(material.story)]
    boxes = {box.id: _Placed(page, box) for page in pages for box in page.boxes}
    standings = tuple(_standing(name, boxes.get(name), material, plan) for name in names)
    figures = {
        "pages": len(pages),
        "objective": plan.objective,
        "bound": plan.bound,
        "optimal": plan.optimal,
        "method": plan.method,
    }
    return View(
        "print", f"print, {counted(len(pages), 'page')}", _verdict(plan), figures, standings
    )


def proof_of(material: Material, edition: PrintEdition) -> Proof:
    """What a proof draws besides grid and boxes: at each box's corner, its worth and side."""
    ticks = tuple(
        Tick(
            page.number,
            box.rect.x,
            box.rect.y,
            True,
            f"{box.id}: {_worth(material.homes.get(box.id, ''), material)}",
        )
        for page in edition.document.pages
        for box in page.boxes
    )
    return Proof(ticks)


def _verdict(plan: Stack) -> str:
    proof = "no plan on as many pages is better" if plan.optimal else f"none is under {plan.bound}"
    return f"The whole plan costs {plan.objective}; {proof} ({_METHODS[plan.method]})."


class _Placed(NamedTuple):
    """A box, and the page it stands on."""

    page: Page
    box: Box


def _standing(name: str, found: _Placed | None, material: Material, plan: Stack) -> Standing:
    slot = material.homes.get(name, "")
    refusals = tuple(refusal for refusal in plan.refusals if refusal.slot == name)
    if found is None:
        why = (
            "; ".join(why_refused(refusal, slot) for refusal in refusals)
            or "no page has room for it"
        )
        return Standing(name, slot, "nowhere", why, {}, refusals)
    page, box = found
    covered = [
        i for i, (x, _) in enumerate(page.grid.columns, 1) if box.rect.x <= x < box.rect.right
    ]
    place = {
        "page": page.number,
        "columns": [covered[0], covered[-1]],
        "x_mm": round(box.rect.x / MM, 2),
        "y_mm": round(box.rect.y / MM, 2),
        "width_mm": round(box.rect.width / MM, 2),
        "height_mm": round(box.rect.height / MM, 2),
    }
    span = f"column {covered[0]}" if len(covered) == 1 else f"columns {covered[0]} to {covered[-1]}"
    size = f"{place['width_mm']:.0f} x {place['height_mm']:.0f} mm"
    where = f"page {page.number}, {span}, {place['y_mm']:.0f} mm from the top, {size}"
    return Standing(name, slot, where, _why(slot, material), place, refusals)


def _why(slot: str, material: Material) -> str:
    """The requirements of the slot's print side."""
    side = material.rules.slot[slot].print if slot else None
    if side is None:
        return "where the cheapest plan has it"
    sizes = " or ".join(str(size) for size in side.sizes)
    corner = "" if side.side == "any" else f", to the {side.side.value}"
    pages = "" if side.pages.text == "any" else f", on pages {side.pages}"
    return f"asks {sizes}{corner}{pages}; worth {side.value}"


def _worth(slot: str, material: Material) -> str:
    """What a slot's place is worth; a story that asks for no slots may come without any rules."""
    side = material.rules.slot[slot].print if slot else None
    if side is None:
        return "no slot: the cheapest place"
    corner = "" if side.side == "any" else f", to the {side.side.value}"
    return f"worth {side.value}{corner}"
