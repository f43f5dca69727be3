"""The JSON Schemas of what commands print with --json, by the name of the command.

Those of `place` and `simulate` stand with what they describe (`slots.interchange.placement_schema`,
`layout.simulation.result_schema`); docs/explain.md says what the keys of `explain` mean,
docs/edition.md those of an edition.
"""

from __future__ import annotations

from collections.abc import Callable

from layout.imports.publication.outcome import Fate
from slots.interchange.placement_schema import change_schema
from slots.interchange.report_schema import (
    COUNT,
    NUMBER,
    SHARE,
    TEXT,
    TEXTS,
    Schema,
    known,
    lists,
    maybe,
    objects,
    pair,
    report_schema,
)
from slots.reasons.outcome import How

_WHOLE: Schema = {"type": "integer"}
_LEGS = {"legs": COUNT, "short": COUNT, "widows": COUNT, "orphans": COUNT}
_PROVEN = {
    "objective": {**_WHOLE, "description": "what it is worth; in print what it costs"},
    "bound": {**_WHOLE, "description": "what none exceeds; equal to the objective: proven best"},
}
_RELAXED = objects(
    {
        **{"slot": TEXT, "step": COUNT, "rule": TEXT, "asked": TEXT, "instead": TEXT},
        "ads": {**TEXTS, "description": "what it gave way for: all others keep the rule"},
    }
)


def _print() -> Schema:
    story = objects(
        {
            "files": {**TEXTS, "description": "what was written"},
            "pages": COUNT,
            "words": COUNT,
            "lines": COUNT,
            "boxes": COUNT,
            **_PROVEN,
            "method": {"enum": ["direct", "cp-sat", "greedy"]},
            "white": {**SHARE, "description": "the part of the pages' cells left empty"},
            **_LEGS,
        }
    )
    title = "newsgrid print: a story, or an edition"
    return report_schema("print", title, (story, _edition()))


def _edition() -> Schema:
    return objects(
        {
            "files": {**TEXTS, "description": "what was written; none where --strict refused it"},
            "pages": COUNT,
            "closed": {**lists(COUNT), "description": "pages that are printed as they were closed"},
            "stories": COUNT,
            "held": {**TEXTS, "description": "stories without a page"},
            "jumps": COUNT,
            "jumped": lists(objects({"id": TEXT, "from": COUNT, "to": COUNT})),
            "ads": COUNT,
            "unplaced": {**TEXTS, "description": "ads without a place"},
            "moved": {**TEXTS, "description": "ads that stand elsewhere than last time"},
            "new_ads": TEXTS,
            "moved_stories": lists(objects({"id": TEXT, "before": COUNT, "after": COUNT})),
            "ranked": lists(objects({"id": TEXT, "rank": COUNT, "why": TEXT})),
            "shortened": {
                **lists(
                    objects(
                        {
                            "id": TEXT,
                            "paragraphs": COUNT,
                            "words": COUNT,
                            "of": {**COUNT, "description": "words of all of its body"},
                            "page": {**COUNT, "description": "the one it ends on"},
                            "why": TEXT,
                        }
                    )
                ),
                "description": "stories without their last paragraphs",
            },
            "refused": {
                **lists({"anyOf": [_refused(), _refused_ad()]}),
                "description": "decisions of pages.toml that could not be kept",
            },
            "left_out": lists(objects({"id": TEXT, "pictures": TEXTS, "of": COUNT})),
            "house_ads": lists(objects({"page": COUNT, "ads": COUNT})),
            "promos": {
                **lists(objects({"id": TEXT, "page": COUNT})),
                "description": "stories that page one promotes, from the left",
            },
            "fillers": COUNT,
            "filler_cells": COUNT,
            "pictures": COUNT,
            "words": COUNT,
            "makeup": objects({"cost": _WHOLE, "bound": _WHOLE}),
            "stacking": objects({"objective": _WHOLE, "bound": _WHOLE, "gap": SHARE}),
            "white": {**SHARE, "description": "the part of the news hole that nothing takes"},
            **_LEGS,
            "counted": _counted(),
            "due": {
                **lists(
                    objects(
                        {
                            "page": COUNT,
                            "section": TEXT,
                            "deadline": maybe(TEXT),
                            "state": {"enum": ["closed", "closing", "waiting", "later", "none"]},
                            "waits": {**lists(COUNT), "description": "pages that keep it open"},
                        }
                    )
                ),
                "description": "with --due: all pages, and what becomes of them at that time",
            },
            "old_plan": maybe(TEXT),
            "stages": {
                "type": "object",
                "additionalProperties": objects({"wall": SHARE, "cpu": SHARE}),
                "description": "seconds of each stage: on the wall, and of the processor",
            },
        },
        optional=("due",),
    )


