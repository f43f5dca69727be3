"""What every test relies on: silence, remedies, one square font, goldens, repeatable Hypothesis."""

from __future__ import annotations

import difflib
import functools
import html
import json
import os
import signal
import sys
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from slots.finding import Finding, Severity

pytest_plugins = ["pytester"]

os.environ["NEWSGRID_PROGRESS"] = "0"  # no lines about what takes long: machines differ
SLOW = [HealthCheck.too_slow, HealthCheck.filter_too_much]
settings.register_profile("dev", max_examples=50, deadline=None, suppress_health_check=SLOW)
settings.register_profile("ci", settings.get_profile("dev"), derandomize=True, print_blob=True)
settings.register_profile("thorough", settings.get_profile("dev"), max_examples=2000)
settings.register_profile("quick", settings.get_profile("ci"), max_examples=5)
settings.load_profile("dev")


def pytest_addoption(parser: pytest.Parser) -> None:
    """The one flag of ours: --update-golden."""
    parser.addoption(
        "--update-golden", action="store_true", help="write what the tests got as the new goldens"
    )


def pytest_configure(config: pytest.Config) -> None:
    """The golden report is written by the process that sees the results of all workers.

    A shell that starts this in the background, and nohup, have it ignore Ctrl-C and the end of the
    terminal; all that tests start would inherit that.
    """
    for number, usual in (
        (signal.SIGINT, signal.default_int_handler),
        (signal.SIGHUP, signal.SIG_DFL),
    ):
        if signal.getsignal(number) is signal.SIG_IGN:
            signal.signal(number, usual)
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(GoldenReport(config.rootpath), "golden-report")


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What newsgrid keeps for its user, tests keep for themselves."""
    os.environ["XDG_CACHE_HOME"] = str(tmp_path_factory.mktemp("cache"))


@pytest.hookimpl
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """In the profile quick, no law is tried more often than that says, whatever a test asks for."""
    if settings.get_current_profile_name() != "quick":
        return
    most = settings.default.max_examples
    for item in items:
        test = getattr(getattr(item, "obj", None), "__func__", getattr(item, "obj", None))
        own = getattr(test, "_hypothesis_internal_use_settings", None)
        if own and own.max_examples > most:
            test._hypothesis_internal_use_settings = settings(own, max_examples=most)


# --- Silence: a stray print, log record or warning fails the test it happens in. ---------------


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Fails a phase that left something on stdout, stderr or in the log (from WARNING up).

    Warnings need nothing here: `filterwarnings = error` raises them where they happen. Tests that
    take `capsys` or `capfd` look at their output themselves; so do those marked `speaks`.
    """
    report = yield
    if report.passed and not _may_speak(item):
        said = _said(report)
        if said:
            report.outcome = "failed"
            report.longrepr = f"{item.nodeid} is not silent:\n{said}"
    return report


def _may_speak(item: pytest.Item) -> bool:
    taken = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("speaks") is not None or bool(taken & {"capsys", "capfd"})


def _said(report: pytest.TestReport) -> str:
    """What the sections of this phase hold; those of earlier phases were judged with them."""
    return "\n".join(
        f"{title}: {text}"
        for title, text in report.sections
        if title.startswith("Captured ") and title.endswith(f" {report.when}") and text
    )


# --- Remedies: an error without one fails the test it is made in. -------------------------------

_made = Finding.__init__
TESTS = str(Path(__file__).parent)


@functools.wraps(_made)
def _with_remedy(self: Finding, *arguments: Any, **named: Any) -> None:
    """Makes a finding as ever; raises AssertionError for an error of ours that has no remedy.

    Tests themselves may make such, to see what becomes of them.
    """
    _made(self, *arguments, **named)
    ours = not sys._getframe(1).f_code.co_filename.startswith(TESTS)
    if ours and self.severity is Severity.ERROR and not self.hint:
        raise AssertionError(f"no remedy: {self.code}: {self.message}")


# Tests of this file run it again in their process (pytester): one look at a finding is enough, and
# the second would take the first for code of ours.
if getattr(_made, "__wrapped__", None) is None:
    Finding.__init__ = _with_remedy  # type: ignore[method-assign]


# --- The square font: every glyph is one em wide, so that text goldens are exact. ---------------

SQUARE = "square"
SQUARE_CHARACTERS = [
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),  # Latin-1 and Latin Extended-A
    *range(0x2010, 0x2028),  # hyphens, dashes, quotes, bullet, ellipsis
    0x2032,
    0x2033,
    0x20AC,
]


