"""The JSON Schema of what `newsgrid simulate --json` prints, made from its types."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from inspect import cleandoc
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from layout.desk import simulation
from layout.desk.simulation import Simulation

FINDING_KEYS = ("code", "severity", "message", "file", "line", "column", "hint")


def json_schema() -> dict[str, Any]:
    """The schema: the figures, then what every report has."""
    from pydantic import TypeAdapter

    schema = TypeAdapter(Simulation).json_schema(
        ref_template="#/$defs/{model}", mode="serialization"
    )
    for name, part in {**schema["$defs"], "Simulation": schema}.items():
        _describe(part, getattr(simulation, name))
    schema["properties"] = {
        "command": {"const": "simulate"},
        "exit": {"enum": [0, 1]},
        **schema["properties"],
        "report": {"type": ["string", "null"], "description": "the HTML file that was written"},
        "findings": {"type": "array", "items": {"$ref": "#/$defs/Finding"}},
    }
    schema["required"] = list(schema["properties"])
    schema["$defs"]["Finding"] = {
        "type": "object",
        "description": "something to tell: a story that cannot be used, a broken rule",
        "properties": {key: _finding(key) for key in FINDING_KEYS},
        "required": list(FINDING_KEYS),
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **schema,
        "title": "newsgrid simulate --json",
    }


def _finding(key: str) -> dict[str, Any]:
    if key == "severity":
        return {"enum": ["info", "warning", "error"]}
    kind = "integer" if key in ("line", "column") else "string"
    return {"type": kind if key in ("code", "message") else [kind, "null"]}


def _describe(part: dict[str, Any], kind: type) -> None:
    """Add what the docstring of a type, and the texts beside its fields, say."""
    assert is_dataclass(kind)
    part["description"] = cleandoc(kind.__doc__ or "")
    part["additionalProperties"] = False
    hints = get_type_hints(kind, include_extras=True)
    for field in fields(kind):
        hint = hints[field.name]
        part["properties"][field.name].pop("title", None)
        if get_origin(hint) is Annotated:
            part["properties"][field.name]["description"] = get_args(hint)[1]
