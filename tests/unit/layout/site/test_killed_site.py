"""A site that was killed while it was written, made again: pages that got into the folder are not
made a second time, and in the end there are the bytes of a run that nobody killed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from support.desk.running_desk import ROOT

from benchmarks.story_mill import write
from layout.desk.command import main

pytestmark = pytest.mark.slow

KILLED = """
import os, signal, sys
from pathlib import Path
from layout.work.terminal import output
whole, left = output.write_whole, [int(sys.argv[1])]
def counted(file, data):
    if not left[0]:
        os.kill(os.getpid(), signal.SIGKILL)
    left[0] -= 1
    whole(file, data)
output.write_whole = counted
from layout.desk.command import main
sys.exit(main(sys.argv[2:]))
"""
"""Runs a command, and kills it as hard as can be when it is to write one file more than so many."""


def site(press: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> dict:
    capsys.readouterr()
    assert main(["site", str(press), "-o", str(folder), "--jobs", "1", "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def killed_after(files: int, press: Path, folder: Path) -> None:
    arguments = ["site", str(press), "-o", str(folder), "--jobs", "1"]
    command = [sys.executable, "-c", KILLED, str(files), *arguments]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, check=False)
    assert done.returncode == -9, done.stderr.decode()


def bytes_in(folder: Path) -> dict[str, bytes]:
    return {str(f.relative_to(folder)): f.read_bytes() for f in folder.rglob("*") if f.is_file()}


def pages_in(folder: Path, outputs: dict[str, list[str]]) -> set[str]:
    """The stories all of whose files are in a folder."""
    return {
        file for file, names in outputs.items() if all((folder / name).is_file() for name in names)
    }


def is_page(name: str, outputs: dict[str, list[str]]) -> bool:
    return name.endswith(".html") and any(name in names for names in outputs.values())


def test_after_a_kill_only_what_is_missing_is_made(tmp_path: Path, capsys):
    press, clean = tmp_path / "gazette", tmp_path / "clean"
    assert main(["new", str(press)]) == 0
    for file in (press / "stories").glob("*.md"):
        file.unlink()
    write(press / "stories", 12)
    first = site(press, clean, capsys)
    whole = bytes_in(clean)
    manifest = json.loads(whole[".newsgrid-manifest.json"])
    outputs = {file: list(entry["outputs"]) for file, entry in manifest["stories"].items()}
    assert len(outputs) == first["made"] == 12
    pages = [at for at, name in enumerate(first["written"], 1) if is_page(name, outputs)]
    spared = []
    for files in (0, 1, pages[0], pages[5], pages[-1] + 1, len(first["written"])):
        folder = tmp_path / f"killed-{files}"
        killed_after(files, press, folder)
        there = pages_in(folder, outputs)
        again = site(press, folder, capsys)
        assert again["made"] == len(outputs) - len(there), files
        assert bytes_in(folder) == whole, files
        spared.append(len(there))
    assert spared == [0, 0, 0, 5, 12, 12]
