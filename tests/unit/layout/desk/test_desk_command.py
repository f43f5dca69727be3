"""The command line as its user meets it: help, options, reports, exit codes, what is imported."""

import json
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from layout.desk.command import main
from layout.desk.command_table import COMMANDS

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[4]
SEED = ROOT / "seeds" / "000_c245132f38cc56cf.txt"
PLAIN = "Bridge opens\n\nThe bridge opened on Friday. It had been closed for two years.\n"
HEAVY = {"weasyprint", "ortools", "pydantic", "rich", "uharfbuzz", "pikepdf", "PIL", "jinja2"}


@pytest.fixture
def story(tmp_path):
    file = tmp_path / "bridge.txt"
    file.write_text(PLAIN)
    return file


def newsgrid(capsys, *arguments):
    """Exit code, stdout and stderr of a command."""
    code = main([str(argument) for argument in arguments])
    return code, *capsys.readouterr()


def imported_by(*arguments):
    """The heavy packages that a command has imported when it is done."""
    code = (
        "import sys, contextlib, io\n"
        "from layout.desk.command import main\n"
        "with contextlib.redirect_stdout(io.StringIO()):\n"
        f"    main({list(map(str, arguments))!r})\n"
        f"print(*sorted({HEAVY!r} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


def test_help_lists_every_command_with_examples_and_exit_codes(capsys):
    code, out, err = newsgrid(capsys, "--help")
    assert (code, err) == (0, "")
    assert all(f"  {name} " in out and line in out for name, (_, line) in COMMANDS.items())
    assert "Examples:" in out and "Exit codes:" in out


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_of_its_own(capsys, command):
    code, out, _ = newsgrid(capsys, command, "--help")
    assert code == 0
    assert f"newsgrid {command} " in out
    assert "Example" in out or command == "completion"
    assert len(COMMANDS[command][1]) < 70


def test_help_imports_nothing_heavy():
    assert imported_by("--help") == set()


def test_help_takes_under_a_fifth_of_a_second_of_processor_time():
    def once():
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        code = "from layout.desk.command import main; main(['--help'])"
        subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, cwd=ROOT)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    assert min(once() for _ in range(5)) < 0.2


def test_check_and_text_alone_need_neither_renderer_nor_solver(story, tmp_path):
    output = tmp_path / "bridge.pdf"
    assert not imported_by("check", SEED) & {"weasyprint", "ortools"}
    assert not imported_by("print", story, "-o", output) & {"weasyprint", "ortools"}
    assert output.exists()


def test_version(capsys):
    code, out, _ = newsgrid(capsys, "--version")
    assert code == 0
    assert out.startswith("newsgrid ")


@pytest.mark.parametrize("installed", ["layout.desk.entry", "layout.desk.command"])
def test_the_installed_command_works_also_as_it_was_installed_before_0_5_0(installed):
    code = f"import sys; from {installed} import script; sys.argv[0] = 'newsgrid'; script()"
    given = [sys.executable, "-c", code, "prnt", "--json"]
    done = subprocess.run(given, capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 2
    assert 'no command "prnt" (did you mean "print"?)' in done.stderr
    assert json.loads(done.stdout)["findings"][0]["code"] == "usage"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["prnt"], 'no command "prnt" (did you mean "print"?)'),
        (["zzz"], 'no command "zzz"'),
        (["print"], "Missing argument 'PUBLICATION|STORY'"),
        (["print", "a.md", "--colums", "3"], "--columns"),
        (["print", "a.md", "--columns", "0"], "1<=x<=24"),
        (["web", "a.md"], "Missing option '-o'"),
        (["explain", "a.md", "--edition", "radio"], "'web', 'print'"),
    ],
)
def test_usage_errors_exit_2_and_say_what_is_meant(capsys, arguments, said):
    code, out, err = newsgrid(capsys, *arguments)
    assert (code, out) == (2, "")
    assert said in err


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts(capsys, shell):
    code, out, _ = newsgrid(capsys, "completion", shell)
    assert code == 0
    assert "_NEWSGRID_COMPLETE" in out


def test_completion_completes(tmp_path):
    environment = {**os.environ, "_NEWSGRID_COMPLETE": "bash_complete"}
    environment |= {"COMP_WORDS": "newsgrid pr", "COMP_CWORD": "1"}
    code = "import sys; from layout.desk.command import main; sys.exit(main())"
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, cwd=ROOT
    )
    assert done.stdout == "plain,preview\nplain,print\nplain,preflight\n"


@pytest.mark.parametrize("file", ["slots", "newsgrid"])
def test_schemas_are_json(capsys, file):
    code, out, _ = newsgrid(capsys, "schema", file)
    assert code == 0
    assert f"{file}.toml" in json.loads(out)["title"]


def test_print_says_what_it_did(capsys, story, tmp_path):
    output = tmp_path / "new" / "folder" / "bridge.pdf"
    code, out, err = newsgrid(capsys, "print", story, "-o", output, "--strict")
    assert (code, err) == (0, "")
    assert output.read_bytes().startswith(b"%PDF")
    lines = out.splitlines()
    assert lines[0].startswith(f"Wrote {output} (")
    assert lines[1] == "1 page, 14 words in 2 lines of body text, 0 boxes"
    assert lines[2].startswith("2 legs: 0 short, ")
    assert "no findings" in lines[3] and "left white" in lines[3]


