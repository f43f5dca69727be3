"""What commands share: dashes for streams, and the report that they end in."""

from __future__ import annotations

import click
import pytest
from click.testing import CliRunner

from layout.desk.command_line.options import DATE, FILE, INPUT, OUTPUT, STRATEGY, reports
from layout.desk.commands.describing.completion import completion
from layout.work.terminal.console import STDOUT
from layout.work.terminal.report import Report
from slots.files.door import STDIN
from slots.finding import Finding, Severity, Where, bad_input
from slots.rules.terms import Strategy

SEEN = {}


def command(outcome):
    @click.command()
    @click.argument("given", type=INPUT)
    @click.option("-o", "output", type=OUTPUT)
    @click.option("--strategy", type=STRATEGY)
    @DATE
    @reports
    def try_all(console, given, output, strategy, date):
        SEEN.update(given=given, output=output, strategy=strategy, date=date)
        return outcome()

    return try_all


def run(*arguments, outcome=lambda: Report({"n": 1}, "all is well")):
    return CliRunner().invoke(command(outcome), arguments)


@pytest.mark.parametrize(("written", "given"), [("-", STDIN), ("./-", "-"), ("a.md", "a.md")])
def test_a_dash_is_a_stream_and_a_file_of_that_name_is_below_a_folder(written, given):
    assert run(written).exit_code == 0
    assert SEEN["given"] == given if given is STDIN else str(SEEN["given"]) == given
    run("a.md", "-o", "-")
    assert SEEN["output"] is STDOUT


def test_the_report_is_text_or_json_with_the_commands_name():
    assert run("a.md").output == "all is well\n"
    assert '"command": "try-all"' in run("a.md", "--json").output


@pytest.mark.parametrize(("strict", "code"), [((), 0), (("--strict",), 1)])
def test_warnings_fail_a_strict_command(strict, code):
    warning = Finding("x", Severity.WARNING, "odd", Where("a.md"), "mend it")
    found = run("a.md", *strict, outcome=lambda: Report({}, "", (warning,)))
    assert found.exit_code == code


def test_bad_input_is_exit_two_and_no_traceback():
    def refuse():
        raise bad_input("x", "no such thing", Where("a.md"), "write one")

    found = run("a.md", outcome=refuse)
    assert found.exit_code == 2
    assert "no such thing" in found.output and "Traceback" not in found.output


def test_strategies_are_those_of_the_rules_and_days_are_days():
    assert STRATEGY.choices == tuple(each.value for each in Strategy)
    run("a.md", "--strategy", "stable", "--date", "2026-11-24")
    assert (SEEN["strategy"], SEEN["date"].isoformat()) == ("stable", "2026-11-24T00:00:00")
    assert run("a.md", "--date", "24.11.2026").exit_code == 2
    assert run("a.md", "--strategy", "best").exit_code == 2
    assert FILE.convert("a", None, None).name == "a"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_has_a_script_that_asks_the_command(shell):
    found = CliRunner().invoke(completion, [shell])
    assert found.exit_code == 0
    assert "_NEWSGRID_COMPLETE" in found.output and "newsgrid" in found.output


def test_another_shell_is_refused_with_those_that_there_are():
    found = CliRunner().invoke(completion, ["tcsh"])
    assert found.exit_code == 2
    assert "bash" in found.output
