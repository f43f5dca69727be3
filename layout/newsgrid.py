"""newsgrid from Python: the names that programs may rely on, each loaded when it is asked for.

They are the functions that the command line and the desk use, from the rooms they stand in; what is
named here keeps its name, its parameters and the attributes that docs/python.md shows until the
next major version. Everything else in `layout` and `slots` may change with any version.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from layout.edition.ads_ahead import stacked as stacked
    from layout.edition.again.again import Wanted as Wanted
    from layout.edition.again.again import again_of as again_of
    from layout.edition.again.earlier import earlier_plan as earlier_plan
    from layout.edition.closed.closing import closing_of as closing_of
    from layout.edition.make_edition import Order as Order
    from layout.edition.make_edition import make_newspaper as make_newspaper
    from layout.edition.moved.swap_pages import swap_of as swap_of
    from layout.edition.moved.trial import try_decisions as try_decisions
    from layout.edition.moved.trial import try_late_ads as try_late_ads
    from layout.edition.print_edition import edition_pdf as edition_pdf
    from layout.edition.print_edition import keep_edition as keep_edition
    from layout.edition.print_edition import page_pdf as page_pdf
    from layout.edition.print_edition import print_edition as print_edition
    from layout.edition.single.print_story import make_print_edition as make_print_edition
    from layout.edition.workshop import workshop_in as workshop_in
    from layout.press.pdf import write_pdf as write_pdf
    from layout.publication.all_stories import shelf_of as shelf_of
    from layout.publication.all_stories import taken as taken
    from layout.publication.closed_pages import keep_closed as keep_closed
    from layout.publication.closed_pages import read_closed as read_closed
    from layout.publication.decisions.pages_toml import read_decisions as read_decisions
    from layout.publication.decisions.write_decisions import Edit as Edit
    from layout.publication.decisions.write_decisions import with_edits as with_edits
    from layout.publication.material import gather as gather
    from layout.publication.settings.print_grid import Choice as Choice
    from layout.simulation.measured.counts import read_counts as read_counts
    from layout.simulation.measured.proposed import proposed as proposed
    from layout.simulation.simulate import RulesToTry as RulesToTry
    from layout.simulation.simulate import simulate as simulate
    from layout.site.lone_page import explain_page as explain_page
    from layout.site.lone_page import make_page as make_page
    from layout.site.make_site import make_site as make_site
    from layout.site.make_site import write_made as write_made
    from layout.web.plan.page_outcomes import scene_of as scene_of
    from layout.work.terminal.output import write_file as write_file
    from layout.work.terminal.output import write_folder as write_folder
    from slots.finding import BadInput as BadInput
    from slots.finding import Finding as Finding
    from slots.finding import Severity as Severity
    from slots.interchange.place_strip import place_strip as place_strip
    from slots.interchange.strip_file import load_strip as load_strip
    from slots.interchange.strip_file import read_strip as read_strip
    from slots.reasons.why_it_stands_or_not import changes as changes
    from slots.reasons.why_it_stands_or_not import reason as reason
    from slots.rulebook.load import default_rules as default_rules
    from slots.rulebook.load import load_rules as load_rules

_HOMES = {
    "BadInput": "slots.finding",
    "Choice": "layout.publication.settings.print_grid",
    "Edit": "layout.publication.decisions.write_decisions",
    "Finding": "slots.finding",
    "Order": "layout.edition.make_edition",
    "RulesToTry": "layout.simulation.simulate",
    "Severity": "slots.finding",
    "Wanted": "layout.edition.again.again",
    "again_of": "layout.edition.again.again",
    "changes": "slots.reasons.why_it_stands_or_not",
    "closing_of": "layout.edition.closed.closing",
    "default_rules": "slots.rulebook.load",
    "earlier_plan": "layout.edition.again.earlier",
    "edition_pdf": "layout.edition.print_edition",
    "explain_page": "layout.site.lone_page",
    "gather": "layout.publication.material",
    "keep_closed": "layout.publication.closed_pages",
    "keep_edition": "layout.edition.print_edition",
    "load_rules": "slots.rulebook.load",
    "load_strip": "slots.interchange.strip_file",
    "make_newspaper": "layout.edition.make_edition",
    "make_page": "layout.site.lone_page",
    "make_print_edition": "layout.edition.single.print_story",
    "make_site": "layout.site.make_site",
    "page_pdf": "layout.edition.print_edition",
    "place_strip": "slots.interchange.place_strip",
    "print_edition": "layout.edition.print_edition",
    "proposed": "layout.simulation.measured.proposed",
    "read_closed": "layout.publication.closed_pages",
    "read_counts": "layout.simulation.measured.counts",
    "read_decisions": "layout.publication.decisions.pages_toml",
    "read_strip": "slots.interchange.strip_file",
    "reason": "slots.reasons.why_it_stands_or_not",
    "scene_of": "layout.web.plan.page_outcomes",
    "shelf_of": "layout.publication.all_stories",
    "simulate": "layout.simulation.simulate",
    "stacked": "layout.edition.ads_ahead",
    "swap_of": "layout.edition.moved.swap_pages",
    "taken": "layout.publication.all_stories",
    "try_decisions": "layout.edition.moved.trial",
    "try_late_ads": "layout.edition.moved.trial",
    "with_edits": "layout.publication.decisions.write_decisions",
    "workshop_in": "layout.edition.workshop",
    "write_file": "layout.work.terminal.output",
    "write_folder": "layout.work.terminal.output",
    "write_made": "layout.site.make_site",
    "write_pdf": "layout.press.pdf",
}
"""The module of each name."""

__all__ = sorted(_HOMES)


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(_HOMES[name]), name)
    return found


def __dir__() -> list[str]:
    return [*globals(), *__all__]
