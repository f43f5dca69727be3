"""The metrics of a theme: how wide its type runs and how high its blocks stand, so that heights can
be worked out of HTML. They come in a request, or in a TOML of the service's owner, which alone may
name font files.

    [[screens]]                       [paragraph]                  [fonts]
    viewport = [375, 667]             size = [17, 19]              paragraph = "serif.ttf"
    width = 343                       line = [28, 30]
                                      below = 24
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StrictBool, ValidationError

from layout.service.post_parts import MOST_SCREENS, Model, Screen
from layout.typeset.words.face import Face
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.style import Cut
from slots.files.door import FONT, Unopened, digest_file, read_file
from slots.finding import BadInput, Finding, Severity, Where
from slots.rulebook.load import read_text
from slots.text.broken_toml import read_toml
from slots.text.source_map import positions

_Length = Annotated[float, Field(ge=0, le=10_000, allow_inf_nan=False)]
_Lengths = _Length | Annotated[tuple[_Length, ...], Field(max_length=MOST_SCREENS)]
_Shift = Annotated[float, Field(ge=-1_000, le=1_000, allow_inf_nan=False)]
_Shifts = _Shift | Annotated[tuple[_Shift, ...], Field(max_length=MOST_SCREENS)]
_Em = Annotated[float, Field(gt=0, le=10, allow_inf_nan=False)]
_Advance = Annotated[float, Field(ge=0, le=10, allow_inf_nan=False)]
_Characters = Annotated[str, Field(min_length=1, max_length=100)]
_FONTS = (b"\0\1\0\0", b"OTTO", b"true")
"""How TrueType and OpenType files begin."""

_KEYS = re.compile(r"\w+")


class Spaced(Model):
    """A role with the margins that CSS gives it: the larger of two that meet holds. Each length is
    one for all screens, or one for each."""

    above: _Lengths = Field(default=0, description="margin above in px")
    below: _Lengths = Field(default=0, description="margin below in px")


class TextMetrics(Spaced):
    """Type of a role."""

    model_config = ConfigDict(title="TextMetrics")

    size: _Lengths = Field(..., description="type size in px")
    line: _Lengths = Field(..., description="line height in px")
    advance: _Em | None = Field(
        default=None, description="the mean advance of a character in em, spaces counted"
    )
    widths: dict[_Characters, _Advance] = Field(
        default_factory=dict,
        max_length=2_000,
        description="advances of single characters in em, by the characters that have one",
    )
    inset: _Shifts = Field(
        default=0, description="by how much its lines are shorter than the column, in px"
    )
    padding: _Lengths = Field(default=0, description="px above and below its lines, together")
    gap: _Lengths = Field(default=0, description="px between its items, paragraphs or rows")
    tracking: _Shifts = Field(default=0, description="px after each character: letter-spacing")
    word_spacing: _Shifts = Field(default=0, description="px by which spaces are wider")
    indent: _Shifts = Field(default=0, description="px by which first lines are indented")
    uppercase: StrictBool = Field(default=False, description="whether it is set in capitals")


class _ParagraphMetrics(TextMetrics):
    """Type of paragraphs."""

    model_config = ConfigDict(title="ParagraphMetrics")

    indents_first: StrictBool = Field(
        default=True, description="whether one that follows no other is indented, too"
    )


class _CodeMetrics(TextMetrics):
    """Type of code."""

    model_config = ConfigDict(title="CodeMetrics")

    wrap: StrictBool = Field(
        default=False, description="whether its lines wrap; else they are scrolled"
    )


class _TableMetrics(TextMetrics):
    """Type of tables."""

    model_config = ConfigDict(title="TableMetrics")

    fixed: StrictBool = Field(
        default=False, description="whether columns are equally wide: table-layout fixed"
    )


class BoxMetrics(Spaced):
    """Pictures and embeds: as high as `height`, else as the element's own width and height in
    proportion to the measure, else as `ratio`."""

    model_config = ConfigDict(title="BoxMetrics")

    height: _Lengths | None = Field(default=None, description="height in px, whatever its own")
    ratio: _Em | None = Field(default=None, description="height over width where it names none")
    inset: _Shifts = Field(default=0, description="px by which it is narrower than the column")
    padding: _Lengths = Field(default=0, description="px above and below it, together")
    scales: StrictBool = Field(
        default=True, description="whether it is less high where it is less wide than it says"
    )
    fills: StrictBool = Field(
        default=False, description="whether it is as wide as the column though it says less"
    )


class _RuleMetrics(Spaced):
    """A dividing line."""

    model_config = ConfigDict(title="RuleMetrics")

    height: _Lengths = Field(..., description="its height in px")


class Metrics(Model):
    """A theme's screens, and how each role stands there. A role that a post has and that is not
    here is a problem of the request."""

    model_config = ConfigDict(title="Metrics")

    screens: Annotated[tuple[Screen, ...], Field(min_length=1, max_length=MOST_SCREENS)] = Field(
        ..., description="the screens on which heights are worked out"
    )
    collapse: StrictBool = Field(
        default=True,
        description="of two margins that meet the larger holds; else both, as in flex and grid",
    )
    paragraph: _ParagraphMetrics
    h1: TextMetrics | None = None
    h2: TextMetrics | None = None
    h3: TextMetrics | None = None
    h4: TextMetrics | None = None
    h5: TextMetrics | None = None
    h6: TextMetrics | None = None
    list: TextMetrics | None = None
    quote: TextMetrics | None = None
    cite: TextMetrics | None = Field(
        default=None, description="whose words a quote has, below them; else as the quote"
    )
    caption: TextMetrics | None = None
    code: _CodeMetrics | None = None
    table: _TableMetrics | None = None
    image: BoxMetrics | None = None
    embed: BoxMetrics | None = None
    rule: _RuleMetrics | None = None


class _FileMetrics(Metrics):
    """Metrics in a file: fonts by role, relative to it."""

    fonts: dict[str, str] = Field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Theme:
    """A theme to measure by: its metrics, opened faces of roles, and a digest of both where they
    are of files."""

    metrics: Metrics
    faces: dict[str, Face] = field(default_factory=dict)
    digest: str = ""

    def foundry(self) -> Foundry:
        """A foundry of these faces. One for each post: it remembers each word it has measured,
        and a service stays for months."""
        return _ThemeFoundry(self.faces)


class _ThemeFoundry(Foundry):
    """A foundry whose cuts are named by roles."""

    def __init__(self, faces: dict[str, Face]) -> None:
        super().__init__()
        self.faces = faces

    def face(self, cut: Cut) -> Face:
        """The face of a role."""
        return self.faces[cut.family]


def odd_metrics(metrics: Metrics, fonts: frozenset[str]) -> Iterator[tuple[str, str, str]]:
    """What does not go together in metrics whose roles `fonts` have a font: path, message and
    remedy."""
    seen: set[tuple[int, ...]] = set()
    for index, screen in enumerate(metrics.screens):
        if screen.viewport in seen:
            yield f"screens[{index}]", "the same screen twice", "give each screen once"
        seen.add(screen.viewport)
    count = len(metrics.screens)
    for role in type(metrics).model_fields:
        part = getattr(metrics, role)
        if not isinstance(part, BaseModel):
            continue
        for name in type(part).model_fields:
            value = getattr(part, name)
            if isinstance(value, tuple) and len(value) != count:
                message = f"{len(value)} lengths for {count} screens"
                yield f"{role}.{name}", message, "give one for all, or one for each"
        if isinstance(part, TextMetrics):
            yield from _odd_type(role, part, role in fonts)


def _odd_type(role: str, type_: TextMetrics, has_font: bool) -> Iterator[tuple[str, str, str]]:
    """What does not go together in how the type of a role is measured."""
    if type_.advance is None and not has_font:
        hint = "give the mean advance of a character in em (about 0.45 for a book face)"
        yield f"{role}.advance", "neither a font nor an advance", hint
    if type_.widths and has_font:
        yield f"{role}.widths", "a font, and widths beside it", "leave one of them out"
    characters = Counter("".join(type_.widths))
    twice = "".join(sign for sign, times in characters.items() if times > 1)
    if twice:
        hint = "name each character once"
        yield f"{role}.widths", f"two widths for {twice[:20]!r}", hint


def at_screen(length: float | tuple[float, ...], index: int) -> float:
    """A length on one screen."""
    return length[index] if isinstance(length, tuple) else length


# --- a file of metrics ---------------------------------------------------------------------------


def read_theme(path: Path) -> Theme:
    """The theme of a TOML file, with its fonts. Raises BadInput with every problem."""
    file = str(path)
    text = read_text(path, "give the path of a TOML file with a theme's metrics")
    data, mended, broken = read_toml(text, file)
    if broken:
        raise BadInput(broken)
    places = positions(mended, file)
    try:
        metrics = _FileMetrics.model_validate_json(json.dumps(data, default=str), strict=True)
    except ValidationError as error:
        raise BadInput(
            Finding(
                "bad-metrics",
                Severity.ERROR,
                f"{'.'.join(map(str, each['loc']))}: {each['msg'][0].lower()}{each['msg'][1:]}",
                places.value(_written(each["loc"])),
                "see docs/service.md, HTML",
            )
            for each in error.errors(include_url=False, include_input=False)
        ) from None
    found = []
    faces = {}
    for role, name in metrics.fonts.items():
        where = places.value(("fonts", role))
        if not isinstance(getattr(metrics, role, None), TextMetrics):
            hint = "name roles that the file has: paragraph, h2, list, ..."
            found.append(_wrong(f"there is no type of the role {role}", where, hint))
            continue
        try:
            faces[role] = _face(role, path.parent / name)
        except ValueError as error:
            hint = "name a TTF or OTF; fontTools makes one of a WOFF: pyftsubset --unicodes='*'"
            found.append(_wrong(f"{name}: {error}", where, hint))
    for at, message, hint in odd_metrics(metrics, frozenset(metrics.fonts)):
        keys = tuple(int(key) if key.isdigit() else key for key in _KEYS.findall(at))
        found.append(_wrong(f"{at}: {message}", places.value(keys), hint))
    if found:
        raise BadInput(found)
    fonts = (digest_file(face.file) for face in faces.values())
    digest = hashlib.sha256("\n".join((text, *fonts)).encode()).hexdigest()
    return Theme(metrics, faces, digest)


def _wrong(message: str, where: Where, hint: str) -> Finding:
    return Finding("bad-metrics", Severity.ERROR, message, where, hint)


def _written(loc: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """A path of pydantic's, without what it adds for each kind that a value may be of."""
    return tuple(each for each in loc if isinstance(each, int) or "[" not in each)


def _face(role: str, path: Path) -> Face:
    """The face of a font file. Raises ValueError where it is none."""
    try:
        head = read_file(path, FONT)[:4]
    except Unopened as error:
        raise ValueError(str(error)) from None
    if head not in _FONTS:
        raise ValueError("no TTF or OTF")
    return Face(Cut(role), path, role)
