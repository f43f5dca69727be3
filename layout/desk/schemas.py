"""newsgrid schema: the JSON Schemas that editors use for completion in our TOML files."""

from __future__ import annotations

import json
from typing import Any

import click

EPILOG = """\b
Examples:
  newsgrid schema slots > slots.schema.json
  newsgrid schema newsgrid > newsgrid.schema.json
  newsgrid schema creatives > creatives.schema.json

\b
An editor with a TOML language server then takes this as the first line of slots.toml:
  #:schema ./slots.schema.json
"""


@click.command(epilog=EPILOG)
@click.argument("file", type=click.Choice(["slots", "newsgrid", "creatives"]), default="slots")
def schema(file: str) -> None:
    """Print the JSON Schema of slots.toml, newsgrid.toml or creatives.toml."""
    click.echo(json.dumps(_schema(file), indent=2, ensure_ascii=False))


def _schema(file: str) -> dict[str, Any]:
    if file == "slots":
        from slots.schema import json_schema
    elif file == "creatives":
        from layout.desk.creatives import json_schema
    else:
        from layout.desk.publication import json_schema
    return json_schema()


COMMAND = schema
