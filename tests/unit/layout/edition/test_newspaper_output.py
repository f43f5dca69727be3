"""Where whole editions go: files, folders that cannot be written, what is kept for the next run."""

from __future__ import annotations

import errno
import json
import os
import shutil
from pathlib import Path

import pikepdf
import pytest
from support.newspapers.sample_newspaper import (
    BOOK,
    SETTINGS,
    newspaper,
    picture,
    story,
    usual_stories,
)

from layout.desk.command import main
from layout.desk.reports.edition import print_publication
from layout.edition.last_plan import RECORD
from layout.work.memory.folder import folder_of
from layout.work.writing import whole_files

pytestmark = pytest.mark.slow


@pytest.fixture
def paper(tmp_path):
    return newspaper(tmp_path / "paper")


@pytest.fixture
def run(capsys):
    """Runs newsgrid print with --json; gives exit code and report."""

    def printed(*arguments):
        code = main(["print", *map(str, arguments), "--json"])
        return code, json.loads(capsys.readouterr().out)

    return printed


@pytest.fixture
def locked(monkeypatch):
    """Makes folders read-only, as far as new files are concerned: for root too."""
    folders = []
    whole = whole_files.opened

    def refusing(folder):
        if folder in folders:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(folder))
        return whole(folder)

    monkeypatch.setattr(whole_files, "opened", refusing)
    return folders.append


def files_in(folder):
    return sorted(str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file())


def codes(report):
    return sorted(finding["code"] for finding in report["findings"])


def test_an_edition_goes_into_its_own_folder(paper, run):
    before = files_in(paper)
    code, report = run(paper)
    new = set(files_in(paper)) - set(before)
    assert (code, report["files"]) == (0, [str(paper / "edition.pdf")])
    assert new == {"edition.pdf", RECORD, "editions/2026-11-26.json"}
    assert (folder_of(paper) / "publication").read_text() == str(paper)


def test_a_publication_may_be_named_by_its_settings(paper, run, tmp_path):
    output = tmp_path / "out.pdf"
    code, report = run(paper / "newsgrid.toml", "-o", output)
    assert (code, report["pages"]) == (0, 4) and output.exists() and (paper / RECORD).exists()


def test_the_same_bytes_with_what_was_kept_and_without(paper, run, tmp_path):
    first, second, third = (tmp_path / f"{n}.pdf" for n in (1, 2, 3))
    run(paper, "-o", first)
    kept = folder_of(paper)
    for number, file in enumerate(sorted(kept.iterdir())):
        if number % 2:
            file.write_bytes(b"garbage" if number % 4 == 1 else os.urandom(100))
    run(paper, "-o", second, "--fresh")
    shutil.rmtree(kept)
    (kept / "folder").mkdir(parents=True)  # not as newsgrid makes it
    run(paper, "-o", third, "--fresh")
    assert [file.name for file in kept.iterdir()] == ["folder"]
    assert first.read_bytes() == second.read_bytes() == third.read_bytes()


def test_an_edition_made_again_is_itself_and_nothing_moved(paper, run, tmp_path):
    first, second = tmp_path / "1.pdf", tmp_path / "2.pdf"
    run(paper, "-o", first)
    _, report = run(paper, "-o", second)
    assert first.read_bytes() == second.read_bytes()
    assert (report["moved"], report["moved_stories"]) == ([], [])


def test_a_late_ad_that_takes_a_page_moves_stories_which_are_named(paper, run):
    run(paper)
    before = json.loads((paper / RECORD).read_text())["stories"]
    (paper / "ads.csv").write_text(BOOK + "L1,Late,,4x200mm,News,,,,1,900,page 2,\n")
    _, report = run(paper)
    after = json.loads((paper / RECORD).read_text())["stories"]
    moved = [
        {"id": name, "before": before[name], "after": after[name]}
        for name in sorted(after)
        if before.get(name, after[name]) != after[name]
    ]
    assert report["moved_stories"] == moved
    assert report["new_ads"] == ["L1"] and "L1" not in report["moved"]


