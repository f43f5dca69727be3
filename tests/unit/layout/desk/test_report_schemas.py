"""What every command prints with --json fits its own schema: on good, on bad and on no input."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from support.imports.wordpress_samples import export, item_xml
from support.preflight.files import made
from support.schemas.json_schema import fits, wrong

from layout.desk.command import main, newsgrid
from layout.desk.command_table import COMMANDS
from layout.desk.commands.describing.schema import COMMANDS as REPORTED
from layout.desk.commands.describing.schema import FILES, schema_of

BOOK = """\
id,advertiser,size,page,price
A1,Inn,1/4 page,,120
A2,Mill,2x100mm,3,80
A3,Huge Sons,5x380mm,1,900
A4,Also Huge,5x380mm,1,900
"""
STRIP = {
    "width": 343,
    "viewport": [375, 667],
    "height": 2400,
    "items": [
        {"id": f"p{n}", "role": "paragraph", "top": n * 200, "bottom": n * 200 + 190, "words": 60}
        for n in range(12)
    ],
}
BROKEN = 'nam = 3\n[print\nformat = "tabliod"\n'


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A folder with a publication that works and one with a mistake in each file; the working
    folder while a test runs."""
    folder = tmp_path_factory.mktemp("reports")
    before = Path.cwd()
    os.chdir(folder)
    try:
        assert main(["new", "gazette"]) == 0
        assert main(["new", "broken"]) == 0
        (folder / "gazette" / "ads.csv").write_text(BOOK)
        (folder / "broken" / "newsgrid.toml").write_text(BROKEN)
        (folder / "broken" / "slots.toml").write_text("[slot.a]\nhold = 3\n")
        (folder / "broken" / "ads.csv").write_text("id,size\n1,2\n")
        (folder / "broken" / "stories" / "empty.md").write_text("")
        (folder / "strip.json").write_text(json.dumps(STRIP))
        (folder / "broken.json").write_text('{"width": "3"}')
        (folder / "empty").mkdir()
        (folder / "page.pdf").write_bytes(made(b"1 0 0 rg 20 20 60 60 re f"))
        posts = (item_xml("A ferry."), item_xml("About us.", "About", 8, kind="page"))
        (folder / "export.xml").write_bytes(export(*posts))
        yield folder
    finally:
        os.chdir(before)


@pytest.fixture(autouse=True)
def heard(capsys, place):
    """Nothing is left of what was said while the folder was made."""
    capsys.readouterr()


def report(capsys, *arguments):
    """The report of a command with --json, and its exit code, which the report tells too."""
    code = main([*arguments, "--json"])
    data = json.loads(capsys.readouterr().out)
    assert data["exit"] == code
    return data, code


STORY = "gazette/stories/harbour-wall.md"
GOOD = {
    "a story": ("print", STORY, "-o", "out/story.pdf"),
    "a proof": ("print", STORY, "-o", "out/proof.pdf", "--proof"),
    "pages as HTML": ("print", STORY, "-o", "out/html", "--html"),
    "an edition": ("print", "gazette", "-o", "out/edition.pdf"),
    "an edition again": ("print", "gazette", "-o", "out/edition.pdf"),
    "an edition refused": ("print", "gazette", "-o", "out/refused.pdf", "--strict"),
    "a stack": ("stack", "gazette"),
    "a stack drawn": ("stack", "gazette", "--proof", "out/stack.svg"),
    "a page": ("web", STORY, "-o", "out/web"),
    "a site": ("site", "gazette", "-o", "out/site"),
    "a site again": ("site", "gazette", "-o", "out/site"),
    "an e-paper": ("epaper", "gazette", "-o", "out/epaper"),
    "an e-paper refused": ("epaper", "gazette", "-o", "out/none", "--strict"),
    "both editions": ("explain", STORY),
    "one screen": ("explain", STORY, "--width", "1300"),
    "paper": ("explain", STORY, "--edition", "print"),
    "rules": ("simulate", "gazette", "--jobs", "1"),
    "two sets of rules": ("simulate", "gazette", "--against", "preset:spacefinder", "--jobs", "1"),
    "a report drawn": ("simulate", "gazette", "-o", "out/rules.html", "--jobs", "1"),
    "a strip": ("place", "strip.json"),
    "a strip twice": ("place", "strip.json", "--compare", "preset:mediavine"),
    "a publication": ("check", "gazette"),
    "mistakes": ("check", "broken"),
    "a file": ("check", STORY),
    "a file that is no PDF": ("preflight", "strip.json"),
    "a PDF": ("preflight", "page.pdf", "--profile", "pdf-x-4", "--proof", "out/preflight.pdf"),
    "a start": ("new", "out/fresh"),
    "an import": ("import", "export.xml", "-o", "out/paper"),
    "an import again": ("import", "export.xml", "-o", "out/paper", "--pages", "--drafts"),
    "a trial": ("print", "gazette", "--dry-run", "--with", "story.harbour-wall.page = 2"),
    "an import of copies": ("import", "gazette/stories", "-o", "out/copies", "--dry-run"),
}


@pytest.mark.slow
@pytest.mark.parametrize("arguments", GOOD.values(), ids=GOOD)
def test_good_input(capsys, arguments):
    data, code = report(capsys, *arguments)
    assert code in (0, 1)
    assert wrong(data, schema_of(arguments[0])) == []
    assert len(data) > 3  # a report, not only why there is none


