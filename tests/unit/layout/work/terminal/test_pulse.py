"""How far work is: its share and the time to go; where there is no terminal, line by line."""

import sys
from threading import Event, Semaphore

import pytest

from layout.work.terminal import progress
from layout.work.terminal.console import Console
from layout.work.terminal.progress import EVERY, Clock, Progress, Pulse, State, every, spoken


class Hand(Clock):
    """A clock that a test turns by hand: nobody sleeps, and nothing depends on the machine."""

    def __init__(self):
        self.time = 0.0
        self.turned, self.told = Semaphore(0), Semaphore(0)
        self.waited = []

    def now(self):
        return self.time

    def wait(self, over, seconds):
        self.waited.append(seconds)
        self.turned.acquire()
        return over.is_set()

    def turn(self, seconds, lines=1):
        """So much later, when a line has been told."""
        self.time += seconds
        self.turned.release()
        for _ in range(lines):
            self.told.acquire()


@pytest.fixture
def clock():
    return Hand()


@pytest.fixture
def work(clock):
    """Progress of which every line is kept in `lines`."""
    lines = []

    def say(line):
        lines.append(line)
        clock.told.release()

    shown = Progress(clock, Pulse(clock, EVERY, say))
    yield shown, lines
    clock.turned.release(9)
    shown.close()


def test_a_line_every_ten_seconds_tells_what_is_done_and_for_how_long(clock, work):
    shown, lines = work
    shown.step("Making up 24 pages")
    clock.turn(10)
    clock.turn(10)
    shown.step("Painting")
    clock.turn(70)
    assert lines == [
        "Making up 24 pages, for 10 s so far",
        "Making up 24 pages, for 20 s so far",
        "Painting, for about 1 min 10 s so far",
    ]
    assert set(clock.waited) == {10.0}


def test_a_share_has_its_time_to_go_once_that_is_known(clock, work):
    shown, lines = work
    shown.share("Making pages", 0, 300)
    clock.turn(10)
    shown.share("Making pages", 75, 300)
    clock.turn(10)
    shown.step("Planning a.md")  # a step between does not begin it anew
    clock.time = 40.0
    shown.share("Making pages", 120, 300)
    clock.turn(0)
    assert lines == [
        "Making pages: 0 %, 0 of 300",
        "Making pages: 25 %, 75 of 300, 30 s left",
        "Making pages: 40 %, 120 of 300, about 1 min 0 s left",
    ]


def test_another_piece_of_work_begins_its_own_time(clock, work):
    shown, lines = work
    shown.share("Making pages", 50, 100)
    clock.time = 50.0
    shown.share("Setting pages", 0, 4)
    clock.time = 60.0
    shown.share("Setting pages", 1, 4)
    clock.turn(0)
    assert lines == ["Setting pages: 25 %, 1 of 4, 30 s left"]


def test_when_it_is_over_nothing_more_is_told(clock, work):
    shown, lines = work
    shown.step("Painting")
    clock.turned.release()
    clock.told.acquire()
    clock.turned.release(2)
    shown.close()
    told = len(lines)
    assert told >= 1
    clock.turned.release(5)
    assert len(lines) == told
    shown.close()  # a second time, as a command that fails does


def test_a_state_on_a_terminal():
    assert State("Painting", 0.0).bar() == "Painting ..."
    assert State("Making pages", 0.0, 1, 4, 0.5).bar().endswith(" 25 %, 1 of 4")
    assert State("Making pages", 0.0, 1, 4, 5.0).bar().endswith(" 25 %, 1 of 4, 15 s left")


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        (None, 10),
        ("", 10),
        ("0", 0),
        ("60", 60),
        ("2.5", 2.5),
        ("never", 10),
        ("-1", 10),
        ("nan", 10),
        ("inf", 10),
    ],
)
def test_the_environment_says_how_often(said, seconds):
    assert every(said) == seconds


def test_times_as_people_say_them():
    assert [spoken(each) for each in (0.4, 9.4, 59.4, 69, 3600)] == [
        "0 s",
        "9 s",
        "59 s",
        "about 1 min 9 s",
        "about 60 min 0 s",
    ]


@pytest.mark.parametrize("verbose", [False, True])
def test_a_command_whose_stderr_is_a_file_tells_it_there(monkeypatch, capfd, clock, verbose):
    monkeypatch.setenv(progress.VARIABLE, "10")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: False, raising=False)
    said, lines = Event(), []

    def say(text, stream):
        lines.append(text)
        said.set()

    monkeypatch.setattr("layout.work.terminal.console._say", say)
    console = Console(verbose=verbose, clock=clock)
    console.step("Making up \x1b[31m24 pages")
    said.clear()
    clock.time = 10.0
    clock.turned.release()
    said.wait(60)
    clock.turned.release(3)
    console.done()
    assert lines[-1].startswith("newsgrid: Making up \\x1b[31m24 pages, for 10 s so far")


def test_none_is_told_where_none_is_wanted(monkeypatch, clock):
    monkeypatch.setenv(progress.VARIABLE, "0")
    console = Console(clock=clock)
    console.step("Painting")
    console.done()
    assert clock.waited == []