def test_programs_get_the_names_of_what_people_are_told(tmp_path, capsys):
    stories = usual_stories()
    for name in ("news-0", "sport-0"):
        section = name.split("-")[0].title()
        stories[name] = story(name, section, 900, rank=1)
    stories = {name: text.replace("cut: 0", "cut: 2") for name, text in stories.items()}
    stories["news-4"] = stories["news-4"].replace("\n\n", "\n\n![A quay](it.png)\n\n", 1)
    paper = newspaper(tmp_path / "paper", stories)
    picture(paper / "stories" / "it.png", 900, 600)
    main(["print", str(paper), "-o", str(tmp_path / "1.pdf"), "--fresh"])
    text = capsys.readouterr().out
    main(["print", str(paper), "-o", str(tmp_path / "2.pdf"), "--fresh", "--json"])
    report = json.loads(capsys.readouterr().out)
    lines = dict(line.split(": ", 1) for line in text.splitlines() if ": " in line)
    jumps = [f"{one['id']} from page {one['from']} to page {one['to']}" for one in report["jumped"]]
    assert len(jumps) == report["jumps"] and lines.get("Jumps", "") == ", ".join(jumps)
    cuts = [one["id"] for one in report["shortened"]]
    assert cuts and cuts == [said.split(" by ")[0] for said in lines["Shortened"].split(", ")]
    assert all(one["paragraphs"] > 0 for one in report["shortened"])
    left = [one["id"] for one in report["left_out"]]
    assert lines.get("Without picture", "") == ", ".join(left)
    assert all(one["pictures"] == ["it.png"] and one["of"] == 1 for one in report["left_out"])
    assert sum(one["ads"] for one in report["house_ads"]) == report["fillers"]


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", '{"version": 99}', '{"version": 1, "ads": [{"id": 1}], "stories": 7}'],
)
def test_a_record_that_is_broken(paper, run, tmp_path, text):
    (paper / RECORD).write_text(text)
    code, report = run(paper, "-o", tmp_path / "out.pdf")
    assert (code, codes(report)) == (0, ["plan-record"])
    assert json.loads((paper / RECORD).read_text())["version"] == 1
    assert run(paper)[1]["findings"] == []


def test_a_record_of_an_edition_with_other_pages_and_ads(paper, run, tmp_path):
    ads = [
        {"id": name, "page": page, "column": 5, "row": 60, "columns": 6, "rows": 90}
        for name, page in (("A1", 24), ("A3", 1), ("A3", 1), ("Z9", 7))
    ]
    stories = {"news-1": 24, "news-1>": 23, "sport-1": 1, "gone": 2}
    record = {"version": 1, "pages": 24, "ads": ads, "stories": stories}
    (paper / RECORD).write_text(json.dumps(record))
    code, report = run(paper, "-o", tmp_path / "out.pdf")
    assert (code, report["ads"], report["stories"]) == (0, 4, 10)
    assert {"id": "news-1", "before": 24}.items() <= report["moved_stories"][0].items()


def test_an_output_that_is_a_folder(paper, run, tmp_path):
    (tmp_path / "out").mkdir()
    code, report = run(paper, "-o", tmp_path / "out")
    assert (code, codes(report)) == (2, ["cannot-write"])
    assert report["findings"][0]["hint"]
    assert not (paper / RECORD).exists() and not folder_of(paper).exists()


def test_an_output_in_a_folder_that_is_a_file(paper, run, tmp_path):
    (tmp_path / "out").write_text("a file")
    code, report = run(paper, "-o", tmp_path / "out" / "edition.pdf")
    assert code == 2 and report["findings"][0]["hint"]
    assert not (paper / RECORD).exists()


def test_an_output_folder_that_cannot_be_written(paper, run, tmp_path, locked):
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    locked(shelf)
    code, report = run(paper, "-o", shelf / "edition.pdf")
    assert (code, codes(report)) == (2, ["cannot-write"])
    assert not (paper / RECORD).exists()


def test_a_record_that_cannot_be_kept_is_a_warning(paper, run, tmp_path):
    (paper / RECORD).mkdir()  # in the way, for root too
    folder_of(paper).parent.mkdir(parents=True, exist_ok=True)
    folder_of(paper).write_text("in the way")
    code, report = run(paper, "-o", tmp_path / "out.pdf")
    assert code == 0 and (tmp_path / "out.pdf").exists()
    assert set(codes(report)) == {"plan-record"}
    assert "is not kept" in report["findings"][-1]["message"] and report["findings"][-1]["hint"]


def test_a_publication_that_cannot_be_written_to(paper, run, tmp_path, locked):
    locked(paper)
    code, report = run(paper, "-o", tmp_path / "out.pdf")
    assert (code, codes(report)) == (0, ["plan-record"]) and (tmp_path / "out.pdf").exists()


def test_strict_writes_nothing_where_anything_is_wrong(paper, capsys, tmp_path):
    (paper / "strip.png").unlink()
    before = files_in(tmp_path)
    code = main(["print", str(paper), "-o", str(tmp_path / "out.pdf"), "--strict"])
    said = capsys.readouterr()
    assert code == 1 and files_in(tmp_path) == before
    assert said.out.startswith("Nothing was written") and "strip.png" in said.err


def test_strict_has_all_findings_and_figures_for_programs(paper, run, tmp_path):
    (paper / "strip.png").unlink()
    code, report = run(paper, "-o", tmp_path / "out.pdf", "--strict")
    assert (code, report["files"], codes(report)) == (1, [], ["no-artwork"])
    assert report["pages"] == 4 and report["stages"]["stories"]["wall"] > 0