BAD = [
    ("preview", "nowhere", "--no-open"),
    ("preview", "empty", "--no-open"),
    ("print", "nowhere.md"),
    ("print", "broken"),
    ("print", "broken/stories/harbour-wall.md"),
    ("print", "strip.json"),
    ("print", STORY, "-o", "-"),
    ("print", STORY, "--proof", "--html"),
    ("stack", "broken"),
    ("stack", "empty"),
    ("stack", "gazette", "--proof", "x.doc"),
    ("web", "broken/stories/empty.md", "-o", "out/x"),
    ("web", STORY, "-o", "-"),
    ("site", "broken", "-o", "out/x"),
    ("site", "gazette", "-o", "gazette/stories"),
    ("epaper", "broken", "-o", "out/x"),
    ("epaper", "gazette", "-o", "gazette/stories"),
    ("epaper", "gazette", "-o", "-"),
    ("explain", "nowhere.md"),
    ("explain", STORY, "--edition", "print", "--width", "3"),
    ("simulate", "nowhere"),
    ("simulate", "gazette", "--rules", "broken/slots.toml"),
    ("place", "broken.json"),
    ("import", "nowhere.xml", "-o", "out/x"),
    ("import", "https://paper.example/", "-o", "out/x"),
    ("place", "nowhere.json"),
    ("check", "nowhere"),
    ("preflight", "nowhere.pdf"),
    ("preflight", "page.pdf", "--profile", "pdf-x-5"),
    ("preflight", "page.pdf", "--profile", "broken/slots.toml"),
    ("preflight", "page.pdf", "--proof", "page.pdf"),
    ("preflight", "page.pdf", "--proof", "-"),
    ("check", "empty"),
    ("new", "gazette"),
]


@pytest.mark.parametrize("arguments", BAD, ids=" ".join)
def test_bad_input(capsys, arguments):
    data, code = report(capsys, *arguments)
    assert code == 2
    assert wrong(data, schema_of(arguments[0])) == []
    assert set(data) == {"command", "exit", "findings"}
    assert data["command"] == arguments[0]


MANY = ("import", "preflight", "measure-theme")
"""Commands that take any number of files."""

NEEDY = ("print", "web", "explain", "simulate", "place", "new")

USAGE = [
    *((command, "--nonsense") for command in REPORTED),
    *((command,) for command in (*NEEDY, *MANY)),
    *((command, "a", "b", "c") for command in REPORTED if command not in MANY),
    ("import", "a", "--since", "soon"),
    ("preview", "--port", "x"),
    ("print", STORY, "--columns", "99"),
    ("web", STORY),
    ("explain", STORY, "--width", "wide"),
    ("explain", STORY, "--date", "soon"),
    ("simulate", "gazette", "--strategy", "best"),
    ("site", "-o"),
]


@pytest.mark.parametrize("arguments", USAGE, ids=" ".join)
def test_command_lines_that_nobody_can_follow(capsys, arguments):
    if arguments == ("site", "-o"):  # the option that takes a value comes last
        assert main(["site", "--json", "-o"]) == 2
        data, code = json.loads(capsys.readouterr().out), 2
    else:
        data, code = report(capsys, *arguments)
    assert code == 2
    assert wrong(data, schema_of(arguments[0])) == []
    assert data["command"] == arguments[0]
    (finding,) = data["findings"]
    assert finding["code"] == "usage" and finding["hint"]


@pytest.mark.parametrize("arguments", [(), ("prnt",), ("--nonsense",)])
def test_command_lines_of_no_command(capsys, arguments):
    data, code = report(capsys, *arguments)
    assert code == 2 and data["command"] == "newsgrid"
    assert all(wrong(data, schema_of(command)) == [] for command in REPORTED)


def test_json_after_two_dashes_is_a_name(capsys):
    assert main(["print", "--nonsense", "--", "--json"]) == 2
    assert capsys.readouterr().out == ""


def test_usage_errors_for_people_stay_as_they_are(capsys):
    assert main(["print", "--nonsense"]) == 2
    out, err = capsys.readouterr()
    assert out == "" and err.startswith("Usage: newsgrid print ")


@pytest.mark.slow
def test_the_line_of_the_preview(place):
    code = "import sys; from layout.desk.command import main; sys.exit(main(sys.argv[1:]))"
    command = [sys.executable, "-c", code, "preview", "gazette", "--no-open", "--port", "0"]
    with subprocess.Popen([*command, "--json"], stdout=subprocess.PIPE, text=True) as desk:
        try:
            line = desk.stdout.readline()
        finally:
            desk.kill()
    assert wrong(json.loads(line), schema_of("preview")) == []


def test_every_command_that_knows_json_has_a_schema():
    without = {"schema", "completion"}
    assert set(REPORTED) == set(COMMANDS) - without
    for command in COMMANDS:
        known = {each.name for each in newsgrid.get_command(None, command).params}
        assert ("as_json" in known) == (command not in without)


@pytest.mark.parametrize("name", [*FILES, *REPORTED, "simulation", "placement"])
def test_schemas_are_printed(capsys, name):
    assert main(["schema", name]) == 0
    schema = json.loads(capsys.readouterr().out)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["title"]


@pytest.mark.parametrize("command", REPORTED)
def test_schemas_refuse_what_is_no_report(command):
    schema = schema_of(command)
    failure = {
        "code": "x",
        "severity": "error",
        "message": "m",
        "file": None,
        "line": None,
        "column": None,
        "hint": "mend it",
    }
    good = {"command": command, "exit": 2, "findings": [failure]}
    assert fits(good, schema)
    assert not fits({}, schema)
    assert not fits({**good, "exit": 0}, schema)
    assert not fits({**good, "more": 1}, schema)
    assert not fits({**good, "command": "other"}, schema)
    assert not fits({**good, "findings": []}, schema)
    assert not fits({**good, "findings": [{**failure, "hint": None}]}, schema)
    assert not fits({**good, "findings": [{**failure, "severity": "bad"}]}, schema)
