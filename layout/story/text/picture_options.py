"""What stands in braces right after a picture in Markdown: how large the web page shows it, what
no crop in print may take away, that it is a mug shot, and that what is italic below it is no
cutline.

![Boats](media/boats.jpg){.thumbnail}
![Elvira Monge](media/monge.jpg){.mug}          half a column wide in print, a thumbnail on the web
![Boats](media/boats.jpg){no-cutline}           the italic paragraph below it is one of the story
![Boats](media/boats.jpg){keep=20,0,100,80}     left, top, right, bottom edge in per cent
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from layout.story.module import did_you_mean
from slots.finding import Finding, Severity, Where
from slots.strip.measured_flow import Display

SHOWN = (Display.INLINE, Display.HALF_WIDTH, Display.FULL_WIDTH, Display.THUMBNAIL)
"""What the page can show; the other displays have no looks of their own, so nobody can ask."""
_BRACES = re.compile(r"[ \t]*\{\s*([^{}\n]*?)\s*\}")
_ATTRIBUTES = re.compile(r"[\w-]+|(?:(?:[.#:][\w-]+|[\w-]+=\S+)\s*)+")
_MUG = re.compile(r"(?:^|\s)\.mug(?=\s|$)|^mug$", re.IGNORECASE)
_NO_CUTLINE = re.compile(r"(?:^|\s)\.?no-cutline(?=\s|$)", re.IGNORECASE)
_KEEP = re.compile(r"(?:^|\s)keep\s*=", re.IGNORECASE)
_SPACED = re.compile(r"\s*([,=])\s*")
_EDGES = re.compile(",".join([r"(\d{1,3})%?"] * 4))

_Keep = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Shown:
    """How a picture is shown: its display on the web, the part that print has to keep, whether what
    is italic below it is its cutline, and whether it is a mug shot."""

    display: Display = Display.INLINE
    keep: _Keep | None = None
    captioned: bool = True
    mug: bool = False


AS_IT_IS = Shown()


def shown_at(text: str, where: Where) -> tuple[Shown, str, tuple[Finding, ...]]:
    """What the text after an image says in braces, the rest of the text, and findings.

    What looks like a display or part and is none is removed, with a finding: {.tumbnail},
    {width=50%}, {keep=80,0,20,100}. Words in braces are text, and stay.
    """
    match = _BRACES.match(text)
    if not match:
        return AS_IT_IS, text, ()
    inside, bare = _NO_CUTLINE.subn("", match[1])
    inside, mug = _MUG.subn("", inside)
    asked, other = _parted(inside.strip())
    if not asked and not bare and not mug and not _ATTRIBUTES.fullmatch(other):
        return AS_IT_IS, text, ()
    keep, cut = _keep(asked, where) if asked else (None, ())
    usual = Display.THUMBNAIL if mug else Display.INLINE
    display, wrong = _display(other, match[0].strip(), where) if other else (usual, ())
    shown = Shown(display, keep, captioned=not bare, mug=bool(mug))
    return shown, text[match.end() :], (*wrong, *cut)


def _parted(inside: str) -> tuple[str, str]:
    """What braces say of the part to keep ("" for nothing), and all else."""
    if not _KEEP.search(inside):
        return "", inside
    words = _SPACED.sub(r"\1", inside).split()
    asked = next(word for word in words if word.lower().startswith("keep="))
    words.remove(asked)
    return asked, " ".join(words)


def _display(name: str, written: str, where: Where) -> tuple[Display, tuple[Finding, ...]]:
    """The display of a name, or how it is shown without one."""
    name = name.removeprefix(".").lower().replace("_", "-")
    if name in SHOWN:
        return Display(name), ()
    guess = did_you_mean(name, SHOWN)
    message = f"{written} is no display that the page has{guess}: shown inline"
    hint = f"write {{.{SHOWN[-1]}}}; the displays are {', '.join(SHOWN)}"
    return Display.INLINE, (Finding("unknown-display", Severity.WARNING, message, where, hint),)


def _keep(written: str, where: Where) -> tuple[_Keep | None, tuple[Finding, ...]]:
    """The part of a picture within four edges, none where they enclose nothing of it."""
    match = _EDGES.fullmatch(written.partition("=")[2])
    if match:
        left, top, right, bottom = (int(edge) for edge in match.groups())
        if left < right <= 100 and top < bottom <= 100:
            return (left, top, right, bottom), ()
    message = f"{written} is no part of a picture: cropped as pictures without one are"
    hint = (
        "write the left, top, right and bottom edge in per cent of the picture, "
        "as in {keep=20,0,100,80}"
    )
    return None, (Finding("wrong-keep", Severity.WARNING, message, where, hint),)
