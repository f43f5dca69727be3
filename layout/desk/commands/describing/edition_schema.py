"""The JSON Schema of what newsgrid print says of an edition, and what other reports have of it;
docs/edition.md says what its keys mean.
"""

from __future__ import annotations

from slots.interchange.report_schema import (
    COUNT,
    NUMBER,
    SHARE,
    TEXT,
    TEXTS,
    Schema,
    lists,
    maybe,
    objects,
)

WHOLE: Schema = {"type": "integer"}
LEGS = {"legs": COUNT, "short": COUNT, "widows": COUNT, "orphans": COUNT}


def edition_schema() -> Schema:
    """What newsgrid print says of an edition."""
    shortened = {
        "id": TEXT,
        "paragraphs": COUNT,
        "words": COUNT,
        "of": {**COUNT, "description": "words of all of its body"},
        "page": {**COUNT, "description": "the one it ends on"},
        "why": TEXT,
    }
    due = {
        "page": COUNT,
        "section": TEXT,
        "deadline": maybe(TEXT),
        "state": {
            "enum": ["closed", "closing", "waiting", "refused", "later", "none"],
            "description": "closing: it closes, or with --dry-run would close",
        },
        "waits": {**lists(COUNT), "description": "pages that keep it open"},
    }
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
                **lists(objects(shortened)),
                "description": "stories without their last paragraphs",
            },
            "refused": {
                **lists({"anyOf": [_refused(), refused_ad_schema()]}),
                "description": "decisions of pages.toml that could not be kept",
            },
            "unmet": {
                **lists(_unmet()),
                "description": "preferences (rather) of pages.toml that are not met",
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
            "makeup": objects({"cost": WHOLE, "bound": WHOLE}),
            "stacking": objects({"objective": WHOLE, "bound": WHOLE, "gap": SHARE}),
            "white": {**SHARE, "description": "the part of the news hole that nothing takes"},
            **LEGS,
            "counted": _counted(),
            "would": _moves(),
            "due": {
                **lists(objects(due)),
                "description": "with --due: all pages, and what becomes of them at that time",
            },
            "old_plan": maybe(TEXT),
            "stages": {
                "type": "object",
                "additionalProperties": objects({"wall": SHARE, "cpu": SHARE}),
                "description": "seconds of each stage: on the wall, and of the processor",
            },
        },
        optional=("due", "would", "counted", "old_plan"),
    )


def _refused() -> Schema:
    """A decision that is given up."""
    other = {**maybe(TEXT), "description": "the story with which it is to have company"}
    wish = {"story": TEXT, "decision": TEXT, "other": other}
    together = {
        **lists(objects(wish)),
        "description": "a smallest set of decisions that do not go together, itself among them",
    }
    fact = {
        "fact": {
            **TEXT,
            "description": "length, headline, rank, matter, sheet, room, most, index, section, "
            "edition, booking: docs/decisions.md",
        },
        "of": {**maybe(TEXT), "description": "the story, section, ad or key it is about"},
        "page": maybe(COUNT),
        "numbers": {**lists(COUNT), "description": "what there is: words, rows, pages"},
        "tag": {**maybe(TEXT), "description": "what the ad must not stand near"},
    }
    change = {
        "story": maybe(TEXT),
        "decision": maybe(TEXT),
        "ad": {**maybe(TEXT), "description": "the ad that is not on the page, if it is one"},
        "value": {**maybe(COUNT), "description": "another value; null where it is given up"},
        "cost": {
            **WHOLE,
            "description": "points: of a set on a page what its stories cost there at least; else "
            "what the story costs more than as it would stand freely",
        },
    }
    return objects(
        {
            **wish,
            "page": maybe(COUNT),
            "pages": {
                "type": "array",
                "items": COUNT,
                "description": "several pages that were asked: none has room, or not all together "
                "between which a story goes on",
            },
            "together": together,
            "ads": {**TEXTS, "description": "the ads that keep the story away"},
            "facts": {
                **lists(objects(fact)),
                "description": "what is so without any decision, and belongs to the set",
            },
            "changes": {**lists(objects(change)), "description": "what could be done instead"},
            "others": {
                "type": "array",
                "items": COUNT,
                "description": "values it could have instead; sizes of headlines in millipoints",
            },
        }
    )


def _moves() -> Schema:
    """What moves between two editions."""
    place = objects(dict.fromkeys(("page", "column", "row", "columns", "rows"), COUNT))
    move = {"id": TEXT, "before": maybe(COUNT), "after": maybe(COUNT)}
    count = {"before": COUNT, "after": COUNT}
    moves = objects(
        {
            "stories": {
                **lists(objects(move)),
                "description": "stories, and later parts of them, by page; null: on none",
            },
            "held": {**TEXTS, "description": "stories that have no page then"},
            "freed": {**TEXTS, "description": "stories that have one then, and had none"},
            "shortened": {
                **lists(objects({"id": TEXT, **count})),
                "description": "words that are cut",
            },
            "pictures": lists(objects({"id": TEXT, **count})),
            "ads": lists(objects({"id": TEXT, "before": maybe(place), "after": maybe(place)})),
            "house_ads": lists(objects({"page": COUNT, **count})),
            "cost": objects({"before": WHOLE, "after": WHOLE}),
            "words": {**TEXTS, "description": "the same as lines for people"},
            "late": {
                **lists(objects({"id": TEXT, "ad": TEXT, "pages": lists(COUNT), "said": TEXT})),
                "description": "the ads of --with-ad: where each stands, or why it has no place",
            },
        }
    )
    return {**moves, "description": "with --dry-run, --with and --with-ad: what would move"}


def _unmet() -> Schema:
    """A preference that is not met."""
    return objects(
        {
            "story": maybe(TEXT),
            "ad": maybe(TEXT),
            "keys": {**TEXTS, "description": "what is preferred, by its keys of pages.toml"},
            "pages": lists(COUNT),
            "on": {**lists(COUNT), "description": "where it stands instead; none: on no page"},
            "price": {**COUNT, "description": "points that it may cost"},
            "cost": {
                **maybe(WHOLE),
                "description": "points that it would cost; null for a story's page, of which that "
                "is not known, for what cannot be so, and where ads would have no place",
            },
            "lost": {**TEXTS, "description": "the ads that would have no place"},
        }
    )


def refused_ad_schema() -> Schema:
    """A decision about an ad, or about a page without ads, that is given up."""
    wish = {"ad": maybe(TEXT), "decision": TEXT, "page": maybe(COUNT)}
    rule = objects({"ad": maybe(TEXT), "rule": TEXT})
    return objects(
        {
            **wish,
            "together": {**lists(objects(wish)), "description": "a smallest set, itself among it"},
            "ads": {**TEXTS, "description": "other ads that would have no place"},
            "rules": {**lists(rule), "description": "rules of bookings without which it would go"},
            "changes": {
                **lists(objects({**wish, "without": maybe(TEXT), "cost": WHOLE})),
                "description": "what could be given up, a decision or another ad (`without`), and "
                "the points of the ad book that the stack loses then",
            },
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
