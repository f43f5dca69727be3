"""The service under load: posts of 650 words, each another one, at 20 requests a second.

    python -m benchmarks.service_load [--seconds 30] [--rate 20] [--words 650]

The service has one core, the asking another. Requests are sent when they are due, whether or not
earlier ones are answered; the time of each counts from when it was due, so that a queue shows.
Told: median, 95th percentile and longest answer in ms, and the service's processor time for each.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

ROOT = Path(__file__).parents[1]
_CODE = "from layout.desk.entry import script; script()"
_SCREENS = (320, 375, 430, 479, 480, 768, 979, 980, 1280, 1600)
_LINE = 30


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load came to: ms of each answer, and the service's processor time for each in ms."""

    answers: tuple[float, ...]
    processor: float

    def share(self, part: float) -> float:
        """The time in ms that this part of all answers took at most."""
        ordered = sorted(self.answers)
        return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


def loaded(seconds: float, rate: int, words: int) -> Loaded:
    """The service under a load."""
    posts = [json.dumps(_post(number, words)).encode() for number in range(int(seconds * rate))]
    cores = sorted(os.sched_getaffinity(0))
    with _service(cores[0]) as service:
        _ask(service.port, json.dumps(_post(-1, words)).encode(), time.perf_counter())
        before = service.processor()
        answers = _all_asked(service.port, posts, rate)
        return Loaded(tuple(answers), (service.processor() - before) * 1000 / len(posts))


@dataclass(frozen=True, slots=True)
class _Service:
    port: int
    pid: int

    def processor(self) -> float:
        """The seconds of processor time that it has had."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def _service(core: int) -> Iterator[_Service]:
    command = [sys.executable, "-c", _CODE, "serve", "--port", "0", "--rate", "0", "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        try:
            os.sched_setaffinity(process.pid, {core})
            assert process.stdout
            url = json.loads(process.stdout.readline())["url"]
            yield _Service(int(url.rpartition(":")[2]), process.pid)
        finally:
            process.terminate()


def _all_asked(port: int, posts: list[bytes], rate: int) -> list[float]:
    """Asks for all posts when they are due; how long each answer took in ms."""
    answers: list[float] = []
    begun = time.perf_counter() + 0.1

    def one(body: bytes, due: float) -> None:
        answers.append(_ask(port, body, due))

    asking = []
    for number, body in enumerate(posts):
        due = begun + number / rate
        time.sleep(max(0.0, due - time.perf_counter()))
        asking.append(threading.Thread(target=one, args=(body, due)))
        asking[-1].start()
    for each in asking:
        each.join()
    return answers


def _ask(port: int, body: bytes, due: float) -> float:
    asking = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    asking.request("POST", "/v1/placements", body, {"Content-Type": "application/json"})
    answer = asking.getresponse()
    data = json.loads(answer.read())
    asking.close()
    assert answer.status == 200 and data["gaps"], data
    return (time.perf_counter() - due) * 1000


def _post(seed: int, words: int) -> dict[str, Any]:
    """A post of so many words: paragraphs of 20 to 70, crossheads, a picture."""
    chance = Random(seed)
    widths = [min(screen - 32, 640) for screen in _SCREENS]
    tops, blocks, left = [0] * len(widths), [], words
    while left > 0:
        count = min(left, chance.randint(20, 70))
        left -= count
        if len(blocks) % 7 == 5:
            heights = [60] * len(widths)
            blocks.append({"role": "heading", "words": 4, "edges": _edges(tops, heights)})
        elif len(blocks) == 8:
            heights = [width * 2 // 3 for width in widths]
            blocks.append({"role": "image", "edges": _edges(tops, heights)})
        heights = [-(-count * 54 // width) * _LINE for width in widths]
        block = {"role": "paragraph", "words": count, "edges": _edges(tops, heights)}
        blocks.append(block)
    sizes = zip(_SCREENS, widths, strict=True)
    screens = [{"viewport": [screen, 800], "width": width} for screen, width in sizes]
    return {"screens": screens, "blocks": blocks}


def _edges(tops: list[int], heights: list[int]) -> list[list[int]]:
    """The edges of the next block; the tops move on below it."""
    edges = [[top, top + high] for top, high in zip(tops, heights, strict=True)]
    tops[:] = [bottom + 20 for _, bottom in edges]
    return edges


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--rate", type=int, default=20)
    parser.add_argument("--words", type=int, default=650)
    given = parser.parse_args()
    found = loaded(given.seconds, given.rate, given.words)
    print(
        f"{len(found.answers)} posts of {given.words} words, {given.rate} a second, one core: "
        f"median {found.share(0.5):.0f} ms, p95 {found.share(0.95):.0f} ms, "
        f"longest {max(found.answers):.0f} ms; {found.processor:.0f} ms of processor time each"
    )


if __name__ == "__main__":
    main()