def test_print_without_output_writes_beside_the_story(capsys, story):
    assert newsgrid(capsys, "print", story)[0] == 0
    assert story.with_suffix(".pdf").exists()


def test_print_reports_as_json(capsys, story, tmp_path):
    output = tmp_path / "bridge.pdf"
    _, out, _ = newsgrid(capsys, "print", story, "-o", output, "--json")
    report = json.loads(out)
    assert report["files"] == [str(output)]
    assert (report["command"], report["exit"]) == ("print", 0)
    assert (report["pages"], report["words"]) == (1, 14)
    assert report["objective"] == report["bound"]


def test_print_verbose_numbers_its_steps(capsys, story, tmp_path):
    _, _, err = newsgrid(capsys, "print", story, "-o", tmp_path / "a.pdf", "--verbose")
    numbers = [line.split(" - ")[0] for line in err.splitlines()]
    assert numbers == [f"Step {number}" for number in range(1, len(numbers) + 1)]
    assert len(numbers) >= 5


def test_print_takes_format_and_columns(capsys, story, tmp_path):
    import pypdfium2

    output = tmp_path / "a.pdf"
    assert newsgrid(capsys, "print", story, "-o", output, "--format", "a5")[0] == 0
    with pypdfium2.PdfDocument(output) as document:
        width, height = document.get_page_size(0)
    assert (round(width / 72 * 25.4), round(height / 72 * 25.4)) == (148, 210)
    code, _, err = newsgrid(capsys, "print", story, "--format", "a5", "--columns", "9")
    assert code == 2
    assert "format a5: 9 columns would be" in err and "at most" in err


def test_print_knows_formats_by_near_names(capsys, story):
    code, _, err = newsgrid(capsys, "print", story, "--format", "tabliod")
    assert code == 2
    assert err.startswith('unknown format "tabliod" (did you mean "tabloid"?) (hint: one of ')


def test_the_same_story_gives_the_same_bytes_under_another_hash_seed(story, tmp_path):
    code = "import sys; from layout.desk.command import main; sys.exit(main(sys.argv[1:]))"
    made = []
    for seed in ("1", "2"):
        output = tmp_path / f"{seed}.pdf"
        arguments = [sys.executable, "-c", code, "print", str(story), "-o", str(output)]
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run(arguments, env=environment, check=True, capture_output=True, cwd=ROOT)
        made.append(output.read_bytes())
    assert made[0] == made[1]


def test_check_shows_a_table_and_counts(capsys, tmp_path):
    (tmp_path / "newsgrid.toml").write_text("nam = 1\n")
    (tmp_path / "stories").mkdir()
    (tmp_path / "stories" / "a.md").write_text(PLAIN.replace("Bridge", "# Bridge"))
    code, out, err = newsgrid(capsys, "check", tmp_path)
    assert (code, err) == (1, "")
    lines = out.splitlines()
    assert lines[0].split() == ["where", "severity", "what"]
    assert f"{tmp_path}/newsgrid.toml:1:1" in lines[1] and 'did you mean "name"?' in lines[1]
    assert lines[-1] == "2 files checked: 1 error"


def test_check_of_all_seeds_finds_no_error(capsys):
    code, out, _ = newsgrid(capsys, "check", ROOT / "seeds", "--json")
    report = json.loads(out)
    assert code == 0
    assert str(SEED) in report["checked"]
    assert len(report["checked"]) >= 5


@pytest.mark.parametrize("name", ["theme.toml", "slots.toml", "newsgrid.toml"])
def test_check_knows_each_file_by_its_name(capsys, tmp_path, name):
    (tmp_path / name).write_text("[styles.body]\nsise = 9\n")
    code, out, _ = newsgrid(capsys, "check", tmp_path / name)
    assert code == 1
    assert name in out and "error" in out


@pytest.mark.parametrize("path", ["nothing-here.md", "."])
def test_check_of_nothing_is_bad_input(capsys, tmp_path, path):
    code, out, err = newsgrid(capsys, "check", tmp_path / path)
    assert (code, out) == (2, "")
    assert "(hint: " in err


def test_interrupts_exit_130(capsys, story, monkeypatch):
    def interrupted(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("layout.desk.reports.edition.print_lone_story.gather", interrupted)
    code, _, err = newsgrid(capsys, "print", story)
    assert (code, err.strip()) == (130, "newsgrid: interrupted")


def test_a_reader_that_goes_away_is_not_our_business():
    code = "import sys; from layout.desk.command import main; sys.exit(main(['schema', 'slots']))"
    arguments = [sys.executable, "-c", code]
    process = subprocess.Popen(
        arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT
    )
    process.stdout.close()
    assert process.stderr.read() == ""
    process.stderr.close()
    assert process.wait() == 141


def test_a_full_disk_under_the_report_is_one_clear_line():
    code = "import sys; from layout.desk.command import main; sys.exit(main(['schema', 'slots']))"
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-c", code], stdout=full, stderr=subprocess.PIPE, text=True, cwd=ROOT
        )
    assert done.returncode == 2
    assert done.stderr == "newsgrid: the report cannot be written: No space left on device\n"
