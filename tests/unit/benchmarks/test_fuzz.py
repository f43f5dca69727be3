"""The fuzzing harness: that it sees what it is for, and draws the same case by its number."""

import os
import signal
import sys
import time

import pytest

from benchmarks.fuzz import __main__ as fuzz
from benchmarks.fuzz import cell, commands, import_samples, imports, readers
from benchmarks.fuzz.aftermath import states_of, wrong_after
from benchmarks.fuzz.finds import Tally, signature
from benchmarks.fuzz.publications import damaged, good

GENTLE = 5.0
"""Times the seconds that a case may take, where it is to end of itself."""


def outcomes(*works, patience=GENTLE):
    """How pieces of work come out as cases, in order."""
    found = cell.verdicts(range(len(works)), lambda n: ("a", works[n]), (ValueError,), patience)
    return [verdict for _, verdict in found]


def refuse():
    raise ValueError("not this")


def stumble():
    raise IndexError("list index out of range")


def fall():
    os.kill(os.getpid(), signal.SIGKILL)


def leave():
    os._exit(3)


def speak():
    print("boo", file=sys.stderr)


def eat():
    return bytearray(2 * cell.MEMORY)


def spin():
    while True:
        pass


def hold():
    """Holds what is to end it: a loop that takes any Exception."""
    while True:
        try:
            time.sleep(0.01)
        except Exception:
            continue


def test_each_outcome_is_told_and_the_cases_behind_it_still_come():
    works = (int, refuse, stumble, fall, int, leave, speak, eat, int)
    assert [each.outcome for each in outcomes(*works)] == (
        "value refused bug died value died noise memory value".split()
    )


@pytest.mark.parametrize("work", [spin, hold])
def test_a_case_that_never_ends_is_ended(work, monkeypatch):
    monkeypatch.setattr(cell, "SECONDS", 0.1)
    slow, after = outcomes(work, int, patience=1)
    assert (slow.outcome, after.outcome) == ("slow", "value")


def test_a_process_that_cannot_even_be_told_is_killed(monkeypatch):
    monkeypatch.setattr(cell, "SECONDS", 0.1)
    monkeypatch.setattr(cell, "GRACE", 0.1)

    def deaf():
        signal.setitimer(signal.ITIMER_REAL, 0)
        spin()

    slow, after = outcomes(deaf, int, patience=1)
    assert (slow.outcome, after.outcome) == ("slow", "value")


def test_a_case_that_cannot_be_made_is_told_and_the_next_still_come():
    def work(number):
        if number == 1:
            raise UnicodeError("no such letter")
        return "a", int

    found = list(cell.verdicts(range(3), work, (ValueError,), GENTLE))
    assert [(n, one.outcome) for n, one in found] == [(0, "value"), (1, "bug"), (2, "value")]
    assert "no such letter" in found[1][1].words


def test_a_process_that_says_nothing_ends_the_run(monkeypatch):
    monkeypatch.setattr(cell, "_live", lambda *_: leave())
    with pytest.raises(RuntimeError, match="said nothing"):
        outcomes(int)


def test_a_case_is_drawn_by_seed_and_number_alone(tmp_path):
    for number in range(12):
        files = []
        for place in ("one", "two"):
            reader, dice = readers.case(7, number)
            files.append(reader.file(tmp_path / place / str(number), dice))
        assert files[0].read_bytes() == files[1].read_bytes()
        assert files[0].name == files[1].name
    kinds = {readers.case(7, number)[0].kind for number in range(400)}
    assert kinds == {reader.kind for reader in readers.READERS}


def test_what_readers_document_is_no_find(tmp_path):
    (reader,) = (each for each in readers.READERS if each.kind == "artwork PDF")
    file = tmp_path / "a.pdf"
    file.write_bytes(b"%PDF-1.7 nothing")
    with pytest.raises(readers.expected()):
        reader.read(file)


@pytest.mark.slow
def test_the_good_publication_is_good_and_the_damaged_one_is_another(tmp_path):
    import random

    sound = good(tmp_path / "sound")
    ended = commands.run(["check", "--no-stories"], sound, 120)
    assert (ended.code, ended.late, ended.orphans) == (0, False, ()), ended.words
    before = states_of(sound)
    damaged(sound, random.Random(3))
    assert states_of(sound) != before


