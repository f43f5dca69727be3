"""Where print files go: by the settings of [press], by -o, and not to stdout where they are many;
with --strict there are none where something stands in the way."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from support.press.press_profile import press_profile

from layout.desk.reports.edition.press_files import files_for_press, press_of
from layout.desk.reports.edition.target import Target
from layout.edition.make_edition import Order
from layout.edition.press import print_files
from layout.edition.press.print_files import PrintFiles
from layout.edition.workshop import Workshop
from layout.work.memory.memory import Memory
from layout.work.terminal.console import QUIET, STDOUT
from slots.finding import BadInput, Finding, Severity

PAPER = 'name = "The Gazette"\n[edition]\ndate = 2026-11-26\n'
PRESS = '[press]\nprofile = "press.icc"\nink = 210\nscreen = 85\n'
COARSE = Finding("coarse-picture", Severity.INFO, "a picture is coarse")
KEPT_OUT = Finding("not-for-press", Severity.ERROR, "page 2 cannot go to the press", hint="mend it")


def paper(folder: Path, press: str = PRESS) -> Order:
    (folder / "press.icc").write_bytes(press_profile())
    (folder / "newsgrid.toml").write_text(PAPER + press)
    return Order(folder)


def test_one_file_is_named_in_the_folder_of_print_files(tmp_path: Path) -> None:
    wanted = press_of(paper(tmp_path))
    assert wanted.output(Target()) == tmp_path / "press" / "TG-2026-11-26.pdf"
    assert wanted.output(Target(tmp_path / "x.pdf")) == tmp_path / "x.pdf"
    assert wanted.output(Target(STDOUT)) is STDOUT
    assert wanted.words == "\nPDF/X-4 for IFRA26S, at most 210 % ink, pictures of 170 dpi"


def test_a_file_for_each_page_needs_a_folder(tmp_path: Path) -> None:
    wanted = press_of(paper(tmp_path, PRESS + 'files = "pages"\n'))
    assert wanted.output(Target()) == tmp_path / "press"
    assert wanted.output(Target(tmp_path / "out")) == tmp_path / "out"
    with pytest.raises(BadInput, match="stdout takes one file") as error:
        wanted.output(Target(STDOUT))
    assert 'files = "one"' in (error.value.findings[0].hint or "")


def test_without_press_it_says_what_to_write(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="nothing says what the printer wants") as error:
        press_of(paper(tmp_path, ""))
    (finding,) = error.value.findings
    assert finding.code == "no-press" and finding.where.file == str(tmp_path / "newsgrid.toml")


@pytest.mark.parametrize(
    ("files", "strict", "finding", "expected"),
    [
        ("one", False, COARSE, b"1"),
        ("one", True, COARSE, b"1"),
        ("pages", False, KEPT_OUT, {"a.pdf": b"1"}),
        ("pages", True, COARSE, {"a.pdf": b"1"}),
        ("pages", True, KEPT_OUT, None),
    ],
)
def test_what_is_handed_on(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    files: str,
    strict: bool,
    finding: Finding,
    expected: object,
) -> None:
    wanted = press_of(paper(tmp_path, PRESS + f'files = "{files}"\n'))
    made = SimpleNamespace(stacked=SimpleNamespace(house=wanted.house))
    asked = []

    def pressed(*given: object) -> PrintFiles:
        asked.append((given[0], *given[2:]))
        return PrintFiles({"a.pdf": b"1"}, (finding,), frozenset({2}))

    monkeypatch.setattr(print_files, "print_files", pressed)
    shop = Workshop(Memory(), QUIET)
    found = files_for_press(made, Target(strict=strict, pages=(3, 1)), shop)
    assert (found.files, found.told, found.kept_out) == (expected, (finding,), frozenset({2}))
    assert asked == [(made, wanted.settings, (3, 1))]
