"""newsgrid schema: the JSON Schemas that editors use for completion in our TOML files."""

from __future__ import annotations

import importlib
from typing import Any

import click

from layout.desk.console import json_text

EPILOG = """\b
Examples:
  newsgrid schema slots > slots.schema.json
  newsgrid schema newsgrid > newsgrid.schema.json
  newsgrid schema creatives > creatives.schema.json
  newsgrid schema ads > ads.schema.json
  newsgrid schema simulation                            what newsgrid simulate --json prints
  newsgrid schema strip                                 what newsgrid place reads
  newsgrid schema placement                             what newsgrid place --json prints

\b
An editor with a TOML language server then takes this as the first line of slots.toml:
  #:schema ./slots.schema.json
"""


SCHEMAS = {
    "slots": "slots.schema",
    "newsgrid": "layout.desk.publication",
    "creatives": "layout.desk.creatives",
    "ads": "slots.book.toml_book",
    "simulation": "layout.desk.simulation_schema",
    "strip": "slots.strip_schema",
    "placement": "slots.placement_schema",
}
"""What has a schema, and the module that makes it."""


@click.command(epilog=EPILOG)
@click.argument("file", type=click.Choice(list(SCHEMAS)), default="slots")
def schema(file: str) -> None:
    """Print the JSON Schema of slots.toml, newsgrid.toml, creatives.toml, ads.toml or a report."""
    click.echo(json_text(_schema(file), indent=2))


def _schema(file: str) -> dict[str, Any]:
    made: dict[str, Any] = importlib.import_module(SCHEMAS[file]).json_schema()
    return made


COMMAND = schema
