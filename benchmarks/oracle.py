"""Browsers as oracle: every block and box of many stories, predicted and looked at.

`python -m benchmarks.oracle_report` prints the table, tests/browser/test_web_oracle.py keeps it.

The pages are those we ship: sample stories as `newsgrid web` composes them, each with fonts of its
own, all others as a site has them, drafted by the same code with fonts they share. A block agrees
if its top in the copy, with all boxes in, and its height are within 1 px of the browser's; of boxes
outside the copy the height counts, of the head its height down to the copy.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.chrome import Seen, Server, Stand
from benchmarks.estimate import guessed
from benchmarks.story_blocks import SEEDS
from benchmarks.story_mill import draw, stories
from layout.story.as_written import Story
from layout.story.block import Paragraph
from layout.story.publication import Publication
from layout.story.read.any_format import read_story
from layout.story.read.module_library import fill_modules
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.style import Cut
from layout.typeset.words.theme import Theme, load_theme
from layout.web.html.web_fonts import FontFile, family_of, font_files
from layout.web.measure.blocks_to_forms import kind_of
from layout.web.measure.column_and_rail_widths import PX, Sheet, sheet_of, step_of
from layout.web.measure.story_strips import Shaped, head_height, strip_of
from layout.web.pages.compose import SHARED, Draft, compose, drafted, html_of
from layout.web.pages.css_and_fonts import design_css, links, named_css
from layout.web.pages.site_furniture import Furniture
from layout.web.plan.page_plan import WebPlan
from slots.audit.finished_flow import measured
from slots.placing.place import edges
from slots.rulebook.load import default_rules
from slots.rules.terms import Region, Rules

SCREENS = (320, 360, 375, 390, 414, 600, 768, 980, 1024, 1300, 1440)
"""Widths of the page in CSS px: measures of 280 to 600 px, each step and its first px."""
ICON = b"<svg xmlns='http://www.w3.org/2000/svg'/>"
TOLERANCE = 1.0
"""What a top or height may be off by in CSS px."""
PUBLICATION = Publication(
    "Puerto Alba Post",
    tagline="News of the harbour",
    newsletter_action="https://puertoalba.example/newsletter",
)


@dataclass(frozen=True, slots=True, eq=False)
class Kit:
    """What all stories share."""

    theme: Theme = field(default_factory=load_theme)
    foundry: Foundry = field(default_factory=Foundry)
    rules: Rules = field(default_factory=default_rules)

    @property
    def sheet(self) -> Sheet:
        """The theme's sheet."""
        return sheet_of(self.theme)


@dataclass(frozen=True, slots=True, eq=False)
class Served:
    """A page on the server: its group, address there, fonts it must have loaded, and its plan."""

    group: str
    path: str
    fonts: int
    plan: WebPlan
    shaped: Shaped


@dataclass(frozen=True, slots=True)
class Pair:
    """One block or box on one screen: predicted and seen, in CSS px. Tops are None outside the
    copy. `guess` is the formula's height, `guess_here` that of its count of lines at our leading;
    both None for all but paragraphs."""

    group: str
    story: str
    block: str
    kind: str
    screen: int
    top: tuple[float, float] | None
    height: tuple[float, float]
    guess: float | None = None
    guess_here: float | None = None

    @property
    def agrees(self) -> bool:
        """Whether top and height are within 1 px."""
        return self.itself and (self.top is None or _near(*self.top))

    @property
    def itself(self) -> bool:
        """Whether the height is, wherever it stands."""
        return _near(*self.height)


def _near(predicted: float, seen: float) -> bool:
    return abs(predicted - seen) <= TOLERANCE


def sample_stories() -> Iterator[tuple[str, Story]]:
    """The stories in seeds/, as they are."""
    for file in (*sorted(SEEDS.parent.glob("*.txt")), *sorted(SEEDS.glob("*.md"))):
        yield "samples", fill_modules(read_story(file)[0], {})[0]


def milled_stories(count: int, seed: int, folder: Path) -> Iterator[tuple[str, Story]]:
    """The mill's stories, with pictures drawn into a folder."""
    draw(folder)
    yield from (("milled", story) for story in stories(count, seed, folder))


def alone(stories: Iterable[tuple[str, Story]], kit: Kit, server: Server) -> Iterator[Served]:
    """Pages as `newsgrid web` makes them, on the server."""
    for number, (group, story) in enumerate(stories):
        site = compose(story, kit.theme, kit.foundry, kit.rules, PUBLICATION)
        path = f"alone-{number}-{story.slug}"
        server.add_measured(path, site.files)
        fonts = sum(name.startswith("fonts/") for name, _ in site.files)
        yield Served(group, f"{path}/index.html", fonts, site.plan, site.shaped)


