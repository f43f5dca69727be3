"""What tests of documents share."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def shell(tmp_path_factory):
    """An environment in which newsgrid is the one of this work tree."""
    folder = tmp_path_factory.mktemp("bin")
    command = folder / "newsgrid"
    command.write_text(
        f"#!{sys.executable}\nimport sys\nfrom layout.desk.command import main\nsys.exit(main())\n"
    )
    command.chmod(0o755)
    path = f"{folder}{os.pathsep}{os.environ['PATH']}"
    return {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT)}