@pytest.fixture(scope="session")
def square_font(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The file of a font in which every glyph, the space too, is exactly 1 em wide.

    Cap height and ascender are 0.8 em, descender 0.2 em, x-height 0.5 em. While a test has this
    fixture, the font is also installed as the fontpkg family "square", in roman and italic and at
    any weight: `open_face(Cut("square"))`, `Foundry` and themes find it.
    """
    root = tmp_path_factory.mktemp("fonts")
    file = _square_package(root / "fontpkg_square")
    sys.path.insert(0, str(root))
    yield file
    sys.path.remove(str(root))
    sys.modules.pop("fontpkg_square", None)


@pytest.fixture(scope="session")
def square_face(square_font: Path) -> Any:
    """The square font opened as a `layout.typeset.words.face.Face`, of the cut `Cut("square")`."""
    from layout.typeset.words.face import open_face
    from layout.typeset.words.style import Cut

    return open_face(Cut(SQUARE))


def _square_package(package: Path) -> Path:
    package.mkdir()
    file = package / "square.ttf"
    _draw_square_font(file)
    package.joinpath("__init__.py").write_text(
        "from pathlib import Path\nFAMILY = 'Square'\nROOT = Path(__file__).parent\n"
    )
    entries = [
        {"path": file.name, "style": style, "weight": None, "variable": True}
        for style in ("normal", "italic")
    ]
    meta = {"schema": 1, "family": "Square", "slug": SQUARE, "axes": [], "files": entries}
    package.joinpath("metadata.json").write_text(json.dumps(meta))
    return file


def _draw_square_font(file: Path) -> None:
    from fontTools.fontBuilder import FontBuilder

    names = {code: f"u{code:04X}" for code in SQUARE_CHARACTERS}
    order = [".notdef", *names.values()]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap(names)
    empty = {names[0x20], names[0xA0]}
    builder.setupGlyf({name: _square_outline(name in empty) for name in order})
    builder.setupHorizontalMetrics(dict.fromkeys(order, (1000, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Square", "styleName": "Regular"})
    builder.setupOS2(sTypoAscender=800, sTypoDescender=-200, sCapHeight=800, sxHeight=500)
    builder.setupPost()
    builder.updateHead(created=0, modified=0)
    builder.font.recalcTimestamp = False
    builder.save(file)


def _square_outline(empty: bool) -> Any:
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    pen = TTGlyphPen(None)
    if not empty:
        pen.moveTo((0, -200))
        for point in ((0, 800), (1000, 800), (1000, -200)):
            pen.lineTo(point)
        pen.closePath()
    return pen.glyph()


# --- Goldens: text compared with a file that a reviewer can read. -------------------------------


@pytest.fixture
def golden(
    request: pytest.FixtureRequest, difference: Callable[[str, str, str], str]
) -> Callable[[str, str], None]:
    """Compares a text with tests/golden/expected/NAME; --update-golden writes it instead.

    Where they differ the test fails, and build/golden-report.html shows old, new and difference.
    """
    folder = request.config.rootpath / "tests" / "golden" / "expected"

    def compare(name: str, text: str) -> None:
        file = folder / name
        if request.config.getoption("--update-golden"):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
            return
        old = file.read_text(encoding="utf-8") if file.exists() else ""
        if old != text:
            pytest.fail(difference(name, old, text), pytrace=False)

    return compare


@pytest.fixture
def difference(request: pytest.FixtureRequest) -> Callable[[str, str, str], str]:
    """Notes a golden that differs for the report, and gives what there is to say of it."""

    def noted(name: str, old: str, new: str) -> str:
        request.node.user_properties.append(("golden", [name, old, new]))
        return _difference(name, old, new)

    return noted


def _difference(name: str, old: str, new: str) -> str:
    lines = difflib.unified_diff(
        old.splitlines(), new.splitlines(), f"expected/{name}", "this run", lineterm="", n=2
    )
    shown = "\n".join(list(lines)[:60])
    return f"{shown}\nsee build/golden-report.html; if it is right: pytest --update-golden"


class GoldenReport:
    """Collects the goldens that differ and writes them as one HTML page when the run ends."""

    def __init__(self, root: Path) -> None:
        self._file = root / "build" / "golden-report.html"
        self._different: dict[str, tuple[str, str]] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Takes what the golden fixture noted, from this process or from a worker."""
        if report.when == "call":
            noted: list[Any] = [value for key, value in report.user_properties if key == "golden"]
            self._different.update({name: (old, new) for name, old, new in noted})

    def pytest_sessionfinish(self) -> None:
        """Writes the report, or removes that of an earlier run where nothing differs any more."""
        if not self._different:
            self._file.unlink(missing_ok=True)
            return
        self._file.parent.mkdir(exist_ok=True)
        parts = [self._section(name) for name in sorted(self._different)]
        self._file.write_text(GOLDEN_PAGE.format("\n".join(parts)), encoding="utf-8")

    def _section(self, name: str) -> str:
        old, new = self._different[name]
        table = difflib.HtmlDiff(tabsize=4, wrapcolumn=90).make_table(
            old.splitlines(), new.splitlines(), "expected", "this run", context=True, numlines=4
        )
        whole = "".join(
            f"<details><summary>{title}</summary><pre>{html.escape(text)}</pre></details>"
            for title, text in (("expected, whole", old), ("this run, whole", new))
        )
        return f"<section><h2>{html.escape(name)}</h2>{table}{whole}</section>"


GOLDEN_PAGE = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Goldens that differ</title>
<style>
body {{ font: 15px/1.4 system-ui, sans-serif; margin: 2rem; }}
table.diff, pre {{ font: 12px/1.35 ui-monospace, monospace; border-collapse: collapse; }}
.diff td {{ padding: 0 .5em; white-space: pre-wrap; }}
.diff_header, .diff_next {{ color: #777; }}
.diff_add {{ background: #cdf3d3; }} .diff_chg {{ background: #fdf1b5; }}
.diff_sub {{ background: #fbd0d0; }}
</style>
<h1>Goldens that differ</h1>
<p>If this run is right, <code>pytest --update-golden</code> makes it the expectation.</p>
{}
</html>
"""
