"""The plan before one in which more is missing is kept beside the record, and gives it all back."""

from __future__ import annotations

import json

import pytest
from support.newspapers.printed_newspaper import printer
from support.newspapers.sample_newspaper import BOOK, newspaper

from layout.desk.command import main
from layout.edition.last_plan import OLD, RECORD, Record, keep_record, read_record, record_text
from slots.stacking.task.ad_plan import AdPlace


def record_of(column: int, missing: int = 0) -> Record:
    return Record((AdPlace("A", 1, column, 40, 1, 20),), pages=4, missing=missing)


def kept(folder) -> Record | None:
    return read_record(folder / OLD)[0] if (folder / OLD).exists() else None


def test_what_is_missing_is_written_and_read(tmp_path):
    for missing in (0, 3):
        (tmp_path / RECORD).write_text(record_text(record_of(0, missing)))
        assert read_record(tmp_path / RECORD) == (record_of(0, missing), ())
    assert '"missing"' not in record_text(record_of(0))
    (tmp_path / RECORD).write_text('{"version": 1, "ads": [], "missing": -2}')
    assert read_record(tmp_path / RECORD)[0].missing == 0


def test_only_a_plan_with_less_missing_is_kept_and_it_stays(tmp_path):
    steps = [
        (record_of(0), None),  # nothing to keep
        (record_of(1), None),  # as whole as before
        (record_of(2, 2), record_of(1)),
        (record_of(3, 2), record_of(1)),  # as much missing: the whole one stays
        (record_of(4, 1), record_of(1)),
        (record_of(5, 4), record_of(4, 1)),
        (record_of(5), record_of(4, 1)),
    ]
    for number, (record, old) in enumerate(steps):
        told = keep_record(tmp_path, record, fresh=False)
        assert kept(tmp_path) == old, number
        assert told == (tmp_path / OLD if number in (2, 5) else None), number
        assert read_record(tmp_path / RECORD)[0] == record


def test_a_plan_that_is_not_followed_is_kept_but_not_its_like(tmp_path):
    keep_record(tmp_path, record_of(0), fresh=True)
    assert kept(tmp_path) is None
    keep_record(tmp_path, record_of(0), fresh=True)
    assert kept(tmp_path) is None
    keep_record(tmp_path, record_of(1), fresh=True)
    assert kept(tmp_path) == record_of(0)


@pytest.mark.parametrize("text", ["", "{", '{"version": 99}'])
def test_what_is_no_record_is_not_kept(tmp_path, text):
    (tmp_path / RECORD).write_text(text)
    assert keep_record(tmp_path, record_of(1, 5), fresh=False) is None
    assert kept(tmp_path) is None


@pytest.mark.slow
def test_an_overfull_edition_is_taken_back(tmp_path, capsys):
    paper, run = newspaper(tmp_path / "paper"), printer(tmp_path, capsys)
    assert run()[0] == 0
    whole, record = (tmp_path / "out.pdf").read_bytes(), (paper / RECORD).read_bytes()
    large = "".join(f"L{n},Late {n},,4x200mm,News,,,,1,900,,\n" for n in range(4))
    (paper / "ads.csv").write_text(BOOK + large)
    code, report, _ = run()
    assert code == 1 and report["old_plan"] == str(paper / OLD)
    missing = len(report["held"]) + len(report["unplaced"])
    assert json.loads((paper / RECORD).read_text())["missing"] == missing > 0
    assert main(["print", str(paper)]) == 1
    assert "Old plan" not in capsys.readouterr().out
    assert (paper / OLD).read_bytes() == record
    (paper / "ads.csv").write_text(BOOK)
    (paper / OLD).replace(paper / RECORD)
    code, report, _ = run()
    assert (code, report["moved"], report["moved_stories"]) == (0, [], [])
    assert (tmp_path / "out.pdf").read_bytes() == whole


def test_what_was_decided_is_kept_with_the_plan_and_nothing_where_nothing_was(tmp_path):
    keep_record(tmp_path, Record(), fresh=False)
    before = (tmp_path / RECORD).read_bytes()
    assert b"decided" not in before
    said = '# "é"\n[story.flood]\npage = 3\n'
    (tmp_path / "pages.toml").write_text(said, encoding="utf-8")
    keep_record(tmp_path, Record(), fresh=False)
    assert read_record(tmp_path / RECORD) == (Record(decided=said), ())
    (tmp_path / "pages.toml").write_text("\n")
    keep_record(tmp_path, Record(), fresh=False)
    assert (tmp_path / RECORD).read_bytes() == before
