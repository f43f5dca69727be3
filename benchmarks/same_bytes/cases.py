"""The cases: a command line, the publication it is run on, and the runs it is hashed in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

SEED = "seeds/000_c245132f38cc56cf.txt"
HARBOUR = "gazette/stories/harbour-wall.md"
SCHEMAS = (
    *("slots", "newsgrid", "creatives", "ads", "strip", "preview", "print", "stack", "web"),
    *("site", "explain", "simulate", "place", "check", "new"),
)


class Run(StrEnum):
    """When a command is run. Cold: nothing is kept from any run before. Warm: again, with all that
    the cold run left but its output. Edited: after a line was added to a story."""

    COLD = "cold"
    WARM = "warm"
    EDITED = "edited"


USUAL = (Run.COLD, Run.WARM)
ALL = (Run.COLD, Run.WARM, Run.EDITED)


@dataclass(frozen=True, slots=True)
class Case:
    """A command on a subject. `keeps`: its output stays from run to run, as a site's does; `stdin`
    is a file that comes in there; `quick` cases are a test, too."""

    name: str
    arguments: tuple[str, ...]
    runs: tuple[Run, ...] = USUAL
    keeps: bool = False
    stdin: str = ""
    quick: bool = False

    @property
    def subject(self) -> str:
        """The publication it is run on: the name's part before the stroke."""
        return self.name.partition("/")[0]

    def __str__(self) -> str:
        return self.name


def _cases() -> Iterator[Case]:
    yield from _seed()
    yield from _seeds()
    yield from _sample()
    yield from _booked()
    yield from _weekly()
    yield from _broken()
    yield from _strip()
    yield from (Case(f"schema/{name}", ("schema", name), (Run.COLD,)) for name in SCHEMAS)


def _seed() -> Iterator[Case]:
    """The seed article alone, in the publication of its rules."""
    yield Case("seed/print", ("print", SEED, "-o", "out/page.pdf"), quick=True)
    yield Case("seed/print-proof", ("print", SEED, "-o", "out/page.pdf", "--proof", "--json"))
    yield Case("seed/print-html", ("print", SEED, "-o", "out/page", "--html", "--verbose"))
    berliner = ("--format", "berliner", "--columns", "5")
    yield Case("seed/print-berliner", ("print", SEED, "-o", "out/page.pdf", *berliner))
    yield Case("seed/print-streams", ("print", "-", "-o", "-"), stdin=SEED)
    yield Case("seed/web", ("web", SEED, "-o", "out"))
    yield Case("seed/web-json", ("web", SEED, "-o", "out", "--json"))
    yield from _explained("seed", SEED)
    yield Case("seed/check", ("check", SEED))
    yield Case("seed/check-json", ("check", "seeds", "--json"))
    yield from _simulated("seed", "seeds")


def _seeds() -> Iterator[Case]:
    """All articles of seeds/: pictures, tables, lists, boxes, two languages."""
    yield Case("seeds/site", ("site", "seeds", "-o", "out"), ALL, keeps=True)
    yield Case("seeds/check", ("check", "seeds", "--verbose"))
    yield from _simulated("seeds", "seeds")
    for story in ("agenda", "bibliobus", "lagoon", "mercado", "storm-live"):
        file = f"seeds/stories/{story}.md"
        yield Case(f"seeds/print-{story}", ("print", file, "-o", "out/page.pdf"))
        yield Case(f"seeds/web-{story}", ("web", file, "-o", "out", "--verbose"))
        yield Case(f"seeds/explain-{story}", ("explain", file, "--json"))


def _sample() -> Iterator[Case]:
    """What `newsgrid new` writes."""
    yield Case("new/new", ("new", "gazette"), (Run.COLD,), quick=True)
    yield Case("new/new-json", ("new", "gazette", "--json"), (Run.COLD,))
    yield Case("sample/print", ("print", HARBOUR, "-o", "out/page.pdf"), ALL)
    yield Case("sample/print-proof", ("print", HARBOUR, "-o", "out/page.pdf", "--proof", "--json"))
    yield Case("sample/print-html", ("print", HARBOUR, "-o", "out/page", "--html"))
    yield Case("sample/edition", ("print", "gazette", "-o", "out/edition.pdf", "--verbose"), ALL)
    yield Case("sample/edition-json", ("print", "gazette", "-o", "out/edition.pdf", "--json"))
    yield Case("sample/edition-proof", ("print", "gazette", "-o", "out/edition.pdf", "--proof"))
    yield Case("sample/edition-html", ("print", "gazette", "-o", "out/edition", "--html"))
    yield Case("sample/web", ("web", HARBOUR, "-o", "out"), ALL)
    yield Case("sample/web-json", ("web", HARBOUR, "-o", "out", "--json", "--date", "2026-02-01"))
    yield Case("sample/site", ("site", "gazette", "-o", "out"), ALL, keeps=True, quick=True)
    json = ("site", "gazette", "-o", "out", "--json", "--jobs", "1")
    yield Case("sample/site-json", json, ALL, keeps=True)
    yield Case("sample/site-clean", ("site", "gazette", "-o", "out", "--clean"), keeps=True)
    yield from _explained("sample", HARBOUR)
    yield from _simulated("sample", "gazette")
    yield Case("sample/stack", ("stack", "gazette"))
    yield Case("sample/check", ("check", "gazette"))
    yield Case("sample/check-json", ("check", "gazette", "--json"))


