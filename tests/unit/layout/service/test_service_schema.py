"""Schemathesis against the service as it is started: requests that the document allows and forbids,
and whether each answer is one that the document promises."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CODE = "from layout.desk.entry import script; script()"
CHECKS = """\
[checks]
positive_data_acceptance.expected-statuses = [200, 304, 422]
negative_data_rejection.expected-statuses = [400, 401, 404, 405, 413, 415, 422]
"""


def schemathesis():
    own = Path(sys.executable).with_name("schemathesis")
    return str(own) if own.exists() else shutil.which("schemathesis")


@pytest.mark.slow
@pytest.mark.skipif(not schemathesis(), reason="pip install schemathesis: it asks the service")
def test_schemathesis_finds_nothing(tmp_path):
    (tmp_path / "schemathesis.toml").write_text(CHECKS)
    command = [sys.executable, "-c", CODE, "serve", "--port", "0", "--rate", "0", "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as service:
        try:
            url = json.loads(service.stdout.readline())["url"]
            asking = [schemathesis(), "--config-file", "schemathesis.toml", "run"]
            asking += [f"{url}/openapi.json", "--max-examples", "40", "--seed", "1"]
            found = subprocess.run(
                asking, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=240
            )
        finally:
            service.terminate()
    assert found.returncode == 0, found.stdout[-4000:]
    assert "No issues found" in found.stdout