def test_a_run_is_judged_by_all_that_it_leaves(tmp_path):
    (tmp_path / "a.md").write_text("a")
    before = states_of(tmp_path)
    assert wrong_after(before, tmp_path) == []
    (tmp_path / "a.md").write_text("b")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "index.html").write_text("<html>")
    (tmp_path / "out" / "whole.html").write_text("<html></html>\n")
    (tmp_path / "out" / "edition.pdf").write_bytes(b"%PDF-1.7")
    (tmp_path / "out" / ".index.html.x1").write_text("")
    (tmp_path / "core").write_text("")
    wrong = "\n".join(sorted(wrong_after(before, tmp_path)))
    for name, word in (
        ("a.md", "changed"),
        ("out/index.html", "no end"),
        ("out/edition.pdf", "not whole"),
        ("out/.index.html.x1", "left"),
        ("core", "left"),
    ):
        assert any(name in line and word in line for line in wrong.split("\n")), (name, wrong)
    assert "whole.html" not in wrong
    (tmp_path / "a.md").unlink()
    assert any("taken away" in line for line in wrong_after(before, tmp_path))


def test_a_find_is_kept_to_be_done_again(tmp_path):
    tally = Tally(tmp_path / "found", 5)
    verdict = cell.Verdict("strip", "bug", 0.1, 0, 'File "/x/slots/a.py", line 3, in b\nE: no 7')
    made = tmp_path / "made"
    made.mkdir()
    (made / "strip.json").write_text("[")
    os.mkfifo(made / "pipe")
    assert tally.add("case-9", verdict)
    tally.keep("case-9", made, verdict)
    kept = tmp_path / "found" / "bug-5-case-9"
    assert (kept / "files" / "strip.json").read_text() == "["
    assert "--seed 5 --case 9" in (kept / "report.txt").read_text()
    assert signature(verdict.words) == "slots/a.py:3 b: E: no *"
    assert not tally.add("case-10", cell.Verdict("strip", "refused", 0.1, 0))


@pytest.mark.parametrize("name", import_samples.SAYS)
def test_each_format_says_a_story(name, tmp_path):
    source = tmp_path / "sources" / "a"
    source.parent.mkdir()
    source.write_bytes(import_samples.SAYS[name](import_samples.Told()))
    imports.read_source(source)
    (story,) = (source.parent / "paper" / "stories").glob("*.md")
    assert "ferry is back" in story.read_text() and "Ferry is back" in story.read_text()


@pytest.mark.parametrize(
    "page",
    [
        "<script>canary9137()</script>",
        "<p onclick='canary9137()'>a</p>",
        "<a href=' JavaScript:canary9137()'>a</a>",
        "<iframe srcdoc='canary9137'></iframe>",
    ],
)
def test_what_runs_in_a_page_is_seen(page):
    assert imports.running_in(f"<html><body>{page}</body></html>")
    told = '<script type="application/ld+json">"canary9137"</script>'
    assert not imports.running_in(f"<html><body>{told}</body></html>")
    assert not imports.running_in("<p title='canary9137()'>canary9137() <a href='/a'>a</a></p>")


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("evil.md", "beside the publication"),
        ("paper/stories/x.html", "no business"),
        ("paper/stories/.htaccess", "no business"),
        ("paper/evil.toml", "no business"),
    ],
)
def test_what_an_import_must_not_leave_is_seen(name, what, tmp_path, monkeypatch):
    import layout.imports.publication.import_all as whole

    source = tmp_path / "a"
    source.write_text("Ferry is back\n\nThe ferry is back on the bay.\n")

    def led_out(order):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("x")

    monkeypatch.setattr(whole, "import_all", led_out)
    with pytest.raises(imports.Wrong, match=what):
        imports.read_source(source)


def test_a_process_that_ends_early_ends_the_fuzz_and_says_why():
    def work(_numbers, _folder):
        raise IsADirectoryError("stories/media")

    with pytest.raises(SystemExit, match="stories/media"):
        list(fuzz._shared("case", range(4), work, 2))