def test_an_interrupt_leaves_nothing(paper, tmp_path, monkeypatch, capsys):
    def interrupted(*_):
        raise KeyboardInterrupt

    before = files_in(tmp_path)
    monkeypatch.setattr(print_publication, "edition_pdf", interrupted)
    assert main(["print", str(paper), "-o", str(tmp_path / "out.pdf")]) == 130
    assert files_in(tmp_path) == before and capsys.readouterr().out == ""


def test_an_interrupt_while_the_record_is_written_leaves_it_as_it_was(paper, run, monkeypatch):
    run(paper)
    record = (paper / RECORD).read_bytes()

    def interrupted(*_, **__):
        raise KeyboardInterrupt

    (paper / "ads.csv").write_text(BOOK.replace("2x60mm,News,2", "4x60mm,News,2"))
    monkeypatch.setattr(os, "rename", interrupted)
    assert main(["print", str(paper)]) == 130
    assert (paper / RECORD).read_bytes() == record
    assert not [name for name in files_in(paper) if name.endswith("~")]


def test_html_of_an_edition(paper, run, tmp_path):
    code, report = run(paper, "-o", tmp_path / "web", "--html")
    assert code == 0 and all(Path(name).is_file() for name in report["files"])
    pages = [Path(name).read_text() for name in report["files"] if name.endswith(".html")]
    assert sum(page.count("(news-0)") for page in pages) == 1 and (paper / RECORD).exists()


def test_proof_of_an_edition(paper, run, tmp_path):
    code, report = run(paper, "-o", tmp_path / "proof.pdf", "--proof")
    with pikepdf.open(tmp_path / "proof.pdf") as pdf:
        sheet, page = pdf.pages[0].MediaBox, pdf.pages[0].TrimBox
        assert len(pdf.pages) == report["pages"] == 4 and code == 0
        assert float(sheet[2]) > float(page[2])


def test_another_format_and_more_columns(paper, run, tmp_path):
    code, report = run(paper, "-o", tmp_path / "b.pdf", "--format", "broadsheet")
    assert code in (0, 1) and report["pages"] == 4
    with pikepdf.open(tmp_path / "b.pdf") as pdf:
        assert float(pdf.pages[0].TrimBox[2]) > 800
    code, report = run(paper, "-o", tmp_path / "c.pdf", "--columns", "6")
    assert code in (0, 1) and report["pages"] == 4
    assert not (paper / RECORD).exists()  # the plan of a trial is not the edition's


def test_one_story_has_no_plan_to_leave_behind(paper, run, tmp_path):
    code, report = run(paper / "stories" / "news-1.md", "--fresh", "-o", tmp_path / "a.pdf")
    assert (code, codes(report)) == (2, ["options"]) and not (tmp_path / "a.pdf").exists()
    assert "--fresh is for editions" in report["findings"][0]["message"]


@pytest.mark.parametrize("option", [("--columns", "24"), ("--format", "compost")])
def test_a_page_that_cannot_be(paper, run, tmp_path, option):
    code, report = run(paper, "-o", tmp_path / "b.pdf", *option)
    assert code == 2 and report["findings"][0]["hint"] and not (tmp_path / "b.pdf").exists()


def test_a_folder_that_is_not_there(run, tmp_path):
    assert run(tmp_path / "none")[0] == 2


def test_a_report_of_ten_lines_for_people(tmp_path, capsys):
    stories = usual_stories()
    stories["sport-0"] = stories["sport-0"].replace("\n\n", "\n\n![A quay](it.png)\n\n", 1)
    paper = newspaper(tmp_path / "paper", stories)
    picture(paper / "stories" / "it.png", 900, 600)
    output = tmp_path / "out.pdf"
    assert main(["print", str(paper), "-o", str(output)]) == 0
    first = capsys.readouterr().out
    assert main(["print", str(paper), "-o", str(output), "--verbose"]) == 0
    again = capsys.readouterr().out
    lines = first.splitlines()
    assert lines[0].startswith(f"Wrote {output} (") and 8 <= len(lines) <= 14
    assert lines[2].split() == ["pages", "section", "stories", "ads", "ads", "take", "filled"]
    assert lines[3].split()[:4] == ["1-2", "News", "5", "2"]
    assert "1 picture" in lines[1] and lines[-1] == "no findings"
    assert "Nothing moved since the last time." in again and "in all" in again
    assert "Seconds:" not in first


def test_no_sections_to_name(tmp_path, capsys):
    plain = SETTINGS[: SETTINGS.index("[[print")]
    paper = newspaper(tmp_path / "paper", book=None, settings=plain)
    assert main(["print", str(paper), "-o", str(tmp_path / "out.pdf")]) in (0, 1)
    assert "\n  1-4    all" in capsys.readouterr().out
