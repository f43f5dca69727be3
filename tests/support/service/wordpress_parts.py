"""Functions of the WordPress plugin, called by the php of this machine."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

PHP = shutil.which("php")


def called(*calls: tuple[Any, ...]) -> list[Any]:
    """What each call of a name with arguments gives."""
    assert PHP
    script = Path(__file__).with_name("wordpress_parts.php")
    command = [PHP, "-derror_reporting=E_ALL", "-ddisplay_errors=stderr", str(script)]
    asked = json.dumps(calls).encode()
    done = subprocess.run(command, input=asked, capture_output=True, check=True)
    assert done.stderr == b"", done.stderr.decode()
    found = json.loads(done.stdout)
    assert isinstance(found, list)
    return found
