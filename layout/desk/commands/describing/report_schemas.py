"""The JSON Schemas of what commands print with --json, by the name of the command.

Those of `place` and `simulate` stand with what they describe (`slots.interchange.placement_schema`,
`layout.simulation.result_schema`), that of an edition beside this, in `edition_schema`;
docs/explain.md says what the keys of `explain` mean.
"""

from __future__ import annotations

from collections.abc import Callable

from layout.desk.commands.describing.edition_schema import (
    LEGS,
    WHOLE,
    edition_schema,
    refused_ad_schema,
)
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

_PROVEN = {
    "objective": {**WHOLE, "description": "what it is worth; in print what it costs"},
    "bound": {**WHOLE, "description": "what none exceeds; equal to the objective: proven best"},
}
_ANY: Schema = {"description": "a value of pages.toml"}
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
            **LEGS,
        }
    )
    title = "newsgrid print: a story, or an edition"
    return report_schema("print", title, (story, edition_schema()))


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
            **lists(refused_ad_schema()),
            "description": "decisions about ads that could not be kept",
        },
        "proof": maybe(TEXT),
    }
    return report_schema("stack", "newsgrid stack: the ads of an edition", (objects(report),))


_CHANGE = {"table": TEXT, "name": TEXT, "key": TEXT, "before": _ANY, "after": _ANY}
_DECIDED = {
    "files": {**TEXTS, "description": "what was written; none with --dry-run"},
    "changes": {
        **lists(objects(_CHANGE)),
        "description": "what pages.toml says otherwise, null for nothing",
    },
}


def _again() -> Schema:
    report = {
        "editions": {**TEXTS, "description": "the dates of those that are kept"},
        "stood": {**TEXTS, "description": "what stood in one, with --list"},
        **_DECIDED,
    }
    title = "newsgrid again: something of an earlier edition"
    return report_schema("again", title, (objects(report),))


def _swap() -> Schema:
    mirrored = {"type": "boolean", "description": "whether what stood outside stands outside now"}
    report = {"pages": pair(COUNT), "mirrored": mirrored, **_DECIDED}
    return report_schema("swap", "newsgrid swap: two pages change places", (objects(report),))


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
        "top": WHOLE,
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


def _serve() -> Schema:
    report = objects({"url": TEXT, "rules": TEXT, "keys": COUNT})
    return report_schema("serve", "newsgrid serve: one line, once it answers", (report,))


def _measured() -> Schema:
    points = {"best": COUNT, "low": maybe(COUNT), "high": maybe(COUNT)}
    percent = objects({"best": NUMBER, "low": NUMBER, "high": NUMBER})
    slot = {
        "slot": TEXT,
        "breakpoint": {**maybe(TEXT), "description": "null: all together"},
        "by": {"enum": ["revenue", "viewable"], "description": "what was counted"},
        "lines": COUNT,
        "views": COUNT,
        "value": {**objects(points), "description": "of a thousand views; null: nothing tells"},
        "decay": {**maybe(percent), "description": "per cent a screen; null: all of one depth"},
        "value_now": {**COUNT, "description": "as the rules say"},
        "decay_now": NUMBER,
        "new_value": {**maybe(COUNT), "description": "null: what the rules say is within"},
        "new_decay": maybe(NUMBER),
    }
    change = objects({"path": TEXTS, "value": {"type": ["integer", "string"]}})
    report = {
        "rules": TEXT,
        "scale": {**COUNT, "description": "points to one of the currency"},
        "slots": lists(objects(slot)),
        "changes": {**lists(change), "description": "what is to be set in slots.toml"},
        "output": maybe(TEXT),
    }
    title = "newsgrid measured: what slots are worth by what was counted"
    return report_schema("measured", title, (objects(report),))


def _measure_theme() -> Schema:
    share = {
        "blocks": COUNT,
        "within_px": {**COUNT, "description": "those predicted within one px"},
        "within_line": {**COUNT, "description": "those predicted within a line of theirs"},
        "drift": {"type": "number", "description": "px by which all are predicted too high"},
    }
    page = {
        "page": TEXT,
        "copy": {**TEXT, "description": "the element that was taken for the post"},
        "blocks": COUNT,
    }
    report = {
        "file": {**TEXT, "description": "the metrics, as newsgrid serve --metrics reads them"},
        "pages": lists(objects(page)),
        "fonts": {
            "type": "object",
            "additionalProperties": TEXT,
            "description": "by role, as seen from the metrics",
        },
        "screens": lists(objects({"viewport": lists(COUNT), **share})),
        "roles": {"type": "object", "additionalProperties": objects(share)},
        "untold": {**COUNT, "description": "blocks whose height nothing tells"},
    }
    title = "newsgrid measure-theme: another site's theme"
    return report_schema("measure-theme", title, (objects(report),))


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
    "serve": _serve,
    "measure-theme": _measure_theme,
    "print": _print,
    "stack": _stack,
    "swap": _swap,
    "again": _again,
    "web": _web,
    "site": _site,
    "epaper": _epaper,
    "explain": _explain,
    "check": _check,
    "new": _new,
    "import": _import,
    "idml": _idml,
    "measured": _measured,
    "preflight": _preflight,
}


def json_schema(command: str) -> Schema:
    """The schema of a command's report."""
    return _REPORTS[command]()
