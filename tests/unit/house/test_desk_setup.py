""".ci/setup.sh: what it does where it may not install anything, and that it is quick otherwise."""

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[3]
SETUP = ROOT / ".ci" / "setup.sh"


@pytest.fixture
def machine(tmp_path):
    """A bare machine: a shell, an ordinary user, apt-get, no sudo, and a Python to which the files
    named in `loaded` are the libraries that there are."""
    for name in TOOLS:
        found = subprocess.run(["which", name], capture_output=True, text=True).stdout.strip()
        if found:
            (tmp_path / name).symlink_to(found)
    _command(tmp_path, "id", "echo 1000")
    _command(tmp_path, "apt-get", "echo must not be called; exit 1")
    _command(tmp_path, "bare-python", BARE.format(python=sys.executable))
    for library in LIBRARIES:
        (tmp_path / library).touch()
    return tmp_path


TOOLS = ("sh", "env", "echo", "true", "sed", "cat", "grep", "ldd", "chmod")
BARE = """case "$1" in
  -) [ -e "${{0%/*}}/$2" ] ;;
  *) case "$2" in
       *ensurepip*) [ ! -e "${{0%/*}}/no-venv" ] ;;
       *) exec {python} "$@" ;;
     esac ;;
esac"""
LIBRARIES = (
    "libpango-1.0.so.0",
    "libgobject-2.0.so.0",
    "libpangoft2-1.0.so.0",
    "libfontconfig.so.1",
    "libharfbuzz.so.0",
    "libharfbuzz-subset.so.0",
    "libatomic.so.1",
    "libstdc++.so.6",
    "libgcc_s.so.1",
)


def _command(folder, name, body):
    (folder / name).write_text(f"#!/bin/sh\n{body}\n")
    (folder / name).chmod(0o755)


def run(machine, *what, **environment):
    arguments = ["/bin/sh", str(SETUP), *what]
    environment = {"PATH": str(machine), "PYTHON": str(machine / "bare-python"), **environment}
    return subprocess.run(arguments, capture_output=True, text=True, env=environment)


def test_without_rights_the_exact_command_is_printed(machine):
    done = run(machine, "tests", CHROMIUM="chromium")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines()[-1].strip() == (
        "sudo apt-get update && sudo apt-get install --no-install-recommends "
        "chromium firefox-esr poppler-utils qpdf"
    )


def test_one_command_names_all_that_is_missing(machine):
    for library in LIBRARIES:
        (machine / library).unlink()
    (machine / "no-venv").touch()
    version = f"python3.{sys.version_info.minor}-venv"
    pango = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
    assert run(machine, "run").stderr.rstrip().endswith(f"recommends {version} {pango}")
    assert (
        run(machine, "tests")
        .stderr.rstrip()
        .endswith(
            f"recommends {version} {pango} chromium firefox-esr poppler-utils qpdf "
            "libatomic1 libstdc++6 libgcc-s1"
        )
    )


@pytest.mark.parametrize(
    ("library", "package"),
    [
        ("libharfbuzz-subset.so.0", "libharfbuzz-subset0"),
        ("libfontconfig.so.1", "libpangoft2-1.0-0"),
    ],
)
def test_a_library_that_does_not_load_is_asked_for(machine, library, package):
    (machine / library).unlink()
    assert run(machine, "run").stderr.rstrip().endswith(f"recommends {package}")


def test_what_playwrights_node_loads_is_asked_for(machine):
    for name in ("chromium", "firefox-esr", "pdftotext", "qpdf"):
        _command(machine, name, "exit 0")
    (machine / "libatomic.so.1").unlink()
    assert run(machine, "tests").stderr.rstrip().endswith("recommends libatomic1")
    assert run(machine, "run").returncode == 0


def test_every_library_that_playwrights_node_loads_is_looked_for():
    from playwright._impl._driver import compute_driver_executable

    node = compute_driver_executable()[0]
    found = subprocess.run(["ldd", node], capture_output=True, text=True, check=True).stdout
    needed = {line.split()[0] for line in found.splitlines() if "=>" in line}
    of_libc = {f"lib{name}" for name in ("dl.so.2", "m.so.6", "pthread.so.0", "c.so.6", "rt.so.1")}
    said = SETUP.read_text()
    assert [name for name in sorted(needed - of_libc) if name not in said] == []


def test_a_node_that_does_not_run_is_told(machine):
    _command(machine, "node", "echo libx.so.1: not found >&2; exit 127")
    done = run(machine, "node", str(machine / "node"))
    assert done.returncode == 1
    assert "does not run on this machine" in done.stderr and "libx.so.1" in done.stderr
    _command(machine, "node", "echo v24")
    done = run(machine, "node", str(machine / "node"))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_only_what_is_missing_is_asked_for(machine):
    _command(machine, "chromium", "exit 0")
    _command(machine, "firefox-esr", "exit 0")
    _command(machine, "qpdf", "exit 0")
    done = run(machine, "tests")
    assert done.stderr.rstrip().endswith("--no-install-recommends poppler-utils")


def test_with_everything_there_it_does_and_says_nothing(machine):
    for name in ("chromium", "firefox-esr", "pdftotext", "qpdf"):
        _command(machine, name, "exit 0")
    done = run(machine, "tests")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


INSTALLS = """[ "$1" = install ] || exit 0
for each in chromium firefox-esr pdftotext qpdf; do
echo '#!/bin/sh' >"$here/$each"; chmod +x "$here/$each"
done"""


def test_sudo_without_a_password_is_used(machine):
    _command(machine, "sudo", 'shift; "$@"')
    _command(machine, "apt-get", f'here="{machine}"; echo "$@" >>$here/log\n{INSTALLS}')
    assert run(machine, "tests").returncode == 0
    installed = (machine / "log").read_text()
    assert "install" in installed and installed.rstrip().endswith(
        "chromium firefox-esr poppler-utils qpdf"
    )


def test_stale_package_lists_are_renewed_once(machine):
    _command(machine, "sudo", 'shift; "$@"')
    _command(
        machine,
        "apt-get",
        f'here="{machine}"; echo "$1" >>$here/log\n[ "$1" = update ] || [ -e $here/fresh ] || '
        f"{{ : >$here/fresh; exit 100; }}\n{INSTALLS}",
    )
    assert run(machine, "tests").returncode == 0
    assert (machine / "log").read_text().split() == ["install", "update", "install"]


def test_what_was_installed_and_does_not_work_is_told(machine):
    _command(machine, "sudo", 'shift; "$@"')
    _command(machine, "apt-get", "exit 0")
    done = run(machine, "tests")
    assert done.returncode == 1
    assert done.stderr.rstrip().endswith(
        "still do not work: chromium firefox-esr poppler-utils qpdf"
    )


def test_an_old_python_is_passed_over_and_a_good_one_found(machine):
    _command(machine, "python3", "exit 1")
    (machine / "python3.11").symlink_to(sys.executable)
    done = run(machine, "python", PYTHON="")
    assert done.stdout.strip() == f"{machine}/python3.11"


def test_a_python_that_is_named_and_will_not_do_is_told(machine):
    _command(machine, "old", "exit 1")
    done = run(machine, "python", PYTHON="old")
    assert done.returncode == 1
    assert "no Python from 3.11 to 3.14" in done.stderr and "PYTHON=" in done.stderr