def _refused() -> Schema:
    """A decision that is given up."""
    wish = {"story": TEXT, "decision": TEXT}
    together = {
        **lists(objects(wish)),
        "description": "a smallest set of decisions that do not go together, itself among them",
    }
    cost = {**_WHOLE, "description": "points of the page's stories where this one is given up"}
    return objects(
        {
            **wish,
            "page": maybe(COUNT),
            "together": together,
            "ads": {**TEXTS, "description": "the ads that keep the story away"},
            "changes": lists(objects({**wish, "cost": cost})),
            "others": {
                "type": "array",
                "items": COUNT,
                "description": "values it could have instead; sizes of headlines in millipoints",
            },
        }
    )


def _refused_ad() -> Schema:
    """A decision about an ad, or about a page without ads, that is given up."""
    wish = {"ad": maybe(TEXT), "decision": TEXT, "page": maybe(COUNT)}
    rule = objects({"ad": maybe(TEXT), "rule": TEXT})
    return objects(
        {
            **wish,
            "together": {**lists(objects(wish)), "description": "a smallest set, itself among it"},
            "ads": {**TEXTS, "description": "other ads that would have no place"},
            "rules": {**lists(rule), "description": "rules of bookings without which it would go"},
        }
    )


def _counted() -> Schema:
    """Art direction in figures."""
    element = {
        "kind": {**TEXT, "description": "picture, or the kind of a box"},
        "columns": COUNT,
        "area": {**COUNT, "description": "in square millimetres"},
    }
    grey = {
        "windows": {**COUNT, "description": "bills that lie apart and touch body text alone"},
        "standing": {**COUNT, "description": "the same, upright"},
        "share": {**SHARE, "description": "the part of a bill's places on which it does"},
    }
    legs = objects({"legs": COUNT, "briefs": COUNT, "shallow": COUNT, "deep": COUNT})
    heads = {"heads": COUNT, "climb": COUNT, "tombstones": COUNT}
    page = {
        "page": COUNT,
        "section": TEXT,
        "space": {**COUNT, "description": "editorial space in square millimetres"},
        "pictures": objects(
            {
                "columns": {**lists(COUNT), "description": "that each picture is wide"},
                "share": SHARE,
                "alike": COUNT,
                "largest": maybe(objects(element)),
                "next": maybe(objects(element)),
                "dominance": {**maybe(NUMBER), "description": "the largest over the next"},
                "dominant": {"type": "boolean"},
            }
        ),
        "grey": objects(grey),
        "legs": legs,
        "heads": objects({**heads, "leads": {"type": "boolean"}}),
    }
    counted = {
        "pictures": objects(
            {
                **dict.fromkeys(("pictures", "one_column", "pages", "led", "alike"), COUNT),
                "share": {**SHARE, "description": "of editorial space"},
                "of_paper": SHARE,
            }
        ),
        "grey": objects(grey),
        "legs": legs,
        "heads": objects({**heads, "without_lead": COUNT}),
        "house_ads": objects(dict.fromkeys(_HOUSE_ADS, COUNT)),
        "lines": objects(
            {**dict.fromkeys(_LINES, COUNT), "wide_share": SHARE, "gaping_share": SHARE}
        ),
        "pages": lists(objects(page)),
    }
    return {**objects(counted), "description": "art direction in figures: docs/edition.md"}


_HOUSE_ADS = ("house_ads", "page_one", "openers", "top_right", "narrow", "again")
_LINES = ("justified", "wide", "gaping", "last_lines", "short", "ladders", "longest")


def _stack() -> Schema:
    cells = {"columns": pair(COUNT), "rows": pair(COUNT)}
    place = objects({"page": COUNT, **cells})
    ad = {"id": TEXT, "advertiser": TEXT, "category": TEXT, "size": TEXT, **cells, "notes": TEXTS}
    page = {
        "page": COUNT,
        "section": TEXT,
        "side": {"enum": ["left", "right"]},
        "colour": {"type": "boolean"},
        "first_row": COUNT,
        "share": {**SHARE, "description": "the part that ads should take"},
        "most": {**SHARE, "description": "the part that they may take"},
        "fill": {**SHARE, "description": "the part that they take"},
        "ads": lists(objects(ad)),
    }
    unplaced = {
        "id": TEXT,
        "advertiser": TEXT,
        "size": TEXT,
        "rules": lists(objects({"rule": TEXT, "requires": TEXT})),
        "why": TEXT,
        "hint": TEXT,
        "bookings": {**TEXTS, "description": "ads in its way, 100 at most"},
        "minimal": {"type": "boolean", "description": "whether fewer reasons would let it in"},
    }
    move = {"id": TEXT, "before": maybe(place), "after": maybe(place), "why": TEXT}
    report = {
        "pages": lists(objects(page)),
        **_PROVEN,
        "gap": {**SHARE, "description": "how far from the best it can be at most"},
        "fill": SHARE,
        "booked": COUNT,
        "placed": COUNT,
        "unplaced": lists(objects(unplaced)),
        "wishes_missed": lists(objects({"id": TEXT, "page": COUNT, "wish": TEXT})),
        "moves": lists(objects(move)),
        "new_ads": TEXTS,
        "refused": {
            **lists(_refused_ad()),
            "description": "decisions about ads that could not be kept",
        },
        "proof": maybe(TEXT),
    }
    return report_schema("stack", "newsgrid stack: the ads of an edition", (objects(report),))


