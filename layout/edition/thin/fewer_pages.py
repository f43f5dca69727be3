"""How many pages would hold an edition: whole sheets taken from sections that have pages to spare.

Only what can be printed is offered: ads that are bound to a page keep it, in the same section.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from layout.edition.thin.section_space import SectionSpace
from layout.makeup.edition.all_pages import EditionTask
from layout.publication.settings.print_sections import SHEET
from layout.story.publication import PrintPlan
from slots.book.booking import Booking


def fewer_pages(
    spaces: Sequence[SectionSpace], task: EditionTask, plan: PrintPlan
) -> Mapping[str, int]:
    """The pages of each section, by its name, in the smallest edition of whole sheets that holds
    all copy and all ads; empty where that is no smaller than the edition is."""
    spare = sum(space.count - space.enough for space in spaces)
    for less in range(spare // SHEET * SHEET, 0, -SHEET):
        counts = _without(spaces, less)
        if sum(counts.values()) >= SHEET and _ads_stay(counts, task, plan):
            return counts
    return {}


def _without(spaces: Sequence[SectionSpace], less: int) -> dict[str, int]:
    """The pages of each section without so many in all: a page at a time, each from the section of
    whose pages house ads then take the most."""
    counts = {space.name: space.count for space in spaces}
    left = {space.name: space.filled for space in spaces}
    most = {space.name: max(page.cells for page in space.pages) for space in spaces}
    for _ in range(less):
        able = [space.name for space in spaces if counts[space.name] > space.enough]
        name = max(able, key=lambda each: left[each] * 100 // (counts[each] * most[each]))
        counts[name] -= 1
        left[name] -= most[name]
    return counts


def _ads_stay(counts: Mapping[str, int], task: EditionTask, plan: PrintPlan) -> bool:
    """Whether each ad that is bound to its page would find that page in the same section."""
    sections = {page.number: page.section for page in task.pages}
    numbered = [name for name, count in counts.items() for _ in range(count)]
    bound = {ad.id for ad in task.book if _bound(ad, plan)} | {*task.decisions.ads}
    forward = {ad.id for ad in task.book if ad.far_forward}
    return all(
        place.page <= len(numbered)
        and numbered[place.page - 1] == sections[place.page]
        and (place.id not in forward or place.page * 2 <= len(numbered))
        for place in task.ads.places
        if place.id in bound
    )


def _bound(ad: Booking, plan: PrintPlan) -> bool:
    colour = ad.colour and bool(plan.colour)
    named = ad.lock is not None or ad.pages.text != "any"
    return named or colour or ad.double_truck or ad.far_forward


def keys_of(counts: Mapping[str, int], spaces: Iterable[SectionSpace], plan: PrintPlan) -> str:
    """What to write in newsgrid.toml for these pages: `pages = 20 under [print], pages = 6 in the
    section "News"`."""
    openly = [section.name for section in plan.sections if section.pages is None]
    takes_rest = openly[0] if openly else ""
    said = []
    total = sum(counts.values())
    if plan.pages or openly or not plan.sections:
        said.append(f"pages = {total} under [print]")
    said += [
        f'pages = {counts[space.name]} in the section "{space.name}"'
        for space in spaces
        if space.name and counts[space.name] != space.count and space.name != takes_rest
    ]
    gone = [str(number) for number in plan.colour if number > total]
    if gone:
        said.append(f"without {', '.join(gone)} in colour")
    return ", ".join(said)
