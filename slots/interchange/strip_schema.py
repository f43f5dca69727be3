"""The JSON Schema of strip files, for editors and for programs that write strips."""

from __future__ import annotations

from typing import Any

from slots.interchange.strip_file import (
    DISPLAYS,
    ITEM_NEEDED,
    LINE,
    LONGEST,
    LONGEST_TEXT,
    MOST_COUNT,
    MOST_ITEMS,
    MOST_NAMES,
    MOST_PX,
    NEEDED,
    ROLES,
    SHOWN,
)
from slots.rulebook.json_schema import DIALECT
from slots.strip.measured_flow import HIGHEST, LEVELS, LOWEST, Role

_LENGTH = {"type": "number", "minimum": 0, "maximum": MOST_PX}
_SIDE = {"type": "number", "minimum": 1, "maximum": MOST_PX}
_COUNT = {"type": "integer", "minimum": 0, "maximum": MOST_COUNT, "default": 0}
_NAME = {"type": "string", "minLength": 1, "maxLength": LONGEST}
_NAMES = {"type": "array", "items": _NAME, "maxItems": MOST_NAMES}
_DAY = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$", "examples": ["2026-11-24"]}


def json_schema() -> dict[str, Any]:
    """The schema, draft 2020-12. That items stand in order, apart and within the height, and that
    ids differ, no schema can say: `newsgrid place` does."""
    return {
        "$schema": DIALECT,
        "title": "newsgrid strip (a story's flow at one screen width, in px)",
        "type": "object",
        "required": list(NEEDED),
        "additionalProperties": False,
        "properties": {
            "width": {**_SIDE, "description": "the measure of the copy"},
            "viewport": {
                "type": "array",
                "prefixItems": [_SIDE, _SIDE],
                "minItems": 2,
                "maxItems": 2,
                "description": "the screen: width and height",
                "examples": [[375, 667]],
            },
            "height": {**_LENGTH, "description": "the bottom of the flow"},
            "items": {
                "type": "array",
                "items": {"$ref": "#/$defs/item"},
                "maxItems": MOST_ITEMS,
                "description": "the blocks of the story, from top to bottom; they do not overlap",
            },
            "line": {
                **_SIDE,
                "default": int(LINE),
                "description": "the leading of the body text, for rules written in lines",
            },
            "about": {"$ref": "#/$defs/about"},
        },
        "$defs": {"item": _item(), "about": _about()},
    }


def _item() -> dict[str, Any]:
    shown = [role.value for role in SHOWN]
    return {
        "type": "object",
        "required": list(ITEM_NEEDED),
        "additionalProperties": False,
        "properties": {
            "id": {**_NAME, "description": "unlike all others"},
            "role": {"enum": list(ROLES), "description": "what it is, as far as rules care"},
            "top": {**_LENGTH, "description": "from the top of the flow"},
            "bottom": {**_LENGTH, "description": "from the top of the flow, not above `top`"},
            "words": {**_COUNT, "description": "its words"},
            "display": {
                "enum": [*DISPLAYS, None],
                "description": "how wide an image or embed stands in its column",
            },
            "tags": {
                **_NAMES,
                "description": 'what it is about or part of; rules name them "#..."',
            },
            "leads": {
                "type": "boolean",
                "default": False,
                "description": "it leads to the item below, as a line that ends in a colon does: "
                "nothing stands between them",
            },
            "characters": {**_COUNT, "description": "its characters; not set: six for each word"},
            "level": {
                "type": ["integer", "null"],
                "minimum": HIGHEST,
                "maximum": LOWEST,
                "default": HIGHEST,
                "description": "that of a heading, as in HTML; rules name those of one level "
                + f"{', '.join(LEVELS[:-1])} or {LEVELS[-1]}",
            },
        },
        "allOf": [
            {
                "if": {"properties": {"display": {"type": "string"}}, "required": ["display"]},
                "then": {"properties": {"role": {"enum": shown}}},
            },
            {
                "if": {"properties": {"level": {"type": "integer"}}, "required": ["level"]},
                "then": {"properties": {"role": {"const": Role.HEADING.value}}},
            },
        ],
    }


def _about() -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "description": "what `when` may ask of the story",
        "properties": {
            "section": _NAME,
            "tags": _NAMES,
            "authors": _NAMES,
            "language": {**_NAME, "examples": ["en", "es-EC"]},
            "date": {**_DAY, "description": "the day of the story"},
            "today": {**_DAY, "description": "the day the page is made for"},
            "text": {
                **_NAME,
                "maxLength": LONGEST_TEXT,
                "description": "all words of the story",
            },
        },
    }