def _web() -> Schema:
    point = {
        "widths": pair(COUNT),
        "placed": COUNT,
        "asked": COUNT,
        **_PROVEN,
        "density": SHARE,
        "lighthouse": SHARE,
        "relaxed": lists(_RELAXED),
    }
    points = {"type": "object", "additionalProperties": objects(point)}
    report = objects({"files": TEXTS, "bytes": COUNT, "breakpoints": points})
    return report_schema("web", "newsgrid web: a story's web page", (report,))


def _site() -> Schema:
    report = {
        "folder": TEXT,
        "stories": COUNT,
        "made": {**COUNT, "description": "stories whose pages were made anew"},
        "written": TEXTS,
        "unchanged": COUNT,
        "removed": TEXTS,
        "files": COUNT,
    }
    return report_schema("site", "newsgrid site: a publication's web site", (objects(report),))


def _epaper() -> Schema:
    report = {
        "folder": TEXT,
        "pages": COUNT,
        "closed": {**lists(COUNT), "description": "pages that are one zone, as they were closed"},
        "stories": COUNT,
        "zones": COUNT,
        "words": {**COUNT, "description": "of all zones; each is in one of them"},
        "files": COUNT,
        "bytes": COUNT,
        "written": {**TEXTS, "description": "what was written; none where --strict refused it"},
        "unchanged": COUNT,
        "removed": TEXTS,
    }
    return report_schema("epaper", "newsgrid epaper: an edition to read", (objects(report),))


def _explain() -> Schema:
    gap = {"type": ["string", "null"], "description": "by the block below it; null: the end"}
    refusal = {
        "candidate": gap,
        "rule": TEXT,
        "required": TEXT,
        "actual": TEXT,
        "against": maybe(TEXT),
    }
    slot = {
        "id": TEXT,
        "slot": {**TEXT, "description": "the slot of the rules; empty for a picture"},
        "placed": {"type": "boolean"},
        "where": TEXT,
        "why": TEXT,
        "place": {"anyOf": [*map(known, ("nowhere", "on_screen", "on_paper"))]},
        "bound": lists(known("miss")),
        "changes": lists(known("change")),
        "refusals": lists(known("refusal")),
    }
    miss = {
        "region": TEXT,
        "how": {"enum": [each.value for each in How]},
        "refusals": lists(known("refusal")),
        "also": lists(known("refusal")),
    }
    around = {
        "optimal": {"type": "boolean"},
        "gaps": lists(objects({"candidate": gap, "text": TEXT})),
        "slots": lists(known("slot")),
    }
    screen = {"name": TEXT, "widths": pair(COUNT), "screen": COUNT, **_PROVEN, **around}
    screen |= {"density": SHARE, "lighthouse": SHARE, "relaxed": lists(_RELAXED)}
    paper = {"name": {"const": "print"}, "pages": COUNT, **_PROVEN, **around, "method": TEXT}
    defs = {
        "slot": objects(slot),
        "refusal": objects(refusal),
        "miss": {**objects(miss), "description": "which rules kept it out of a region"},
        "change": change_schema(),
        "nowhere": objects({}),
        "on_screen": _on_screen(),
        "on_paper": _on_paper(),
    }
    views = lists({"anyOf": [objects(screen), objects(paper)]})
    report = objects({"story": TEXT, "views": views})
    return report_schema("explain", "newsgrid explain: what stands where, and why", (report,), defs)


def _on_screen() -> Schema:
    place = {
        "region": TEXT,
        "size": {**pair(COUNT), "description": "width and height in px"},
        "before": {"type": ["string", "null"]},
        "top": _WHOLE,
        "run": {**COUNT, "description": "px for which it stays in view"},
    }
    return objects(place, optional=("before", "top", "run"))


def _on_paper() -> Schema:
    mm = ("x_mm", "y_mm", "width_mm", "height_mm")
    return objects({"page": COUNT, "columns": pair(COUNT), **dict.fromkeys(mm, NUMBER)})