def together(stories: Iterable[tuple[str, Story]], kit: Kit, server: Server) -> Iterator[Served]:
    """Pages as a site has them, on the server: fonts and the design's style sheet are shared."""
    drafts = [
        (
            group,
            drafted(story, kit.theme, kit.foundry, kit.rules, PUBLICATION, Furniture(root="../")),
        )
        for group, story in stories
    ]
    used: dict[Cut, str] = {}
    for _, draft in drafts:
        for cut, text in draft.used.items():
            used[cut] = "".join(sorted({*used.get(cut, ""), *text}))
    whole = tuple(kit.sheet.cuts(name)[0] for name in SHARED)
    fonts = font_files(used, kit.foundry, kit.theme.fallback, whole)
    css = design_css(fonts, kit.foundry, kit.sheet, kit.theme)
    style, root = named_css("style", css), f"site-{len(server.files)}"
    server.add_measured(root, ((style, css.encode()), ("icon.svg", ICON)))
    server.add(root, ((f"fonts/{font.name}", font.data) for font in fonts))
    for number, (group, draft) in enumerate(drafts):
        page = draft.page
        wanted = [font for font in fonts if _sets(draft, font)]
        path = f"{root}/{number:03}-{page.story.slug}"
        assets = links(
            (f"../fonts/{font.name}" for font in wanted),
            "../icon.svg",
            (f"../{style}", "own.css"),
        )
        own = (("index.html", html_of(page, assets).encode()), ("own.css", draft.css.encode()))
        server.add_measured(path, own)
        server.add(root, ((picture.href, picture.data) for picture in page.pictures))
        yield Served(group, f"{path}/index.html", len(wanted), page.plan, page.shaped)


def _sets(draft: Draft, font: FontFile) -> bool:
    """Whether a page sets characters in a font."""
    return any(
        (family_of(cut), cut.weight, cut.italic) == (font.family, font.weight, font.italic)
        and (not font.only or any(sign in font.only for sign in text))
        for cut, text in draft.used.items()
    )


def compared(page: Served, seen: Iterable[Seen], kit: Kit) -> Iterator[Pair]:
    """Every block and box of a page on every screen looked at."""
    story = page.path.split("/")[-2]
    for each in seen:
        expected = predicted(page, each.screen, kit)
        assert set(expected) == set(each.blocks), (page.path, each.screen)
        for name, (kind, top, height) in expected.items():
            real_top, real_height = each.blocks[name]
            tops = None if top is None or real_top is None else (top, real_top)
            guesses = _guesses(page.shaped, name, each.screen, kit) if kind == "paragraph" else ()
            heights = (height, real_height)
            yield Pair(page.group, story, name, kind, each.screen, tops, heights, *guesses)


def _guesses(shaped: Shaped, name: str, screen: int, kit: Kit) -> tuple[float, float]:
    block = shaped.blocks[int(name[1:]) - 1]
    assert isinstance(block, Paragraph)
    leading = kit.sheet.style("body", step_of(screen)).leading / PX
    return guessed(block, screen), guessed(block, screen, leading)


def predicted(page: Served, screen: int, kit: Kit) -> dict[str, tuple[str, float | None, float]]:
    """By id the kind, top in the copy and height, in px, of all that stands on a screen."""
    point = page.plan.breakpoint(screen)
    index, slots = point.screens.index(screen), dict(page.plan.slots)
    strip = strip_of(page.shaped, screen, kit.sheet)
    boxes = edges(point.case(kit.rules), point.decision, index)
    found: dict[str, tuple[str, float | None, float]] = {
        "head": ("head", 0, head_height(page.shaped, screen, kit.sheet))
    }
    down: dict[str | None, int] = {}
    for box in boxes:
        found[box.slot] = ("box", box.top / PX, (box.bottom - box.top) / PX)
        terms = kit.rules.terms(slots[box.slot], point.name)
        if terms.region is Region.ARTICLE:
            down[box.before] = box.bottom + measured(terms.margin, strip)[1]
    moved = 0
    for name, block, item in zip(page.shaped.ids, page.shaped.blocks, strip.items, strict=True):
        moved = down[name] - item.top if name in down else moved
        top, height = (item.top + moved) / PX, (item.bottom - item.top) / PX
        found[name] = (kind_of(block), top, height)
    for content, (_, region) in zip(point.contents, point.homes, strict=True):
        if region is not None and content.id not in found:
            found[content.id] = ("box", None, content.sizes[index][1] / PX)
    return found


def asked(page: Served, stand: Stand, kit: Kit) -> tuple[Pair, ...]:
    """Everything on a page, at all screens, as the stand's browser has it. The page stays open."""
    return tuple(compared(page, stand.settled(page.path, page.fonts, SCREENS), kit))
