"""The JSON Schema of what `newsgrid simulate --json` prints, made from its types."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from inspect import cleandoc
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from layout.simulation import results
from layout.simulation.results import Simulation
from slots.interchange.report_schema import objects, report_schema


def json_schema() -> dict[str, Any]:
    """The schema: the figures, then what every report has."""
    from pydantic import TypeAdapter

    schema = TypeAdapter(Simulation).json_schema(
        ref_template="#/$defs/{model}", mode="serialization"
    )
    for name, part in {**schema["$defs"], "Simulation": schema}.items():
        _describe(part, getattr(results, name))
    written = {"type": ["string", "null"], "description": "the HTML file that was written"}
    report = objects({**schema["properties"], "report": written})
    report["description"] = schema["description"]
    title = "newsgrid simulate: what rules come to over all stories"
    return report_schema("simulate", title, (report,), schema["$defs"])


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
