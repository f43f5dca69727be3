"""The JSON Schema of slots.toml, for completion and checks in editors; made from the types."""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from slots.rules.frozen_table import Table
from slots.rules.notation import Strict
from slots.rules.terms import Rules

DIALECT = "https://json-schema.org/draft/2020-12/schema"


class _Schema(GenerateJsonSchema):
    """Pydantic's schema, with defaults as the file would spell them."""

    def encode_default(self, value: Any) -> Any:
        """Lengths as text, tables as tables; a table of rules has no default but its keys'."""
        if isinstance(value, Strict):
            return {}
        if isinstance(value, Table):
            return {key: self.encode_default(each) for key, each in value.items()}
        if value is None or isinstance(value, str | int | tuple):
            return super().encode_default(value)
        return str(value)


def json_schema() -> dict[str, Any]:
    """The schema of slots.toml, draft 2020-12, with titles and descriptions; JSON data only."""
    schema = _tidied(Rules.model_json_schema(schema_generator=_Schema))
    assert isinstance(schema, dict)
    schema.pop("title")
    return {"$schema": DIALECT, "title": "newsgrid slot rules (slots.toml)", **schema}


def _tidied(schema: Any) -> Any:
    """The schema without null, which TOML cannot express: each optional value as the value
    itself."""
    if isinstance(schema, list):
        return [_tidied(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    tidy = {key: _tidied(part) for key, part in schema.items() if not _unsayable(key, part)}
    options = tidy.get("anyOf", [])
    if {"type": "null"} in options:
        rest = [option for option in options if option != {"type": "null"}]
        del tidy["anyOf"]
        tidy = {**rest[0], **tidy} if len(rest) == 1 else {**tidy, "anyOf": rest}
    return tidy


def _unsayable(key: str, part: Any) -> bool:
    """A default that stands for "not set", or that repeats all rules of a table."""
    return key == "default" and (part is None or part in ({}, []) or isinstance(part, dict))
