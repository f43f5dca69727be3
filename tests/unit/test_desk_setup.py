""".ci/setup.sh: what it does where it may not install anything, and that it is quick otherwise."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SETUP = ROOT / ".ci" / "setup.sh"
TOOLS = ("sh", "env", "echo", "true", "sed", "cat")


@pytest.fixture
def machine(tmp_path):
    """A bare machine: a shell, an ordinary user, apt-get, no sudo, nothing else."""
    for name in TOOLS:
        found = subprocess.run(["which", name], capture_output=True, text=True).stdout.strip()
        if found:
            (tmp_path / name).symlink_to(found)
    _command(tmp_path, "id", "echo 1000")
    _command(tmp_path, "apt-get", "echo must not be called; exit 1")
    return tmp_path


def _command(folder, name, body):
    (folder / name).write_text(f"#!/bin/sh\n{body}\n")
    (folder / name).chmod(0o755)


def run(machine, what, **environment):
    arguments = ["/bin/sh", str(SETUP), what]
    environment = {"PATH": str(machine), **environment}
    return subprocess.run(arguments, capture_output=True, text=True, env=environment)


def test_without_rights_the_exact_command_is_printed(machine):
    done = run(machine, "tests", CHROMIUM="chromium")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines()[-1].strip() == (
        "sudo apt-get update && sudo apt-get install --no-install-recommends "
        "chromium poppler-utils qpdf"
    )


def test_only_what_is_missing_is_asked_for(machine):
    _command(machine, "chromium", "exit 0")
    _command(machine, "qpdf", "exit 0")
    done = run(machine, "tests")
    assert done.stderr.rstrip().endswith("--no-install-recommends poppler-utils")


def test_with_everything_there_it_does_and_says_nothing(machine):
    for name in ("chromium", "pdftotext", "qpdf"):
        _command(machine, name, "exit 0")
    done = run(machine, "tests")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_sudo_without_a_password_is_used(machine):
    _command(machine, "sudo", 'shift; "$@"')
    _command(machine, "apt-get", f'echo "$@" >>{machine}/log')
    assert run(machine, "tests").returncode == 0
    installed = (machine / "log").read_text()
    assert "install" in installed and installed.rstrip().endswith("chromium poppler-utils qpdf")


def test_stale_package_lists_are_renewed_once(machine):
    _command(machine, "sudo", 'shift; "$@"')
    _command(
        machine,
        "apt-get",
        f'echo "$1" >>{machine}/log\n[ "$1" = update ] || [ -e {machine}/fresh ] || '
        f"{{ : >{machine}/fresh; exit 100; }}",
    )
    assert run(machine, "tests").returncode == 0
    assert (machine / "log").read_text().split() == ["install", "update", "install"]


def test_an_old_python_is_passed_over_and_a_good_one_found(machine):
    _command(machine, "python3", "exit 1")
    (machine / "python3.11").symlink_to(sys.executable)
    done = run(machine, "python")
    assert done.stdout.strip() == f"{machine}/python3.11"


def test_a_python_that_is_named_and_will_not_do_is_told(machine):
    _command(machine, "old", "exit 1")
    done = run(machine, "python", PYTHON="old")
    assert done.returncode == 1
    assert "no Python from 3.11 to 3.14" in done.stderr and "PYTHON=" in done.stderr
