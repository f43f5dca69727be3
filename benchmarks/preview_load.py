"""The preview desk under load: fifty edits a second, twenty tabs, two thousand stories.

    python -m benchmarks.preview_load [--seconds 60] [--stories 2000] [--tabs 20] [--edits 50]

Half of the edits are saved through the desk, by editors who know the file as it was when they read
it; half are written by another program, to other stories. Each tab listens for events and asks for
its story's page after each. Told: how long answers took, the memory of all processes as it went,
what the tabs showed at last, whether an update was lost, and how the desk ended.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from select import select
from typing import Any
from urllib.parse import quote, urlsplit

from benchmarks.preview import cookie_of

ROOT = Path(__file__).parents[1]
CODE = "import sys; from layout.desk.command import main; sys.exit(main(sys.argv[1:]))"
EDITED = 5
"""Stories that are edited through the desk, and as many that another program edits."""

EVERY = 5.0
"""Seconds between two looks at memory."""

WORDS = "The council voted on Tuesday to raise the wall before the winter storms come. "
PAGE = 4096


@dataclass(frozen=True, slots=True)
class Load:
    """How much of everything."""

    seconds: float = 60
    stories: int = 2000
    tabs: int = 20
    edits: int = 50


@dataclass(slots=True)
class Outcome:
    """What came of it. Times of answers in ms, others in s; memory in MB, by process: as it went,
    and after each round, when all tabs show what was edited last."""

    made: int = 0
    took: float = 0
    refused: int = 0
    answers: list[float] = field(default_factory=list)
    memory: list[dict[str, float]] = field(default_factory=list)
    settled: list[dict[str, float]] = field(default_factory=list)
    work: dict[str, float] = field(default_factory=dict)
    behind: int = 0
    lost: int = 0
    closed: float = 0
    code: int | None = None
    said: str = ""
    left: int = 0


def publication(folder: Path, stories: int) -> None:
    """A publication of so many stories of 300 words."""
    command = [sys.executable, "-c", CODE, "new", str(folder)]
    subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
    for number in range(stories):
        file_of(folder, number).write_text(text_of(number, "as it was"))


def file_of(folder: Path, number: int) -> Path:
    """The file of a story."""
    return folder / "stories" / f"story-{number:04}.md"


def text_of(number: int, mark: str) -> str:
    """A story, with a mark in its first paragraph."""
    head = f"---\nheadline: Story {number} of the wall\nsection: Town\ndate: 2026-01-09\n---\n\n"
    return f"{head}Mark {mark}. {WORDS}\n\n" + "\n\n".join(WORDS * 3 for _ in range(6)) + "\n"


class Client:
    """Asks the desk, over one connection, with the cookie that it gave."""

    def __init__(self, port: int, cookie: str) -> None:
        self._cookie = cookie
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def close(self) -> None:
        """Hangs up."""
        self._connection.close()

    def ask(self, method: str, path: str, body: Any = None) -> tuple[int, bytes]:
        """The status and the body."""
        own = {"x-newsgrid": "bench", "content-type": "application/json"}
        headers = {**own, "cookie": self._cookie}
        sent = None if body is None else json.dumps(body)
        try:
            self._connection.request(method, path, sent, headers)
            answer = self._connection.getresponse()
        except http.client.RemoteDisconnected:  # it was idle for too long
            self._connection.close()
            self._connection.request(method, path, sent, headers)
            answer = self._connection.getresponse()
        return answer.status, answer.read()


@dataclass(frozen=True, slots=True)
class Door:
    """Where a desk listens, and the cookie that it gave for its key."""

    port: int
    cookie: str

    def client(self) -> Client:
        """Somebody who asks it."""
        return Client(self.port, self.cookie)


class TabAt(threading.Thread):
    """A tab that shows a story: hears, asks, and looks at what the page says."""

    def __init__(self, door: Door, number: int, outcome: Outcome) -> None:
        super().__init__(daemon=True)
        self._door, self.number, self._outcome = door, number, outcome
        self.shows = ""

    def run(self) -> None:
        """Until the desk closes."""
        with (
            closing(http.client.HTTPConnection("127.0.0.1", self._door.port)) as listening,
            closing(self._door.client()) as desk,
            suppress(OSError, http.client.HTTPException),
        ):
            listening.request("GET", "/events", headers={"cookie": self._door.cookie})
            with listening.getresponse() as events:
                while line := events.fp.readline():
                    if line.startswith(b"data:"):
                        self._ask(desk)

    def _ask(self, desk: Client) -> None:
        name = quote(f"stories/story-{self.number:04}.md")
        begun = time.perf_counter()
        status, body = desk.ask("GET", f"/api/page?story={name}")
        self._outcome.answers.append((time.perf_counter() - begun) * 1000)
        address = json.loads(body).get("address") if status == 200 else None
        if address:
            spot = urlsplit(address)
            with closing(Client(spot.port or 0, self._door.cookie)) as pages:
                _, html = pages.ask("GET", spot.path)
            self.shows = html.decode().partition("Mark ")[2].partition(".")[0]


def edit(load: Load, folder: Path, door: Door, outcome: Outcome) -> dict[int, str]:
    """All edits, evenly in time; gives each story's last mark."""
    with closing(door.client()) as client:
        return _edit(load, folder, client, outcome)


