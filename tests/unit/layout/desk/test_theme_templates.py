"""What check says of a theme's templates, file by file."""

from __future__ import annotations

from pathlib import Path

import pytest

from layout.desk.commands.check_theme import theme_findings
from layout.work.terminal.console import QUIET
from slots.finding import Severity


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    """A publication with a theme of its own."""
    (tmp_path / "newsgrid.toml").write_text('name = "Gazette"\ntheme = "look"\n')
    (tmp_path / "look" / "web").mkdir(parents=True)
    (tmp_path / "look" / "theme.toml").write_text("")
    return tmp_path


def found(paper: Path) -> list[tuple[str, str]]:
    """The code and the file of each finding, without trials."""
    findings = theme_findings(paper, QUIET, trials=False)
    return [(one.code, Path(one.where.file or "").name) for one in findings]


def test_each_file_is_named_as_ours_overridden_or_as_its_own(paper: Path) -> None:
    web = paper / "look" / "web"
    (web / "footer.html.j2").write_text("<footer>{{ publication.name }}</footer>")
    (web / "mine.html.j2").write_text("<p>Mine</p>")
    (web / "notes.txt").write_text("no template")
    assert found(paper) == [
        ("template-overridden", "footer.html.j2"),
        ("template-of-its-own", "mine.html.j2"),
    ]


def test_what_cannot_be_compiled_is_an_error_with_its_line(paper: Path) -> None:
    (paper / "look" / "web" / "footer.html.j2").write_text("<footer>\n{% if %}\n</footer>")
    bad = [one for one in theme_findings(paper, QUIET, False) if one.severity is Severity.ERROR]
    assert [(one.code, one.where.line) for one in bad] == [("bad-template", 2)]


def test_a_publication_with_our_theme_or_with_settings_that_cannot_be_read_has_none(
    paper: Path,
) -> None:
    (paper / "look" / "web" / "footer.html.j2").write_text("{% if %}")
    (paper / "newsgrid.toml").write_text('name = "Gazette"\n')
    assert found(paper) == []
    (paper / "newsgrid.toml").write_text("name = \n")
    assert found(paper) == []