def _check() -> Schema:
    report = objects({"checked": {**TEXTS, "description": "the files that were looked at"}})
    return report_schema("check", "newsgrid check: every problem", (report,))


def _new() -> Schema:
    report = objects({"folder": TEXT, "files": TEXTS})
    return report_schema("new", "newsgrid new: a publication to start from", (report,))


def _import() -> Schema:
    fates = [fate.value for fate in Fate]
    counts = dict.fromkeys((*fates, "items", "words", "pictures", "left_out_words", "findings"))
    source = {"source": TEXT, "format": TEXT, **dict.fromkeys(counts, COUNT)}
    left = {
        "what": {**TEXT, "description": "what the words were: a comment, a menu"},
        "text": TEXT,
        "file": maybe(TEXT),
        "line": maybe(COUNT),
    }
    story = {
        "key": {**TEXT, "description": "what names the item for good"},
        "version": TEXT,
        "fate": {"enum": fates, "description": "what became of it"},
        "file": {**maybe(TEXT), "description": "its story, from the publication's folder"},
        "words": COUNT,
        "pictures": COUNT,
        "left_out": lists(objects(left)),
    }
    report = {
        "publication": TEXT,
        "begun": {"type": "boolean", "description": "whether the publication is a new one"},
        "dry_run": {"type": "boolean"},
        "sources": lists(objects(source)),
        "stories": lists(objects(story)),
        "files": {**TEXTS, "description": "what was written, or would be"},
    }
    return report_schema("import", "newsgrid import: stories of others", (objects(report),))


def _preflight() -> Schema:
    mm = ("x_mm", "y_mm", "width_mm", "depth_mm")
    place = {**objects(dict.fromkeys(mm, NUMBER)), "description": "from left and top of the trim"}
    broken = {
        "rule": {**TEXT, "description": "its id: docs/preflight.md"},
        "severity": {"enum": ["error", "warning", "info"]},
        "found": TEXT,
        "page": {**maybe(COUNT), "description": "null: of the file as a whole"},
        "places": {**lists(place), "description": "20 at most"},
        "times": COUNT,
        "remedy": TEXT,
    }
    file = {
        "file": TEXT,
        "pages": COUNT,
        "accepted": {"type": "boolean", "description": "whether it breaks no rule as an error"},
        "broken": lists(objects(broken)),
    }
    report = {"profile": TEXT, "title": TEXT, "files": lists(objects(file)), "proof": maybe(TEXT)}
    title = "newsgrid preflight: whether PDF files can be printed"
    return report_schema("preflight", title, (objects(report),))


def _preview() -> Schema:
    report = objects({"url": TEXT, "folder": TEXT, "story": maybe(TEXT)})
    return report_schema("preview", "newsgrid preview: one line, once the desk answers", (report,))


def _idml() -> Schema:
    written = {
        "files": {**TEXTS, "description": "what was written; none where --strict refused it"},
        "pages": COUNT,
        "threads": {**COUNT, "description": "texts, each in one frame or several"},
        "frames": {**COUNT, "description": "frames of text, those on masters included"},
        "graphics": COUNT,
        "links": {**TEXTS, "description": "the files that graphics are linked to"},
        "masters": TEXTS,
        "styles": {**COUNT, "description": "paragraph and character styles"},
        "fonts": TEXTS,
    }
    region = {
        "name": TEXT,
        "takes": {"enum": ["lead", "second", "story", "picture", "briefs", "index", "none"]},
        "columns": {**pair(COUNT), "description": "its first and its last column"},
        "row": {**COUNT, "description": "the row it begins in; row 1 is where stories begin"},
        "rows": COUNT,
        "off_mm": {**NUMBER, "description": "how far its edges are from those drawn, at most"},
        "why": {**maybe(TEXT), "description": "why it takes nothing, where it was meant to"},
    }
    dummy = {
        "files": TEXTS,
        "page": {**TEXT, "description": "the page that was read, by its name"},
        "frames": {**COUNT, "description": "frames that regions were made of"},
        "regions": lists(objects(region)),
    }
    title = "newsgrid idml: an edition for InDesign, or a dummy from it"
    return report_schema("idml", title, (objects(written), objects(dummy)))


_REPORTS: dict[str, Callable[[], Schema]] = {
    "preview": _preview,
    "print": _print,
    "stack": _stack,
    "web": _web,
    "site": _site,
    "epaper": _epaper,
    "explain": _explain,
    "check": _check,
    "new": _new,
    "import": _import,
    "idml": _idml,
    "preflight": _preflight,
}


def json_schema(command: str) -> Schema:
    """The schema of a command's report."""
    return _REPORTS[command]()