def _edit(load: Load, folder: Path, client: Client, outcome: Outcome) -> dict[int, str]:
    revisions, last = dict[int, str](), dict[int, str]()
    begun = time.perf_counter()
    for count in range(round(load.seconds * load.edits)):
        number, mark = count % (2 * EDITED), f"edit-{outcome.made}"
        text = text_of(number, mark)
        if number % 2:
            file_of(folder, number).write_text(text)
            last[number] = mark
        else:
            name = f"stories/{file_of(folder, number).name}"
            if number not in revisions:
                asked = client.ask("GET", f"/api/file?name={quote(name)}")
                revisions[number] = json.loads(asked[1])["revision"]
            body = {"name": name, "text": text, "revision": revisions[number]}
            status, answer = client.ask("PUT", "/api/file", body)
            if status == 200:
                revisions[number], last[number] = json.loads(answer)["revision"], mark
            else:
                outcome.refused += 1
        outcome.made += 1
        time.sleep(max(0.0, begun + (count + 1) / load.edits - time.perf_counter()))
    outcome.took += time.perf_counter() - begun
    return last


def family(pid: int) -> dict[int, str]:
    """The processes of a desk: what each is."""
    listed = subprocess.run(
        ["ps", "-e", "-o", "pid=,ppid="], capture_output=True, text=True, check=True
    ).stdout
    parents = {int(line.split()[0]): int(line.split()[1]) for line in listed.splitlines()}
    found, news = {pid}, {pid}
    while news:
        news = {child for child, parent in parents.items() if parent in news} - found
        found |= news
    return {each: "desk" if each == pid else f"process {each}" for each in sorted(found)}


def memory_of(processes: dict[int, str]) -> dict[str, float]:
    """Resident MB by process, of those that are there."""
    sizes = {}
    for pid, name in processes.items():
        with suppress(OSError, IndexError):
            pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
            if pages:  # one that has ended, and nobody has asked how, has none
                sizes[name] = pages * PAGE / 1e6
    return sizes


def work_of(processes: dict[int, str]) -> dict[str, float]:
    """CPU seconds by process."""
    seconds = {}
    for pid, name in processes.items():
        with suppress(OSError):
            spent = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]
            seconds[name] = sum(map(int, spent)) / os.sysconf("SC_CLK_TCK")
    return seconds