def _booked() -> Iterator[Case]:
    """The same with an ad book in which some ads have no place."""
    yield Case("booked/print", ("print", "gazette", "-o", "out/edition.pdf"), ALL)
    yield from _stacked("booked", "gazette")


def _weekly() -> Iterator[Case]:
    """seeds/weekly: 24 pages, 70 stories, 78 ads."""
    edition = ("print", "weekly", "-o", "out/edition.pdf")
    yield Case("weekly/print", (*edition, "--verbose"), ALL)
    yield Case("weekly/print-proof", (*edition, "--proof", "--json"))
    yield Case("weekly/print-html", ("print", "weekly", "-o", "out/edition", "--html"))
    yield from _stacked("weekly", "weekly")
    yield Case("weekly/site", ("site", "weekly", "-o", "out"), ALL, keeps=True)
    surge = "weekly/stories/surge.md"
    yield Case("weekly/web", ("web", surge, "-o", "out", "--json"))
    yield Case("weekly/print-story", ("print", surge, "-o", "out/page.pdf"))
    yield from _explained("weekly", surge)
    yield from _simulated("weekly", "weekly")
    yield Case("weekly/check", ("check", "weekly"))
    yield Case("weekly/check-json", ("check", "weekly", "--json"))


def _broken() -> Iterator[Case]:
    """The sample with something wrong in each of its files."""
    yield Case("broken/check", ("check", "gazette"), quick=True)
    yield Case("broken/check-json", ("check", "gazette", "--json"))
    yield Case("broken/print", ("print", "gazette", "-o", "out/edition.pdf", "--json"))
    yield Case("broken/print-story", ("print", HARBOUR, "-o", "out/page.pdf"))
    yield Case("broken/stack", ("stack", "gazette"))
    yield Case("broken/site", ("site", "gazette", "-o", "out"))
    yield Case("broken/explain", ("explain", HARBOUR))
    yield Case("broken/simulate", ("simulate", "gazette"))
    yield Case("broken/usage", ("print", "gazette", "--columns", "many", "--json"))
    yield Case("broken/command", ("prnit", "gazette"))


def _strip() -> Iterator[Case]:
    """Two strips: that of docs/place.md, and one of fifty items."""
    for name, strip in (("short", "short.json"), ("long", "long.json")):
        yield Case(f"strip/{name}", ("place", strip), quick=name == "long")
        yield Case(f"strip/{name}-json", ("place", strip, "--json"))
    rules = ("place", "long.json", "--rules", "rules.toml")
    yield Case("strip/rules", (*rules, "--verbose"))
    yield Case("strip/rules-json", (*rules, "--json"))
    yield Case("strip/stable", (*rules, "--strategy", "stable"))
    yield Case("strip/greedy-json", (*rules, "--strategy", "greedy", "--json"))
    yield Case("strip/against", (*rules, "--compare", "preset:spacefinder"))
    yield Case("strip/against-json", (*rules, "--compare", "greedy", "--json"))
    yield Case("strip/stdin", ("place", "-", "--rules", "preset:mediavine"), stdin="long.json")


def _explained(subject: str, story: str) -> Iterator[Case]:
    """A story explained: as text, as data, and at some widths."""
    explain = ("explain", story)
    yield Case(f"{subject}/explain", explain)
    yield Case(f"{subject}/explain-json", (*explain, "--json"))
    yield Case(f"{subject}/explain-print", (*explain, "--edition", "print"))
    for width in ("320", "768", "1300"):
        yield Case(f"{subject}/explain-{width}", (*explain, "--width", width), (Run.COLD,))
    quick = subject == "seed"
    yield Case(f"{subject}/explain-375-json", (*explain, "--width", "375", "--json"), quick=quick)


def _simulated(subject: str, folder: str) -> Iterator[Case]:
    """A folder's rules over its stories: as text, as data, beside others', and as a report."""
    simulate = ("simulate", folder)
    against = (*simulate, "--against", "preset:spacefinder", "--breakpoint", "mobile")
    yield Case(f"{subject}/simulate", simulate)
    yield Case(f"{subject}/simulate-json", (*against, "--json", "--jobs", "1"))
    other = ("--against", "preset:mediavine", "-o", "out/report.html")
    yield Case(f"{subject}/simulate-html", (*simulate, *other))


def _stacked(subject: str, folder: str) -> Iterator[Case]:
    """A publication's ads on its pages: as text, as data, and drawn."""
    stack = ("stack", folder)
    yield Case(f"{subject}/stack", stack)
    yield Case(f"{subject}/stack-json", (*stack, "--json"))
    for suffix in ("pdf", "svg", "png"):
        yield Case(f"{subject}/stack-{suffix}", (*stack, "--proof", f"out/stack.{suffix}"))


CASES = tuple(_cases())
