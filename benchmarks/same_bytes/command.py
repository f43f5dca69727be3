"""The command line as its users start it: a process of its own, in an environment that is always
the same."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PATIENCE = 900
"""Seconds after which a command is taken to hang, on the busiest of machines."""

PASSED_ON = ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT")
"""What of the environment a process cannot be started without. The seed of Python's hashes is not
among it: output must not depend on the order of a set."""


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command left with and what it wrote to its streams."""

    code: int
    stdout: bytes
    stderr: bytes


def newsgrid(arguments: Sequence[str], folder: Path, home: Path, stdin: bytes = b"") -> Ran:
    """The command run in a folder; what it keeps for this user goes below `home`."""
    kept = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    home.mkdir(exist_ok=True)
    own = {
        "HOME": str(home),
        "XDG_CACHE_HOME": str(home / "cache"),
        "LANG": "C.UTF-8",
        "PYTHONPATH": str(ROOT),
        "NEWSGRID_PROGRESS": "0",  # lines about what takes long: machines differ
    }
    done = subprocess.run(
        [sys.executable, "-c", _program(), *arguments],
        input=stdin,
        capture_output=True,
        cwd=folder,
        env=kept | own,
        timeout=PATIENCE,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


@cache
def _program() -> str:
    """What the installed script `newsgrid` does, wherever pyproject.toml says that it begins."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    module, _, function = project["scripts"]["newsgrid"].partition(":")
    start = f"from {module} import {function}"
    return f"import sys; {start}; sys.argv[0] = 'newsgrid'; sys.exit({function}())"
