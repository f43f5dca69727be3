"""newsgrid completion: the script that makes a shell complete commands, options and files."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

_INSTALL = {
    "bash": 'eval "$(newsgrid completion bash)"    in ~/.bashrc',
    "zsh": 'eval "$(newsgrid completion zsh)"     in ~/.zshrc',
    "fish": "newsgrid completion fish | source     in ~/.config/fish/config.fish",
}

_EPILOG = (
    "\b\nTo switch it on, put one of these lines into your shell's start file:\n  "
    + "\n  ".join(_INSTALL.values())
)


@click.command(epilog=_EPILOG)
@click.argument("shell", type=click.Choice(list(_INSTALL)))
def completion(shell: str) -> None:
    """Print the completion script of a shell."""
    newsgrid = click.get_current_context().find_root().command
    kind = get_completion_class(shell)
    assert kind, f"click knows no completion for {shell}"
    click.echo(kind(newsgrid, {}, "newsgrid", "_NEWSGRID_COMPLETE").source())


COMMAND = completion