@contextmanager
def watched(pid: int, outcome: Outcome) -> Iterator[None]:
    """Looks at memory now and then, while the block runs."""
    over = threading.Event()

    def look() -> None:
        while not over.wait(EVERY):
            outcome.memory.append(memory_of(family(pid)))

    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def measured(load: Load, rounds: int = 1) -> Outcome:
    """Runs the desk under a load, so many times over."""
    outcome = Outcome()
    with tempfile.TemporaryDirectory() as room:
        folder = Path(room) / "gazette"
        publication(folder, load.stories)
        command = [sys.executable, "-c", CODE, "preview", str(folder), "--port", "0", "--no-open"]
        process = subprocess.Popen(
            [*command, "--json"],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            cwd=ROOT,
        )
        assert process.stdout
        address = json.loads(process.stdout.readline())["url"]
        door = Door(urlsplit(address).port or 0, cookie_of(address))
        tabs = [TabAt(door, number % (2 * EDITED), outcome) for number in range(load.tabs)]
        for tab in tabs:
            tab.start()
        with watched(process.pid, outcome):
            for _ in range(rounds):
                last = edit(load, folder, door, outcome)
                _settle(tabs, last)
                outcome.settled.append(memory_of(family(process.pid)))
        outcome.work = work_of(family(process.pid))
        outcome.behind = sum(tab.shows != last[tab.number] for tab in tabs)
        outcome.lost = sum(
            f"Mark {mark}." not in file_of(folder, number).read_text()
            for number, mark in last.items()
        )
        _end(process, door, outcome)
        for tab in tabs:
            tab.join()
    return outcome


def _settle(tabs: Sequence[TabAt], last: dict[int, str]) -> None:
    """Gives the tabs a minute to show what came last."""
    for _ in range(600):
        if all(tab.shows == last[tab.number] for tab in tabs):
            return
        time.sleep(0.1)


def _end(process: subprocess.Popen[str], door: Door, outcome: Outcome) -> None:
    """Ends the desk while it works: the whole publication is simulated under other rules."""
    processes = family(process.pid)
    with closing(http.client.HTTPConnection("127.0.0.1", door.port)) as whole:
        body = json.dumps({"tab": "bench", "text": "max_ads = 2\n"})
        own = {"x-newsgrid": "bench", "cookie": door.cookie}
        whole.request("POST", "/api/rules/whole", body, own)
        with suppress(OSError, http.client.HTTPException), whole.getresponse() as answer:
            answer.fp.readline()
            handles = _handles(processes | family(process.pid))
            begun = time.perf_counter()
            process.send_signal(2)
            outcome.said, _ = process.communicate(timeout=60)
            outcome.closed = time.perf_counter() - begun
    outcome.code = process.returncode
    outcome.left = sum(not _gone(handle) for handle in handles)


def _handles(processes: dict[int, str]) -> list[int]:
    """One for each process that is still there."""
    handles = []
    for pid in processes:
        with suppress(ProcessLookupError):
            handles.append(os.pidfd_open(pid))
    return handles


def _gone(handle: int) -> bool:
    """Whether a process ends, within a minute."""
    gone = bool(select([handle], [], [], 60)[0])
    os.close(handle)
    return gone


def told(load: Load, outcome: Outcome) -> str:
    """The outcome in lines."""
    answers = sorted(outcome.answers)
    totals = [sum(look.values()) for look in outcome.memory]
    half = len(totals) // 2
    growth = statistics.mean(totals[half:]) - statistics.mean(
        totals[max(0, half - 3) : half] or [0]
    )
    lines = [
        f"{outcome.made:,} edits in {outcome.took:.0f} s, {load.tabs} tabs, "
        f"{load.stories:,} stories",
        f"answers {len(answers):,}: median {statistics.median(answers):.0f} ms, "
        f"95% {answers[int(len(answers) * 0.95)]:.0f} ms, slowest {answers[-1]:.0f} ms",
        f"memory {totals[0]:.0f} MB at first, {max(totals):.0f} MB at most, {totals[-1]:.0f} MB at "
        f"last; second half beside the end of the first {growth:+.0f} MB",
        "  as it went: " + " ".join(f"{total:.0f}" for total in totals),
        *(
            f"  {name} {size:.0f} MB, {outcome.work.get(name, 0):.1f} s of work"
            for name, size in outcome.memory[-1].items()
        ),
        f"tabs that do not show the last edit: {outcome.behind}; updates lost: {outcome.lost}; "
        f"refused: {outcome.refused}",
        f"closed in {outcome.closed:.2f} s with work under way, exit {outcome.code}, "
        f"said {outcome.said!r}, processes left: {outcome.left}",
    ]
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name, kind in (("seconds", float), ("stories", int), ("tabs", int), ("edits", int)):
        parser.add_argument(f"--{name}", type=kind, default=getattr(Load(), name))
    load = Load(**vars(parser.parse_args(arguments)))
    print(told(load, measured(load)))


if __name__ == "__main__":
    main()
