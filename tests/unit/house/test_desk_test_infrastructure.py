"""The tests' own infrastructure: silence is enforced, goldens compare, the font is square."""

import asyncio
import runpy
from pathlib import Path

import pytest
from support.coverage.by_room import table_of
from support.processes.aside import aside

from layout.typeset.words.foundry import Foundry
from layout.typeset.words.style import Align, Cut, TypeStyle

CONFTEST = Path(__file__).parents[2] / "conftest.py"

pytestmark = pytest.mark.speaks  # the runs inside these tests do


@pytest.fixture
def project(pytester):
    """An empty project with our conftest."""
    pytester.makeconftest(CONFTEST.read_text(encoding="utf-8"))
    pytester.makeini(
        "[pytest]\nfilterwarnings = error\nlog_level = WARNING\nmarkers = speaks: may print\n"
    )
    return pytester


def outcomes(project, code, *flags):
    project.makepyfile(code)
    result = project.runpytest_inprocess("-p", "no:benchmark", "-p", "no:cacheprovider", *flags)
    return result, {key: n for key, n in result.parseoutcomes().items() if key != "warnings"}


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("print", "print('stray')"),
        ("stderr", "import sys; print('stray', file=sys.stderr)"),
        ("log", "import logging; logging.getLogger('any').warning('stray')"),
        ("descriptor", "import os; os.write(1, b'stray')"),
    ],
)
def test_stray_output_fails_the_test(project, name, body):
    result, found = outcomes(project, f"def test_it():\n    {body}\n")
    assert found == {"failed": 1}
    result.stdout.fnmatch_lines(["*test_it is not silent:*", "*stray*"])


def test_stray_warning_fails_the_test(project):
    code = "import warnings\ndef test_it():\n    warnings.warn('stray')\n"
    assert outcomes(project, code)[1] == {"failed": 1}


def test_stray_print_in_a_fixture_is_an_error(project):
    code = """
        import pytest
        @pytest.fixture
        def loud():
            yield
            print("stray")
        def test_it(loud): pass
    """
    assert outcomes(project, code)[1] == {"passed": 1, "errors": 1}


def test_silence_information_and_marked_tests_pass(project):
    code = """
        import logging, pytest
        def test_silent(): logging.getLogger("any").info("below a warning")
        @pytest.mark.speaks
        def test_marked(): print("wanted")
        def test_captured(capsys):
            print("wanted")
            assert capsys.readouterr().out == "wanted\\n"
    """
    assert outcomes(project, code)[1] == {"passed": 3}


GOLDEN = "def test_it(golden):\n    golden('case.txt', 'one\\n<two>\\n')\n"


def test_golden_update_writes_what_then_passes(project):
    assert outcomes(project, GOLDEN, "--update-golden")[1] == {"passed": 1}
    written = project.path / "tests" / "golden" / "expected" / "case.txt"
    assert written.read_text() == "one\n<two>\n"
    assert outcomes(project, GOLDEN)[1] == {"passed": 1}


def test_golden_that_differs_fails_with_a_report_and_changes_nothing(project):
    file = project.path / "tests" / "golden" / "expected" / "case.txt"
    file.parent.mkdir(parents=True)
    file.write_text("one\nthree\n")
    result, found = outcomes(project, GOLDEN)
    assert found == {"failed": 1}
    result.stdout.fnmatch_lines(["-three", "+<two>", "*--update-golden*"])
    assert file.read_text() == "one\nthree\n"
    report = (project.path / "build" / "golden-report.html").read_text()
    assert "case.txt" in report and "three" in report and "&lt;two&gt;" in report


def test_golden_without_an_expectation_fails(project):
    assert outcomes(project, GOLDEN)[1] == {"failed": 1}


def test_golden_report_of_an_earlier_run_goes_away(project):
    outcomes(project, GOLDEN)
    outcomes(project, GOLDEN, "--update-golden")
    assert not (project.path / "build" / "golden-report.html").exists()


@pytest.mark.slow
def test_golden_report_gathers_from_workers(project):
    assert outcomes(project, GOLDEN, "-n", "1")[1] == {"failed": 1}
    assert "case.txt" in (project.path / "build" / "golden-report.html").read_text()


def test_every_glyph_of_the_square_font_is_one_em_wide(square_face):
    from fontTools.ttLib import TTFont

    with TTFont(square_face.file) as font:
        assert {width for width, _ in font["hmtx"].metrics.values()} == {square_face.upem}
    assert (square_face.ascent, square_face.descent, square_face.space) == (800, -200, 1000)
    assert (square_face.cap_height, square_face.x_height) == (800, 500)


def test_a_word_in_the_square_font_is_as_wide_as_its_letters(square_font):
    cuts = (Cut("square"), Cut("square", 400, True), Cut("square", 700), Cut("square", 700, True))
    style = TypeStyle("square", cuts, 10_000, 12_000, Align.LEFT)
    foundry = Foundry()
    for cut in cuts:
        assert foundry.word("fi—“AV”", cut, style).width == 7 * 10_000


def test_the_square_font_is_drawn_the_same_way_twice(square_font, tmp_path):
    runpy.run_path(str(CONFTEST))["_draw_square_font"](tmp_path / "again.ttf")
    assert (tmp_path / "again.ttf").read_bytes() == square_font.read_bytes()


async def said(word):
    await asyncio.sleep(0)
    return word


def test_a_coroutine_runs_where_another_loop_already_does():
    async def outer():
        return aside(said("inner"))

    assert aside(outer()) == "inner"


def test_no_test_runs_a_loop_where_a_browser_may_have_left_one():
    tests = CONFTEST.parent
    runs = "asyncio." + "run("
    assert [file.name for file in tests.rglob("*.py") if runs in file.read_text("utf-8")] == []


def test_the_quick_profile_tries_no_law_more_often_than_it_says(project):
    code = """
        from hypothesis import given, settings, strategies as st
        seen = {"few": 0, "usual": 0}
        @settings(max_examples=30)
        @given(st.integers())
        def test_few(number):
            seen["few"] += 1
        @given(st.integers())
        def test_usual(number):
            seen["usual"] += 1
        def test_so_often():
            assert seen == {counts}
        """
    for profile, few, usual in (("quick", 5, 5), ("ci", 30, 50)):
        told = code.replace("{counts}", f"{{'few': {few}, 'usual': {usual}}}")
        found = outcomes(project, told, "--hypothesis-profile", profile)[1]
        assert found == {"passed": 3}, profile


def test_coverage_is_told_by_room():
    files = {
        "slots/a/one.py": (10, 9, 4, 2),
        "slots/a/two.py": (10, 10, 0, 0),
        "slots/b/one.py": (10, 9, 2, 2),
    }
    names = ("num_statements", "covered_lines", "num_branches", "covered_branches")
    summaries = {
        file: {"summary": dict(zip(names, numbers, strict=True))} for file, numbers in files.items()
    }
    table = list(table_of({"files": summaries}, {"slots/b": "its other half is for Windows"}))
    assert table[1:] == [
        "slots/a      2   95.0 %    50.0 %",
        "slots/b      1   90.0 %   100.0 %  under 95 %: its other half is for Windows",
        "all          3   93.3 %    66.7 %  under 95 %: no reason named",
    ]
