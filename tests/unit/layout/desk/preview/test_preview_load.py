"""The preview desk under load, scaled down: `benchmarks/preview_load.py` does the full minute."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from support.desk.running_desk import Running, desk_on

from benchmarks.preview_load import Load, measured
from layout.desk.command import main

pytestmark = [pytest.mark.speaks, pytest.mark.slow]

MORE = 45
"""MB that the second half of the edits may take on top of the first: caches that fill."""


def test_under_load_nothing_is_lost_or_left_and_memory_is_level():
    outcome = measured(Load(seconds=2, stories=2000, tabs=20, edits=50), rounds=2)
    assert outcome.made == 200
    assert (outcome.behind, outcome.lost, outcome.refused) == (0, 0, 0)
    assert len(outcome.answers) >= 20
    assert (outcome.code, outcome.said, outcome.left) == (0, "", 0)
    first, second = (sum(look.values()) for look in outcome.settled)
    assert second < first + MORE


class Editor(threading.Thread):
    """Reads a text and saves its own, time and again; what it saved, and over what."""

    def __init__(self, desk: Running, name: str, start: threading.Barrier) -> None:
        super().__init__()
        self._desk, self._name, self._start = desk, name, start
        self.saved: list[tuple[str, str, str]] = []
        self.refused = 0

    def run(self) -> None:
        for turn in range(12):
            revision = self._desk.ask("GET", f"/api/file?name={self._name}").json["revision"]
            self._start.wait()  # all have read the same, or nearly
            text = f"{self.name} {turn}\n"
            body = {"name": self._name, "text": text, "revision": revision}
            answer = self._desk.ask("PUT", "/api/file", body)
            if answer.status == 200:
                self.saved.append((revision, answer.json["revision"], text))
            else:
                assert answer.status == 409
                assert answer.json["conflict"]["revision"] != revision
                self.refused += 1


def test_of_those_who_save_at_once_one_succeeds_and_the_others_are_told(tmp_path: Path):
    folder = tmp_path / "gazette"
    assert main(["new", str(folder)]) == 0
    (folder / "stories" / "shared.md").write_text("first\n")
    start = threading.Barrier(8)
    with desk_on(folder) as desk:
        first = desk.ask("GET", "/api/file?name=stories/shared.md").json["revision"]
        editors = [Editor(desk, "stories/shared.md", start) for _ in range(8)]
        for editor in editors:
            editor.start()
        for editor in editors:
            editor.join()
        last = desk.ask("GET", "/api/file?name=stories/shared.md").json
    saved = {before: (after, text) for editor in editors for before, after, text in editor.saved}
    count = sum(len(editor.saved) for editor in editors)
    assert count == len(saved)  # nobody saved over what somebody else had saved over
    assert count + sum(editor.refused for editor in editors) == 8 * 12
    assert count >= 12
    revision, text = first, ""
    for _ in range(count):
        revision, text = saved[revision]
    assert (last["revision"], last["text"]) == (revision, text)
    assert (folder / "stories" / "shared.md").read_text() == text
