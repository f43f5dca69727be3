"""Every error has a remedy: mypy takes none without, and while tests run none can be made
(`conftest.py`)."""

import subprocess
import sys
from pathlib import Path

import pytest

from layout.publication.settings.newsgrid_toml import read_house
from layout.typeset.words.theme import load_theme
from slots.finding import BadInput, Finding, Severity
from slots.interchange.strip_file import read_strip
from slots.rulebook.load import read_rules
from slots.rules.mistake import LOOK_UP, parted

ROOT = Path(__file__).parents[3]
SLOT = '[slot.a]\nholds = "ad"\nlabel = "Advertisement"\nsizes = ["300x250"]\n'

WITHOUT = """\
from slots.finding import Finding, Severity, Where, bad_input
from slots.rules.mistake import Mistake

Finding("code", Severity.ERROR, "message")
Finding("code", Severity.ERROR, "message", Where("file"), None)
bad_input("code", "message")
bad_input("code", "message", Where("file"))
Mistake("code", (), "message")
Mistake("code", (), "message", None, Severity.ERROR)
"""
WITH = """\
from slots.finding import Finding, Severity, Where, bad_input
from slots.rules.mistake import Mistake

Finding("code", Severity.ERROR, "message", Where("file"), "remedy")
Finding("code", Severity.INFO, "message")
bad_input("code", "message", hint="remedy")
Mistake("code", (), "message", "remedy")
Mistake("code", (), "message", severity=Severity.WARNING)
"""


@pytest.mark.slow
@pytest.mark.parametrize(("text", "wrong"), [(WITHOUT, range(4, 10)), (WITH, ())])
def test_the_types_take_no_error_without_a_remedy(tmp_path, text, wrong):
    file = tmp_path / "snippet.py"
    file.write_text(text)
    command = [sys.executable, "-m", "mypy", "--strict", "--follow-imports=silent"]
    cache = f"--cache-dir={tmp_path / 'cache'}"
    done = subprocess.run(
        [*command, cache, str(file)], capture_output=True, text=True, cwd=ROOT, check=False
    )
    lines = {int(line.split(":")[1]) for line in done.stdout.splitlines() if ": error:" in line}
    assert lines == set(wrong), done.stdout + done.stderr


def test_while_tests_run_none_can_be_made():
    made = compile('Finding("code", Severity.ERROR, "message")', str(ROOT / "slots/x.py"), "eval")
    with pytest.raises(AssertionError, match="no remedy"):
        eval(made, {"Finding": Finding, "Severity": Severity})


TOML = [
    "a = 1\na = 2\n",
    "[a]\nb = 1\n[a]\nc = 1\n",
    "a = { b = 1 }\n[a.b]\nc = 1\n",
    "a = [1, 2\n",
    "a = { b = 1\n",
    "[a\n",
    "two words = 1\n",
    "a b\n",
    "§ = 1\n",
    'a = "x\n',
    'a = """x\n',
    'a = "\\x"\n',
    "= 1\n",
    "a =\n",
    "a = 1 2\n",
    "a = word\n",
    f"a = {'9' * 5000}\n",
    "a = " + "[" * 200 + "]" * 200 + "\n",
    "a = 2026-13-45\n",
]


@pytest.mark.parametrize("text", TOML, ids=range(len(TOML)))
def test_broken_toml_has_remedies(text):
    _, found = read_rules(text, "slots.toml")
    assert found and all(finding.hint for finding in found)
    assert LOOK_UP not in {finding.hint for finding in found}


VALUES = [
    "decay = 5",
    "decay = '101%'",
    "margin = '3'",
    "margin = '-3px'",
    "margin = '3,5px'",
    "margin = '3 foot'",
    "margin = '1.2.3px'",
    "margin = 'wide'",
    "margin = '2 paragraphs'",
    "min = -1",
    "max = 1001",
    "max = '1'",
    "fallback = 'ends'",
    "takes = 'x'",
    "positions = ['paragraph 0']",
    "positions = ['every 0 words']",
    "positions = ['every 3 paragraphs from 5px']",
    "never_between = [['image']]",
    "never_between = [['image', 'image', 'image']]",
    "when = { published_from = '2026-01-31' }",
    "when = { min_words = 3, max_words = 2 }",
    "at = 3",
    "print = { sizes = ['3'] }",
    "print = { sizes = ['0x30mm'] }",
    "print = { sizes = ['3x0mm'] }",
    "print = { pages = '0' }",
    "nonsense = 1",
    "density = '3%'",
    "relax = [{ rule = 'from_tp' }]",
    "relax = [3]",
    "above = ['nobody']",
]


@pytest.mark.parametrize("line", VALUES)
def test_wrong_rules_have_remedies_that_say_what_to_write(line):
    rules, found = read_rules(f"{SLOT}{line}\n", "slots.toml")
    assert rules is None and all(finding.hint for finding in found), found
    assert LOOK_UP not in {finding.hint for finding in found}, found


STRIPS = [
    "",
    "{",
    "[]",
    "{}",
    '{"a": 1, "a": 2}',
    "nul",
    '{"width": "3px"}',
    '{"width": -1, "viewport": [1], "height": 1e99, "items": 3}',
    '{"width": 3, "viewport": [1, 2], "height": 9, "items": [3, {}, {"id": 3}]}',
    '{"width": 3, "viewport": [1, 2], "height": 9, "items": [], "about": {"date": "x"}}',
    '{"width": 3, "viewport": [1, 2], "height": 9, "items": [], "about": {"tags": "x"}}',
    '{"a": "\t", "b": "\\q", "c": "\\ud800"}',
    "{a: 1}",
    '{"a" 1}',
    '{"a": }',
    "[" * 99,
]


@pytest.mark.parametrize("text", STRIPS)
def test_broken_strips_have_remedies(text):
    with pytest.raises(BadInput) as refused:
        read_strip(text, "strip.json")
    assert all(finding.hint for finding in refused.value.findings)


def test_settings_and_themes_have_remedies(tmp_path):
    text = 'nam = 1\nname = 3\nprice = 4\n[print]\npages = 3\n[format.a]\nwidth = "0mm"\n[[x]]\n'
    _, found = read_house(text, tmp_path / "newsgrid.toml")
    assert {finding.code for finding in found} >= {"unknown-key", "bad-value"}
    assert all(finding.hint for finding in found)
    (tmp_path / "theme.toml").write_text(
        '[styles.body]\nsize = "x"\nweight = 1e9\ntracking = 99999999\nsize_ = 2\n[styles.b]\n'
    )
    with pytest.raises(BadInput) as refused:
        load_theme(tmp_path)
    assert all(finding.hint for finding in refused.value.findings)


def test_a_parsers_sentence_is_parted_where_its_remedy_begins():
    assert parted('"a: b" is no size: write "3x4"') == ('"a: b" is no size', 'write "3x4"')
    assert parted("is wrong") == ("is wrong", LOOK_UP)
