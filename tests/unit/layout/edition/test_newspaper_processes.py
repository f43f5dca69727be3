"""An edition is the same whoever works on it: this process alone or copies of it, cold or warm."""

from __future__ import annotations

import os
import shutil

import pytest
from support.newspapers.sample_newspaper import newspaper

from layout.desk.command import main
from layout.makeup.edition.shapes import article
from layout.work.memory.folder import folder_of

pytestmark = pytest.mark.slow


@pytest.fixture
def printed(tmp_path, monkeypatch, capsys):
    """Prints a newspaper with so many cores, twice: PDFs cold and warm, the plan, the memory."""

    def made(cores: int) -> tuple[bytes, bytes, bytes, dict[str, bytes]]:
        paper = newspaper(tmp_path / "paper")
        monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(cores)), raising=False)
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / f"cache-{cores}"))
        pdfs = []
        for _ in range(2):
            assert main(["print", str(paper), "--json"]) in (0, 1)
            pdfs.append((paper / "edition.pdf").read_bytes())
        capsys.readouterr()
        plan = (paper / "edition.plan.json").read_bytes()
        kept = {file.name: file.read_bytes() for file in folder_of(paper).iterdir()}
        paper.rename(tmp_path / f"done-{cores}")
        return *pdfs, plan, kept

    return made


def test_one_process_and_several_make_the_same(printed):
    alone, together = printed(1), printed(4)
    assert alone[0] == alone[1]
    assert alone == together
    assert len(alone[3]) > 20


def test_what_is_kept_changes_nothing_after_an_edit(tmp_path, capsys):
    paper = newspaper(tmp_path / "paper")
    assert main(["print", str(paper), "--json"]) in (0, 1)
    story = sorted((paper / "stories").glob("*.md"))[0]
    story.write_text(story.read_text().replace(" the ", " only the ", 1))
    plan = (paper / "edition.plan.json").read_bytes()
    pdfs = []
    for kept in (True, False):
        if not kept:
            shutil.rmtree(folder_of(paper))
            (paper / "edition.plan.json").write_bytes(plan)
        assert main(["print", str(paper), "--json"]) in (0, 1)
        pdfs.append((paper / "edition.pdf").read_bytes())
    capsys.readouterr()
    assert pdfs[0] == pdfs[1]


def test_type_is_not_set_again_where_nothing_is_different(tmp_path, monkeypatch, capsys):
    paper = newspaper(tmp_path / "paper")
    assert main(["print", str(paper), "--json"]) in (0, 1)

    def never(*_):
        raise AssertionError("a story was set again")

    monkeypatch.setattr(article, "typeset", never)
    assert main(["print", str(paper), "--json"]) in (0, 1)
    capsys.readouterr()
