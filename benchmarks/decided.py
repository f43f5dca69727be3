"""What decisions cost the pages nobody decided about: `python -m benchmarks.decided [--fresh]`.

The weekly is made up with nothing decided, then with one, five and twenty decisions drawn at
random, three times each: a story is to begin on another page of its section, to lead the page it is
on, to stand in another number of columns, or to have no deck. A page is decided about where a
decided story stands, before or after; of the others the prices of make-up (docs/prices.md) are
summed, before and after. At most 5 per cent dearer is the aim. As in the desk, an edition that is
decided about goes by the record of the one before; `--fresh` makes it up as if for the first time.
"""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.weekly import LEFT, SAMPLE
from layout.edition.last_plan import RECORD, record_text
from layout.edition.make_edition import Newspaper, Order, make_newspaper
from layout.edition.workshop import Workshop
from layout.publication.decisions.write_decisions import Edit, with_edits
from layout.work.memory.memory import Memory
from layout.work.terminal.console import QUIET

COUNTS = (1, 5, 20)
RUNS = 3
AIM = 5


@dataclass(frozen=True, slots=True)
class Around:
    """So many decisions, how many were refused, how many pages nobody decided about, and what those
    cost without the decisions and with them."""

    decisions: int
    refused: int
    pages: int
    before: int
    after: int

    @property
    def dearer(self) -> float:
        """In per cent."""
        return 100 * (self.after - self.before) / self.before


def figures(
    folder: Path, fresh: bool = False, counts: Sequence[int] = COUNTS, runs: int = RUNS
) -> list[Around]:
    """Each count of decisions so many times, in a copy of the weekly that is made in the folder."""
    paper = folder / "weekly"
    shutil.copytree(SAMPLE, paper, ignore=shutil.ignore_patterns(*LEFT, "pages.toml"))
    shop = Workshop(Memory(paper), QUIET)
    base = _made(paper, shop, ())
    if not fresh:
        (paper / RECORD).write_text(record_text(base.record))
    return [
        _around(base, paper, shop, drawn(base, count, random.Random(f"{count} {run}")))
        for count in counts
        for run in range(runs)
    ]


def _made(paper: Path, shop: Workshop, edits: Sequence[Edit]) -> Newspaper:
    (paper / "pages.toml").write_text(with_edits("", edits))
    with shop.memory.making():
        return make_newspaper(Order(paper, fresh=not (paper / RECORD).exists()), shop)


def _around(base: Newspaper, paper: Path, shop: Workshop, edits: Sequence[Edit]) -> Around:
    made = _made(paper, shop, edits)
    slugs = {edit.name for edit in edits}
    decided = _on(base, slugs) | _on(made, slugs)
    was, now = _costs(base), _costs(made)
    others = [page for page in was if page not in decided]
    before, after = sum(was[page] for page in others), sum(now[page] for page in others)
    return Around(len(slugs), len(made.refused), len(others), before, after)


def _costs(made: Newspaper) -> Mapping[int, int]:
    return {page: cost for one in made.plan.sections for page, cost in one.costs.items()}


def _on(made: Newspaper, slugs: set[str]) -> set[int]:
    return {
        page.number
        for page in made.document.pages
        for fragment in page.fragments
        if fragment.story in slugs
    }


def drawn(made: Newspaper, count: int, dice: random.Random) -> list[Edit]:
    """Decisions about so many stories; two do not lead one page."""
    begun = {slug: page for slug, page in made.plan.page_of.items() if _is_story(made, slug)}
    sections = [sorted(one.costs) for one in made.plan.sections]
    pages = {page: tuple(section) for section in sections for page in section}
    edits: list[Edit] = []
    led: set[int] = set()
    for slug in dice.sample(sorted(begun), count):
        page = begun[slug]
        others = [other for other in pages[page] if other != page] or [page]
        wanted = dice.choice(("page", "lead", "columns", "deck"))
        if wanted == "lead" and page not in led:
            led.add(page)
            edits += [Edit("story", slug, "page", page), Edit("story", slug, "lead", True)]
        elif wanted == "columns":
            edits.append(Edit("story", slug, "columns", dice.randint(2, 4)))
        elif wanted == "deck":
            edits.append(Edit("story", slug, "deck", False))
        else:
            edits.append(Edit("story", slug, "page", dice.choice(others)))
    return edits


def _is_story(made: Newspaper, slug: str) -> bool:
    return any(article.story.slug == slug for article in made.copy.articles)


def main() -> int:
    """Prints a line for each."""
    within = 0
    with tempfile.TemporaryDirectory() as folder:
        found = figures(Path(folder), "--fresh" in sys.argv[1:])
    print("decisions  refused  pages  cost before  after  dearer")
    for one in found:
        within += one.dearer <= AIM
        print(
            f"{one.decisions:9}  {one.refused:7}  {one.pages:5}  {one.before:11,}  "
            f"{one.after:5,}  {one.dearer:5.1f} %"
        )
    print(f"{within} of {len(found)} at most {AIM} % dearer")
    return 0


if __name__ == "__main__":
    sys.exit(main())
