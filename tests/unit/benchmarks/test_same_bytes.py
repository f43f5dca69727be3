"""Every command writes the bytes it wrote before: the quick cases. A difference is told."""

from __future__ import annotations

import sys

import pytest

from benchmarks.same_bytes import __main__ as command
from benchmarks.same_bytes.cases import CASES, Run
from benchmarks.same_bytes.record import GONE, Key, differences, read, write
from benchmarks.same_bytes.runs import hashes_of
from benchmarks.same_bytes.settled import TABLE, settled
from benchmarks.same_bytes.subjects import EDITED, LAID

QUICK = [case for case in CASES if case.quick]
PAGE = Key("seed/print", "cold", "out/page.pdf")


@pytest.mark.slow
@pytest.mark.parametrize("case", QUICK, ids=str)
def test_the_same_bytes_as_before(case, tmp_path):
    expected = {key: value for key, value in read().items() if key.case == case.name}
    assert list(differences(expected, hashes_of(case, tmp_path))) == []


def test_every_run_of_every_case_is_written_down():
    runs = [(case.name, run.value) for case in CASES for run in case.runs]
    assert len(set(runs)) == len(runs)
    assert {(key.case, key.run) for key in read() if key.name == "exit"} == set(runs)


def test_every_case_has_its_files():
    assert {case.subject for case in CASES} == {*LAID, "new", "schema"}
    assert {case.subject for case in CASES if Run.EDITED in case.runs} == EDITED.keys()


def test_what_differs_is_missing_or_new_is_told():
    other, third = Key("seed/web", "cold", "out/index.html"), Key("seed/web", "warm", "stdout")
    assert list(differences({PAGE: "a", other: "b"}, {PAGE: "a", other: "b"})) == []
    assert list(differences({PAGE: "a", other: "b"}, {PAGE: "c", third: "d"})) == [
        "differs: seed/print/cold  out/page.pdf (a before, c now)",
        "missing: seed/web/cold  out/index.html",
        "new: seed/web/warm  stdout",
    ]
    assert list(differences({}, {PAGE: GONE})) == ["gone: seed/print/cold  out/page.pdf"]


def test_lines_are_read_as_they_were_written(tmp_path):
    lines = {Key("b/one", "cold", "a name"): "0" * 24, Key("a/two", "warm", "exit"): "0"}
    write(lines, ("a/two", "b/one"), tmp_path / "hashes")
    assert read(tmp_path / "hashes") == lines
    assert (tmp_path / "hashes").read_text().splitlines()[-1].startswith("0" * 24)
    assert read(tmp_path / "none") == {}


MANIFEST = b' "context": "%b",\n "outputs": {"a": "%b"},\n  "key": "%b"\n'
SAMPLES = {
    "stdout": [
        (b'{"wall": 1.25, "cpu": 3, "page": 4}', b'{"wall": 0, "cpu": 0, "page": 4}'),
        (b"4 pages\nSeconds: painting 0.53; 1.56 in all\n", b"4 pages\nSeconds: 0 in all\n"),
    ],
    "out/.newsgrid-manifest.json": [
        (MANIFEST % (b"0a" * 16, b"1b" * 16, b"2c" * 16), MANIFEST % (b"*", b"1b" * 16, b"*")),
    ],
    "weekly/edition.plan.json": [
        (b'"costs": {"1": 27}, {"1": "%b"}' % (b"0a" * 12), b'"costs": {"1": 27}, {"1": "*"}'),
    ],
}


def test_only_what_may_change_is_set_to_one_value():
    for name, samples in SAMPLES.items():
        for before, after in samples:
            assert settled(name, before) == after
            assert settled("out/index.html", before) == before
    assert len(TABLE) == sum(map(len, SAMPLES.values()))
    assert all(each.why for each in TABLE)


def run(monkeypatch, *arguments):
    monkeypatch.setattr(sys, "argv", ["same_bytes", *map(str, arguments)])
    return command.main()


@pytest.mark.slow
def test_the_command_fails_where_a_byte_is_another(tmp_path, monkeypatch, capsys):
    file = tmp_path / "hashes"
    assert run(monkeypatch, file, "--only", "new/new", "--write") == 0
    assert run(monkeypatch, file, "--only", "schema/ads") == 1  # of which it knows nothing
    assert run(monkeypatch, file, "--only", "schema/ads", "--write") == 0
    assert {key.case for key in read(file)} == {"new/new", "new/new-json", "schema/ads"}
    assert run(monkeypatch, file, "--only", "schema/ads") == 0
    key = Key("schema/ads", "cold", "stdout")
    write({**read(file), key: "0" * 24}, ("new/new", "new/new-json", "schema/ads"), file)
    capsys.readouterr()
    assert run(monkeypatch, file, "--only", "schema/ads") == 1
    text = capsys.readouterr().out
    assert text.startswith(f"differs: {key} ({'0' * 24} before, ") and "1 not as before" in text
    with pytest.raises(SystemExit):
        run(monkeypatch, file, "--only", "nothing")
