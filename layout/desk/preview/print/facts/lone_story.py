"""Facts of a story that is printed alone, and of what stands beside it."""

from __future__ import annotations

from pathlib import Path

from layout.desk.preview.print.facts.known import Facts
from layout.desk.preview.print.make.made_edition import Heard, Made
from layout.desk.reports.explain.on_paper import print_view
from layout.edition.single.print_story import words_in
from layout.publication.material import Material, gather
from layout.story.run import text_of
from layout.work.terminal.report import counted
from slots.finding import BadInput


def lone_facts(made: Made, kind: str, name: str) -> Facts | None:
    """The facts of the story, or of an ad, a box or a picture beside it by its id."""
    if made.lone is None or made.material is None:
        return None
    material = _ruled(made.material)
    story, view = made.material.story, print_view(material, made.lone) if material else None
    standings = view.standings if view else ()
    if kind == "story" and name == story.slug:
        legs = [leg for page in made.document.pages for leg in page.legs if leg.filled]
        facts = (
            ("pages", str(len(made.document.pages))),
            ("words", f"{words_in(story):,}"),
            ("legs", ", ".join(f"{leg.filled}/{leg.rows}" for leg in legs)),
            ("section", story.section),
            ("tags", ", ".join(story.tags)),
        )
        beside = [f"{one.id}: {one.where}." for one in standings]
        return Facts(
            text_of(story.headline),
            facts,
            (view.verdict if view else "", *beside),
            story.source or None,
        )
    found = next((one for one in standings if one.id == name), None)
    if found is None or kind == "story":
        return None
    place = (("where", found.where), ("slot", found.slot))
    refused = f"It was refused {counted(len(found.refusals), 'time')}." if found.refusals else ""
    return Facts(name, place, (f"{found.why[:1].upper()}{found.why[1:]}.", refused), story.source)


def _ruled(material: Material) -> Material | None:
    """The story with the rules by which things stand beside it: they are not read where nothing is
    placed by them. None where they cannot be used just now."""
    if material.rulebook is not None:
        return material
    try:
        return gather(Path(material.story.source), Heard(lambda *_: None))
    except (BadInput, OSError):
        return None
