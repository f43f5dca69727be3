"""newsgrid serve: placements as an HTTP service, for sites that newsgrid does not make."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from layout.desk.command_line.options import FILE, reports
from layout.work.terminal.console import Console
from layout.work.terminal.report import Report
from slots.finding import Finding, Severity, Where, bad_input

if TYPE_CHECKING:
    from layout.service.answer import Placer

_PORT = 4741
_SHORTEST = 16
"""Characters of a key, at least."""

_ALONE = ("127.0.0.1", "::1", "localhost")
"""Addresses that only this machine can reach."""

_EPILOG = """\b
Examples:
  newsgrid serve                                  by the rules that come with newsgrid
  newsgrid serve --rules slots.toml --port 8000
  newsgrid serve --metrics theme.toml             posts may come as HTML
  newsgrid serve --host 0.0.0.0 --keys keys.txt   for other machines: they need a key
  curl http://127.0.0.1:4741/openapi.json         what may be asked

Without keys only this machine can ask. Ctrl-C ends it. See docs/service.md.
"""


@click.command(epilog=_EPILOG)
@click.option("--rules", "source", metavar="FILE|preset:NAME", help="A slots.toml, or a preset.")
@click.option("--metrics", type=FILE, help="A theme's metrics, for posts that come as HTML.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=_PORT,
    show_default=True,
    help="The port to listen on; 0: any free one.",
)
@click.option("--keys", type=FILE, help="A file of keys, one a line: who asks must send one.")
@click.option(
    "--body",
    type=click.IntRange(1_000, 100_000_000),
    default=1_000_000,
    show_default=True,
    help="The most bytes of a request.",
)
@click.option(
    "--words",
    type=click.IntRange(1, 200_000),
    default=20_000,
    show_default=True,
    help="The most words of a post.",
)
@click.option(
    "--rate",
    type=click.IntRange(0, 1_000_000),
    default=600,
    show_default=True,
    help="The most requests a minute of one key or address; 0: any number.",
)
@reports
def serve(
    console: Console,
    source: str | None,
    metrics: Path | None,
    host: str,
    port: int,
    keys: Path | None,
    **most: int,
) -> Report:
    """Answer where boxes go in the posts of other systems, and why not elsewhere, over HTTP.

    A post comes as JSON with the heights of its blocks, or as HTML with a theme's metrics; gaps by
    breakpoint, reserved CSS and reasons go back. Nothing of it is kept but the answer, in memory.
    """
    from importlib.metadata import version

    from layout.service.app import service_app
    from layout.service.limits import Limits
    from layout.service.serving import listening_at
    from layout.service.serving import serve as serve_app

    if keys is None and host not in _ALONE:
        hint = "give --keys FILE, or leave --host out: then only this machine can ask"
        raise bad_input("no-keys", "other machines could ask without a key", Where(host), hint)
    limits = Limits(most["body"], most["words"], most["rate"], _keys(keys) if keys else ())
    placer = _placer(source, limits.words, metrics)
    app = service_app(placer, limits, version("newsgrid"))
    sock = listening_at(host, port)
    where = f"[{host}]" if ":" in host else host
    url = f"http://{where}:{sock.getsockname()[1]}"

    def ready() -> None:
        data = {"url": url, "rules": source or "default rules", "keys": len(limits.keys)}
        console.announce(
            Report(data, f"placements at {url}/v1/placements (Ctrl-C ends it)"), "serve"
        )

    serve_app(app, sock, ready)
    return Report(announced=True)


def _placer(source: str | None, words: int, metrics: Path | None) -> Placer:
    """What places, by rules and metrics that a command line names. Raises BadInput as they do."""
    import hashlib

    from layout.service.answer import Placer
    from layout.service.measured.metrics import read_theme
    from layout.work.memory.remembered import own_code
    from slots.rulebook.by_name import source_text
    from slots.rulebook.load import default_text, parse_rules

    text = source_text(source) if source else default_text()
    rules = parse_rules(text, source or "slots.toml")
    theme = read_theme(metrics) if metrics else None
    parts = (own_code(), words, theme.digest if theme else "", text)
    digest = hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()
    return Placer(rules, digest, words, theme)


def _keys(path: Path) -> tuple[str, ...]:
    """The keys of a file. Raises BadInput where it has none, or one that is short or has more than
    plain characters."""
    from slots.rulebook.load import read_text

    lines = read_text(path, "give the path of a file with a key on each line").splitlines()
    keys = {number: line.strip() for number, line in enumerate(lines, 1) if line.strip()}
    wrong = [
        Finding(
            "bad-key",
            Severity.ERROR,
            f"a key has {_SHORTEST} or more ASCII characters, and no spaces",
            Where(str(path), number),
            "make one: python3 -c 'import secrets; print(secrets.token_urlsafe())'",
        )
        for number, key in keys.items()
        if len(key) < _SHORTEST or not key.isascii() or not key.isprintable() or " " in key
    ]
    if wrong:
        from slots.finding import BadInput

        raise BadInput(wrong)
    if not keys:
        hint = "write a key on a line: python3 -c 'import secrets; print(secrets.token_urlsafe())'"
        raise bad_input("no-keys", "there is no key in it", Where(str(path)), hint)
    return tuple(keys.values())


COMMAND = serve
