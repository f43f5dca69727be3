"""A small case as the web page of a story, at some screen widths."""

from __future__ import annotations

from collections.abc import Iterator

from support.drawings.screen_in_characters import Standing, draw_screen
from support.small_pages.cases import Case
from support.small_pages.square_theme import square_theme

from layout.publication.material import ruled_for, without_ads
from layout.story.as_written import Story
from layout.story.markdown.read_markdown import parse_markdown
from layout.story.publication import Publication
from layout.typeset.words.foundry import Foundry
from layout.web.measure.blocks_to_forms import Shaper
from layout.web.measure.column_and_rail_widths import LENGTHS, PX, RAIL, Sheet, sheet_of, step_of
from layout.web.measure.forms import PictureForm
from layout.web.measure.story_strips import Shaped, heads_of, shape_story
from layout.web.measure.text_width import Gauge
from layout.web.plan.all_breakpoints import plan_page
from layout.web.plan.page_outcomes import openings_of, scene_of
from layout.web.plan.page_plan import BreakpointPlan
from slots.finding import BadInput
from slots.problem.why_closed import Trace
from slots.reasons.why_it_stands_or_not import reason
from slots.rulebook.load import parse_rules
from slots.rules.terms import AD, Region, Rules

PICTURES = {"wide.jpg": (1600, 800), "square.jpg": (900, 900), "tall.jpg": (800, 1200)}
RULES_END = "\n+++\n"
CELL = 20


def on_screens(case: Case) -> str:
    """The page at each of the widths `at`, with where everything stands that is offered, and why
    not. Before `+++` are its rules; each width is a breakpoint, called by its number: w320."""
    try:
        return "\n".join(_drawn(case))
    except BadInput as error:
        return "\n".join(map(str, error.findings))


def _drawn(case: Case) -> Iterator[str]:
    ruled, _, written = case.copy.rpartition(RULES_END)
    widths = [int(width) for width in case.settings.get("at", "375").split(",")]
    points = "\n".join(f'w{width} = "{width}px..{width}px"' for width in widths)
    rules = parse_rules(f"[breakpoints]\n{points}\n{ruled}\n", "slots.toml")
    story, found = parse_markdown(written, "story.md")
    story, left_out = without_ads(story)
    rules = ruled_for(story, rules, Publication())
    theme = square_theme()
    sheet = sheet_of(theme)
    shaper = Shaper(sheet, Gauge(Foundry(theme.fallback), theme.fallback, "en"), PICTURES)
    shaped = shape_story(story, shaper)
    trace = Trace.ALL if "refusals" in case.settings else Trace.UNPLACED
    plan = plan_page(story, shaped, shaper, rules, None, trace)
    for point in plan.breakpoints:
        page = _Page(point, story, shaped, sheet, rules)
        yield page.title()
        if "undrawn" not in case.settings:
            yield draw_screen(page.things(), page.widths, case.number("row", 80), CELL)
        yield from page.told("refusals" in case.settings)
    yield from (f"{each.severity}: {each}" for each in (*found, *left_out))


class _Page:
    """The page of a breakpoint that is one screen wide."""

    def __init__(
        self, point: BreakpointPlan, story: Story, shaped: Shaped, sheet: Sheet, rules: Rules
    ) -> None:
        self.point, self.story, self.rules = point, story, rules
        (self.screen,), (self.strip,) = point.screens, point.strips
        self.forms = dict(zip(shaped.ids, shaped.forms, strict=True))
        self.head = heads_of(shaped, [self.screen], sheet)[0] / PX
        self.step = step_of(self.screen)
        self.sizes = {one.id: one.sizes[0] for one in point.contents}
        self.slots = {one.id: one.slot for one in point.contents}

    @property
    def widths(self) -> tuple[int, int]:
        """The width of the column and of the rail beside it, in px."""
        return self.strip.width // PX, RAIL if self.step.rail else 0

    def title(self) -> str:
        shares = f"density {self.point.density:.0%}" if self.point.density else "no ads"
        return f"{self.screen} px: copy {self.widths[0]} px wide, {shares}"

    def things(self) -> Iterator[Standing]:
        """All that stands on the page, the copy and its boxes below the head."""
        yield Standing(0, self.head - LENGTHS["head-gap"], "head", "head", self.widths[0])
        yield from self._copy()
        for box in self.point.rail.boxes if self.step.rail else ():
            top, height = box.tops[0] / PX, box.heights[0] / PX
            yield self._box(box.id, top, top + height, rail=True)

    def _copy(self) -> Iterator[Standing]:
        names = openings_of(self.point, self.story, 24)
        beside = {box.id for box in self.point.beside}
        placed = {one.before: one for one in self.point.decision.placements}
        more = foot = 0.0
        for item in (*self.strip.items, None):
            box = placed.get(item.id if item else None)
            if box:
                top, foot = self.head + box.top / PX, self.head + box.bottom / PX
                yield self._box(box.slot, top, foot, rail=box.slot in beside)
            if box and item and box.slot not in beside:
                more = foot + self._air(box.slot) - self.head - item.top / PX
            if item:
                top, foot = (self.head + more + edge / PX for edge in (item.top, item.bottom))
                name = f"{item.id} {names[item.id]}".strip()
                yield Standing(top, foot, item.role, name, self._width(item.id))
        for name, region in self.point.homes:
            if region is Region.END or (region is Region.RAIL and not self.step.rail):
                top = foot + LENGTHS["box-between"]
                foot = top + self.sizes[name][1] / PX
                yield self._box(name, top, foot)

    def _width(self, name: str) -> int:
        """How wide a block is in px: a picture as it is shown, all else as the copy."""
        form, whole = self.forms[name], self.widths[0]
        if not isinstance(form, PictureForm):
            return whole
        across, down = form.size
        return round(form.picture(whole) * across / down)

    def _air(self, name: str) -> float:
        """The margin of a box in px, as its slot has it in px."""
        margin = self.rules.terms(self.slots[name], self.point.name).margin
        return float(margin.value)

    def _box(self, name: str, top: float, bottom: float, rail: bool = False) -> Standing:
        kind = AD if self.rules.slot[self.slots[name]].holds == AD else "box"
        return Standing(top, bottom, kind, name, self.sizes[name][0] // PX, rail)

    def told(self, refusals: bool) -> Iterator[str]:
        """Where each content stands, or why it does not stand where it is meant to."""
        scene = scene_of(self.point, self.story, self.rules)
        fates = {fate.content: fate for fate in self.point.fates}
        gaps = {one.slot: one for one in self.point.decision.placements}
        tops = {one.name: one.top for one in self.things()}
        for name, region in self.point.homes:
            place = str(region or "nowhere")
            if region is Region.RAIL and not self.step.rail:
                place = "rail, here below the copy"
            if name in gaps:
                place = f"{region}, {scene.gap(gaps[name].before)}"
            size = "x".join(str(length // PX) for length in self.sizes[name])
            why = f": {reason(fates[name], scene)}" if name in fates else ""
            down = f", {tops[name]:g} px down" if name in tops else ""
            yield f"{name} {size}{down}: {place}{why}"
        yield from (f"gave way: {each}" for each in self.point.decision.relaxed)
        if refusals:
            for one in self.point.decision.refusals:
                yield f"  {one.slot} {scene.gap(one.candidate)}: {one}"
