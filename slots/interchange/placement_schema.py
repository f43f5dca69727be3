"""The JSON Schema of placements, as `newsgrid place --json` prints them."""

from __future__ import annotations

from typing import Any

from slots.interchange.report_schema import objects, report_schema

_PX = {"type": "number"}
_TEXT = {"type": "string"}
_GAP = {
    "type": ["string", "null"],
    "description": "a gap of the copy, by the id of the item below it; null at the end",
}
_SHARE = {"type": "number", "minimum": 0}


def json_schema() -> dict[str, Any]:
    """The schema, draft 2020-12."""
    placement = _placement()
    compared = {**placement["properties"], "compare": {"$ref": "#/$defs/comparison"}}
    defs = {
        "box": _box(),
        "refusal": _refusal(),
        "unplaced": _unplaced(),
        "relaxation": _relaxation(),
        "gaps": _gaps(),
        "comparison": _comparison(placement),
    }
    report = objects(compared, optional=("compare",))
    title = "newsgrid placement (slots in a strip, in px)"
    return report_schema("place", title, (report,), defs)


def _placement() -> dict[str, Any]:
    properties = {
        "breakpoint": {**_TEXT, "description": "the breakpoint whose terms hold"},
        "strategy": {"enum": ["exact", "stable", "greedy"]},
        "placements": {**_list("box"), "description": "from top to bottom"},
        "refusals": {**_list("refusal"), "description": "why a slot is in no other gap"},
        "unplaced": {**_list("unplaced"), "description": "what stands nowhere, and why"},
        "objective": {
            "type": "integer",
            "description": "what the placement is worth, in thousandths of a point",
        },
        "bound": {
            "type": "integer",
            "description": "what no placement exceeds; equal to the objective: proven best",
        },
        "density": {**_SHARE, "description": "ad heights over content height (Better Ads)"},
        "lighthouse": {**_SHARE, "description": "the same as Lighthouse measures it"},
        "relaxed": {**_list("relaxation"), "description": "rules that gave way for a `min`"},
        "gaps": {"$ref": "#/$defs/gaps"},
    }
    return {"required": list(properties), "properties": properties}


def _list(name: str) -> dict[str, Any]:
    return {"type": "array", "items": {"$ref": f"#/$defs/{name}"}}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "required": list(properties),
        "additionalProperties": False,
        "properties": properties,
    }


def _box() -> dict[str, Any]:
    side = {"type": "number", "minimum": 0}
    return _object(
        {
            "slot": {**_TEXT, "description": "the slot of the rules"},
            "before": _GAP,
            "size": {
                "type": "array",
                "prefixItems": [side, side],
                "minItems": 2,
                "maxItems": 2,
                "description": "width and height reserved: the largest it may serve",
            },
            "top": {**_PX, "description": "in the flow with all placements in it"},
            "bottom": _PX,
            "id": {**_TEXT, "description": "the content: the slot's name and its number"},
        }
    )


def _refusal() -> dict[str, Any]:
    return _object(
        {
            "candidate": _GAP,
            "slot": _TEXT,
            "rule": {**_TEXT, "description": 'the rule that forbids it: "clearance above heading"'},
            "required": {**_TEXT, "description": 'what the rule asks, as "100px"'},
            "actual": {**_TEXT, "description": 'what there is, as "62px"'},
            "against": {
                "type": ["string", "null"],
                "description": "what is in the way: an item, or another content",
            },
        }
    )


def change_schema() -> dict[str, Any]:
    """A change of one key of the rules."""
    value = {"description": "the value it needs; null where the key is to be dropped"}
    return _object(
        {
            "file": _TEXT,
            "table": {**_TEXT, "description": 'as "slot.inline-ad.at.mobile"'},
            "key": {**_TEXT, "description": 'as "clearance.image.below"'},
            "to": value,
        }
    )


def _unplaced() -> dict[str, Any]:
    """Contents of a slot that stand nowhere for one reason."""
    return _object(
        {
            "slot": _TEXT,
            "ids": {"type": "array", "items": _TEXT, "minItems": 1},
            "why": {**_TEXT, "description": "the rule that bound, in a sentence"},
            "changes": {
                "type": "array",
                "items": change_schema(),
                "description": "what of the rules would have to change, all of it; none where no "
                "key would do",
            },
        }
    )


def _relaxation() -> dict[str, Any]:
    step = {"type": "integer", "minimum": 1}
    ads = {
        "type": "array",
        "items": _TEXT,
        "minItems": 1,
        "description": "the contents it gave way for: all others keep the rule as it is written",
    }
    texts = {"rule": _TEXT, "asked": _TEXT, "instead": _TEXT}
    return _object({"slot": _TEXT, "step": step, **texts, "ads": ads})


def _gaps() -> dict[str, Any]:
    count = {"type": "integer", "minimum": 1}
    table = _object({"count": count, "longest": _PX, "shortest": _PX, "mean": _PX})
    return {**table, "description": "the stretches of copy without an ad, on the copy alone"}


def _comparison(placement: dict[str, Any]) -> dict[str, Any]:
    worth = {
        "type": "integer",
        "description": "by its own rules; `objective` is by those of the first side",
    }
    side = _object(
        {
            "name": _TEXT,
            **placement["properties"],
            "objective": {"type": ["integer", "null"], "description": "by the first side's rules"},
            "own_objective": worth,
            "broken": {
                **_list("refusal"),
                "description": "rules of the first side it breaks, as slots of that side; slot "
                '"all" stands for rules about all boxes together',
            },
        }
    )
    return _object(
        {
            "comparable": {"type": "boolean", "description": "by the rules of the first side"},
            "why": {"type": ["string", "null"], "description": "why not, where it is not"},
            "sides": {"type": "array", "items": side, "minItems": 2, "maxItems": 2},
        }
    )
