"""What all reports have in common as JSON: the command, its exit code, its findings; and what
remains of one where the input cannot be used.

    {"command": "stack", "exit": 0, ...the report..., "findings": [...]}     exit 0 or 1
    {"command": "stack", "exit": 2, "findings": [...]}                       2, or 70: our bug
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from slots.rulebook.json_schema import DIALECT

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
COUNT: Schema = {"type": "integer", "minimum": 0}
NUMBER: Schema = {"type": "number"}
SHARE: Schema = {"type": "number", "minimum": 0}
TEXTS: Schema = {"type": "array", "items": TEXT}


def objects(properties: Mapping[str, Any], optional: Sequence[str] = ()) -> Schema:
    """An object with these keys and no others; all of them, but those that are `optional`."""
    return {
        "type": "object",
        "required": [name for name in properties if name not in optional],
        "additionalProperties": False,
        "properties": dict(properties),
    }


def lists(items: Mapping[str, Any]) -> Schema:
    """A list of things alike."""
    return {"type": "array", "items": dict(items)}


def pair(each: Mapping[str, Any]) -> Schema:
    """A list of two."""
    items = [dict(each), dict(each)]
    return {"type": "array", "prefixItems": items, "items": False, "minItems": 2}


def known(name: str) -> Schema:
    """What `$defs` describes under a name."""
    return {"$ref": f"#/$defs/{name}"}


def maybe(schema: Mapping[str, Any]) -> Schema:
    """The same, or null."""
    return {"anyOf": [dict(schema), {"type": "null"}]}


def report_schema(
    command: str, title: str, reports: Sequence[Schema], defs: Mapping[str, Any] | None = None
) -> Schema:
    """The schema, draft 2020-12, of what a command prints with --json: one of these `reports`
    (objects of the keys that are the command's own), or findings alone."""
    return {
        "$schema": DIALECT,
        "title": title,
        "description": f"what newsgrid {command} --json prints",
        "anyOf": [*(_whole(command, report) for report in reports), known("failure")],
        "$defs": {**(defs or {}), "failure": _failure(command), "finding": _finding()},
    }


def _whole(command: str, report: Schema) -> Schema:
    """A report with what all have around it."""
    around = {
        "command": {"const": command},
        "exit": {"enum": [0, 1], "description": "1: errors found, or with --strict warnings"},
        **report["properties"],
        "findings": lists(known("finding")),
    }
    required = ["command", "exit", *report["required"], "findings"]
    return {**report, "required": required, "properties": around}


def _failure(command: str) -> Schema:
    named = {"enum": [command, "newsgrid"]}
    found = {**lists(known("finding")), "minItems": 1}
    exits = {"enum": [2, 70], "description": "2: input that cannot be used; 70: our bug"}
    failure = objects({"command": named, "exit": exits, "findings": found})
    return {**failure, "description": "why there is no report: every problem at once"}


def _spot() -> Schema:
    mm = {"type": ["number", "null"]}
    on_page = objects({"page": {**COUNT, "minimum": 1}, "x_mm": mm, "y_mm": mm})
    spot = objects(
        {
            "ad": {**TEXT, "description": "its id in the ad book"},
            "artwork": {**maybe(on_page), "description": "on its file; null: in all of it"},
            "printed": {**maybe(on_page), "description": "on the newspaper; null: not known"},
        }
    )
    told = "of what artwork breaks: where, in mm from the left and the top of the trim"
    return {**spot, "description": told}


def _edit() -> Schema:
    place = {"type": "integer", "minimum": 1}
    edit = objects(
        {
            "title": {**TEXT, "description": "what it does, in words"},
            **{"line": place, "column": place},
            "written": {**TEXT, "description": "what stands there; it may go over several lines"},
            "instead": {**TEXT, "description": "what to write in its place"},
        }
    )
    return {**edit, "description": "a remedy that is sure, in the file of the finding"}


def _finding() -> Schema:
    place = {"type": ["integer", "null"], "minimum": 1}
    finding = objects(
        {
            "code": {**TEXT, "description": "its kind, which stays the same over releases"},
            "severity": {"enum": ["error", "warning", "info"]},
            "message": TEXT,
            "file": {"type": ["string", "null"]},
            "line": place,
            "column": place,
            "hint": {"type": ["string", "null"], "description": "the remedy; every error has one"},
            "spot": _spot(),
            "edits": {**lists(_edit()), "minItems": 1},
        },
        optional=("spot", "edits"),
    )
    remedy = {"properties": {"hint": {"type": "string", "minLength": 1}}}
    error = {"properties": {"severity": {"const": "error"}}}
    return {
        **finding,
        "description": "something to tell: what, how bad, where, what to do",
        "if": error,
        "then": remedy,
    }
