"""newsgrid schema: the JSON Schemas of our files, for editors, and of all reports, for programs."""

from __future__ import annotations

import importlib
from typing import Any

import click

from layout.work.terminal.console import json_text

_EPILOG = """\b
Examples:
  newsgrid schema slots > slots.schema.json
  newsgrid schema newsgrid > newsgrid.schema.json
  newsgrid schema creatives > creatives.schema.json
  newsgrid schema ads > ads.schema.json
  newsgrid schema pages > pages.schema.json
  newsgrid schema dummy > dummy.schema.json
  newsgrid schema strip                 what newsgrid place reads
  newsgrid schema print                 what newsgrid print --json prints; so for each command

\b
An editor with a TOML language server then takes this as the first line of slots.toml:
  #:schema ./slots.schema.json
"""


FILES = {
    "slots": "slots.rulebook.json_schema",
    "newsgrid": "layout.publication.settings.newsgrid_toml",
    "creatives": "layout.publication.creatives.read_creatives",
    "ads": "slots.book.toml_book",
    "pages": "layout.publication.decisions.pages_toml",
    "dummy": "layout.publication.decisions.dummies_toml",
    "strip": "slots.interchange.strip_schema",
}
"""The files that have a schema, and the module that makes it."""

_OWN = {
    "simulate": "layout.simulation.result_schema",
    "place": "slots.interchange.placement_schema",
}
"""The reports whose schema is made by a module of their own, and that module."""

_ALSO = {"simulation": "simulate", "placement": "place"}
"""Former names of two schemas, from before every command had one."""

COMMANDS = (
    "preview", "print", "stack", "web", "site", "explain", "simulate", "place", "check", "new",
    "import", "idml", "epaper", "preflight", "swap", "again", "serve", "measured",
    "measure-theme",
)  # fmt: skip
"""The commands that know --json; `report_schemas` beside this makes their schemas."""


@click.command(epilog=_EPILOG)
@click.argument(
    "name",
    type=click.Choice([*FILES, *COMMANDS, *_ALSO]),
    metavar="FILE|COMMAND",
    default="slots",
)
def schema(name: str) -> None:
    """Print the JSON Schema of a FILE (slots, newsgrid, creatives, ads or pages for that .toml;
    strip), or of what a COMMAND prints with --json.
    """
    click.echo(json_text(schema_of(name), indent=2))


def schema_of(name: str) -> dict[str, Any]:
    """The schema of a file's kind, or of a command's report."""
    name = _ALSO.get(name, name)
    module = FILES.get(name) or _OWN.get(name)
    if module is None:
        from layout.desk.commands.describing.report_schemas import json_schema

        return json_schema(name)
    made: dict[str, Any] = importlib.import_module(module).json_schema()
    return made


COMMAND = schema
