"""A theme: families, colours, type styles, printed lines and prices, read from theme.toml.

A theme says what differs from the default one; what it leaves out is as there.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from layout.typeset.words.prices_table import read_prices
from layout.typeset.words.style import Align, Cut, TypeStyle
from slots.files.door import SETTINGS, Kind, Unopened, is_inside, read_file
from slots.finding import BadInput, Finding, Severity, Where
from slots.prices_of_taste import OUR_PRICES, Prices
from slots.text.broken_toml import read_toml
from slots.text.file_limits import Limits
from slots.text.source_map import Path as KeyPath
from slots.text.source_map import Positions, positions

THEMES = Path(__file__).parents[3] / "templates" / "themes"
_DEFAULT = THEMES / "default"
_TABLES = ("families", "colours", "styles", "strokes", "furniture", "prices")
_KEYS = {
    "family": str,
    "weight": int,
    "italic": bool,
    "optical": int,
    "size": float,
    "leading": float,
    "align": str,
    "colour": str,
    "indent": float,
    "tracking": int,
    "scaling": int,
    "letterspacing": int,
    "hyphenate": bool,
    "features": list,
}
_WORDS: Mapping[type, str] = {
    str: "text in quotes",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    list: "a list",
}
_EXAMPLES: Mapping[type, str] = {
    str: '"text"',
    int: "400",
    float: "9.2",
    bool: "true",
    list: '["onum"]',
}
_HEAVIER = 300  # what bold adds to a style's weight
_HEADLINE = "headline_"
_THICKEST = 24  # points of a printed line
_LARGEST = 1_000  # points of type, and ems of an indent: TOML also knows "inf"
_WIDEST = (
    10_000  # of whole numbers: weights, sizes that letters are drawn for, thousandths of an em
)
_NAME = re.compile(r"[a-z][a-z0-9_-]{0,40}", re.IGNORECASE)
"""What colours and styles may be called: the names stand in style sheets as they are."""
_FEATURE = re.compile(r"[A-Za-z0-9]{4}")
_LIMITS = Limits(named=MappingProxyType({(name,): 200 for name in _TABLES}))
_EARS = ("strip", "beside")


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour twice: ink in per cent for the press, #rrggbb for screens."""

    name: str
    cmyk: tuple[int, int, int, int]
    rgb: str


@dataclass(frozen=True, slots=True)
class StrokeStyle:
    """How a printed line is drawn: its thickness in millipoints (0: not at all), and a colour of
    the theme."""

    thickness: int
    colour: str = "black"


@dataclass(frozen=True, slots=True, eq=False)
class Theme:
    """How an edition looks. `folder` holds theme.toml and whatever templates override ours; it lies
    in `home`, the folder of the publication that brings it (None where none is named).

    `ears` says where the small type of the masthead stands: "strip", under the name, or "beside"
    it. `ranks` are the largest sizes of headlines by the rank of their stories, in millipoints.
    `prices` say what its make-up weighs.
    """

    name: str
    folder: Path
    families: Mapping[str, str]
    fallback: tuple[Cut, ...]
    colours: Mapping[str, Colour]
    styles: Mapping[str, TypeStyle]
    strokes: Mapping[str, StrokeStyle]
    ears: str = _EARS[0]
    ranks: tuple[int, ...] = (18_000,)
    prices: Prices = OUR_PRICES
    home: Path | None = field(default=None, repr=False)

    def headlines(self) -> tuple[TypeStyle, ...]:
        """The headline styles, largest first."""
        found = [style for name, style in self.styles.items() if name.startswith(_HEADLINE)]
        return tuple(sorted(found, key=lambda style: -style.size))

    def largest(self, rank: int) -> int:
        """The largest size that a headline of a rank (1 is the lead) may have."""
        return self.ranks[min(rank, len(self.ranks)) - 1]


def load_theme(folder: Path = _DEFAULT, home: Path | None = None) -> Theme:
    """The theme in a folder, which lies in that of a publication, its `home`, if it is not one of
    ours. Raises BadInput with every problem of its theme.toml."""
    file = folder / "theme.toml"
    home = None if folder.is_relative_to(THEMES) else home
    text, own = _read(file, home)
    complaints = _Complaints(file, text)
    data = _joined(_tables(own, complaints), folder)
    families = _families(data["families"], complaints)
    colours = _colours(data["colours"], complaints)
    context = _Context(families, colours, complaints)
    styles = {name: _style(name, entry, context) for name, entry in data["styles"].items()}
    strokes = {name: _stroke(name, entry, context) for name, entry in data["strokes"].items()}
    ears, ranks = _furniture(data["furniture"], complaints)
    prices = read_prices(data["prices"], complaints.add, _near)
    fallback = tuple(Cut(name) for name in _fallback(data["families"], complaints))
    if complaints.findings:
        raise BadInput(complaints.in_order())
    return Theme(
        str(own.get("name", folder.name)),
        folder,
        MappingProxyType(families),
        fallback,
        MappingProxyType(colours),
        MappingProxyType({name: style for name, style in styles.items() if style}),
        MappingProxyType({name: stroke for name, stroke in strokes.items() if stroke}),
        ears,
        ranks,
        prices,
        home,
    )


def theme_file(file: Path, folder: Path, home: Path | None, kind: Kind) -> bytes:
    """A file in a theme's folder, which lies in a publication's. Raises Unopened where it is not
    there, or links lead out of either."""
    if not is_inside(file, folder):
        hint = "put the file itself into the theme's folder"
        raise Unopened("outside", "lies outside the theme's folder", hint)
    return read_file(file, kind, home or folder)


def _read(file: Path, home: Path | None = None) -> tuple[str, dict[str, Any]]:
    try:
        data = theme_file(file, file.parent, home, SETTINGS)
        text = data.decode("utf-8-sig")
    except Unopened as error:
        raise error.at(Where(str(file))) from None
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        hint = "save it as UTF-8"
        finding = Finding(
            "bad-theme", Severity.ERROR, "this is not UTF-8 text", Where(str(file), line), hint
        )
        raise BadInput([finding]) from None
    tables, _, broken = read_toml(text, str(file), _LIMITS)
    if broken:
        raise BadInput(broken)
    return text, tables


_Tables = dict[str, dict[str, Any]]


def _tables(own: dict[str, Any], complaints: _Complaints) -> _Tables:
    """The tables of a theme.toml, those that are none left out and complained of."""
    for name, value in own.items():
        if name not in (*_TABLES, "name"):
            complaints.add((name,), f'unknown table "{name}"', _near(name, _TABLES), key=True)
        elif name in _TABLES and not isinstance(value, dict):
            complaints.add((name,), f"{name}: expected a table", f"write [{name}]")
    return {
        name: dict(value) if isinstance(value := own.get(name), dict) else {} for name in _TABLES
    }


def _joined(own: _Tables, folder: Path) -> _Tables:
    """What the default theme says where a theme says nothing.

    A style or line is joined key by key. Headlines are one scale: a theme that has some of its own
    has no others.
    """
    if folder == _DEFAULT:
        return own
    ours: _Tables = {name: {} for name in _TABLES}
    ours |= _read(_DEFAULT / "theme.toml")[1]
    if any(name.startswith(_HEADLINE) for name in own["styles"]):
        named = own["styles"]
        ours["styles"] = {
            name: entry
            for name, entry in ours["styles"].items()
            if name in named or not name.startswith(_HEADLINE)
        }
    return {name: _over(ours[name], own[name]) for name in _TABLES}


def _over(ours: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    joined = {**ours, **own}
    for name in own.keys() & ours.keys():
        if isinstance(own[name], dict) and isinstance(ours[name], dict):
            joined[name] = {**ours[name], **own[name]}
    return joined


@dataclass(frozen=True, slots=True)
class _Context:
    """What reading a style needs to know, and where its problems go."""

    families: Mapping[str, str]
    colours: Mapping[str, Colour]
    complaints: _Complaints


def _families(entries: dict[str, Any], complaints: _Complaints) -> dict[str, str]:
    """Names by role. One that is none counts as known, so that it is told once."""
    for role, name in entries.items():
        if role != "fallback" and not isinstance(name, str):
            hint = f'write {role} = "newsreader"'
            complaints.add(("families", role), f"families.{role}: expected a name", hint)
    return {role: str(name) for role, name in entries.items() if role != "fallback"}


def _fallback(entries: dict[str, Any], complaints: _Complaints) -> tuple[str, ...]:
    found = entries.get("fallback", [])
    if isinstance(found, list) and all(isinstance(name, str) for name in found):
        return tuple(found)
    hint = 'write fallback = ["libre_franklin"]'
    complaints.add(("families", "fallback"), "families.fallback: expected a list of names", hint)
    return ()


def _furniture(entries: dict[str, Any], complaints: _Complaints) -> tuple[str, tuple[int, ...]]:
    """Where the ears stand, and the sizes of headlines by rank."""
    for key in entries.keys() - {"ears", "headlines"}:
        hint = _near(key, ("ears", "headlines"))
        complaints.add(("furniture", key), f'furniture: unknown key "{key}"', hint, key=True)
    ears = entries.get("ears", _EARS[0])
    if ears not in _EARS:
        complaints.add(("furniture", "ears"), f"furniture.ears: unknown {ears!r}", _near("", _EARS))
    sizes = entries.get("headlines", [18.0])
    if isinstance(sizes, list) and sizes and all(map(_is_size, sizes)):
        return str(ears), tuple(round(1000 * size) for size in sizes)
    message = "furniture.headlines: expected a list of sizes in points, the lead's first"
    hint = "write headlines = [60, 40, 24, 18]"
    complaints.add(("furniture", "headlines"), message, hint)
    return str(ears), (18_000,)


def _is_size(value: Any) -> bool:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return number and 0 < value <= _LARGEST


def _colours(entries: dict[str, Any], complaints: _Complaints) -> dict[str, Colour]:
    """Colours by name. One that is none counts as known, so that it is told once."""
    colours = {name: Colour(name, (0, 0, 0, 100), "#000000") for name in entries}
    for name, entry in entries.items():
        if not _NAME.fullmatch(name):
            hint = 'a letter, then letters, figures, "_" and "-"'
            complaints.add(("colours", name), f"colours: {name[:40]!r} is no name", hint, key=True)
            continue
        said: dict[str, Any] = entry if isinstance(entry, dict) else {}
        cmyk: Any = said.get("cmyk")
        rgb: Any = said.get("rgb")
        if _is_ink(cmyk) and _is_screen(rgb):
            colours[name] = Colour(name, (cmyk[0], cmyk[1], cmyk[2], cmyk[3]), rgb)
        else:
            hint = "cmyk = four numbers from 0 to 100, rgb = a string such as #155a96"
            complaints.add(("colours", name), f"colours.{name}: not a colour", hint)
    return colours


def _is_ink(cmyk: Any) -> bool:
    return (
        isinstance(cmyk, list)
        and len(cmyk) == 4
        and all(type(part) in (int, float) and 0 <= part <= 100 for part in cmyk)
    )


def _is_screen(rgb: Any) -> bool:
    if not (isinstance(rgb, str) and len(rgb) == 7 and rgb.startswith("#")):
        return False
    return all(sign in "0123456789abcdefABCDEF" for sign in rgb[1:])


def _stroke(name: str, entry: Any, context: _Context) -> StrokeStyle | None:
    """A printed line, or None with what is wrong with it complained of."""
    complaints, path = context.complaints, ("strokes", name)
    before = len(complaints.findings)
    if not isinstance(entry, dict):
        complaints.add(path, f"strokes.{name}: expected a table", "write { thickness = 0.25 }")
        return None
    for key in entry.keys() - {"thickness", "colour"}:
        hint = "the keys are thickness and colour"
        complaints.add((*path, key), f'strokes.{name}: unknown key "{key}"', hint, key=True)
    thickness, colour = entry.get("thickness"), entry.get("colour", "black")
    number = isinstance(thickness, int | float) and not isinstance(thickness, bool)
    if not number or not 0 <= (thickness or 0) <= _THICKEST:
        message = f"strokes.{name}: thickness must be from 0 to {_THICKEST} points"
        complaints.add((*path, "thickness"), message, "write thickness = 0.25, or 0 for no line")
    if not isinstance(colour, str):
        message = f"strokes.{name}: colour must be a name of a colour"
        complaints.add((*path, "colour"), message, _near("", context.colours))
    elif colour not in context.colours:
        message = f'strokes.{name}: unknown colour "{colour}"'
        complaints.add((*path, "colour"), message, _near(colour, context.colours))
    if len(complaints.findings) > before:
        return None
    return StrokeStyle(round(1000 * float(thickness or 0)), colour)


def _style(name: str, entry: Any, context: _Context) -> TypeStyle | None:
    complaints, path = context.complaints, ("styles", name)
    before = len(complaints.findings)
    if not isinstance(entry, dict):
        complaints.add(path, f"styles.{name}: expected a table", f"write [styles.{name}]")
        return None
    if not _NAME.fullmatch(name):
        hint = "docs/theme.md lists the styles there are"
        complaints.add(path, f"styles: {name[:40]!r} is no name", hint, key=True)
    for key, value in entry.items():
        _check_key(name, key, value, complaints)
    family = str(entry.get("family", "text"))
    if family not in context.families:
        message = f'styles.{name}: unknown family "{family}"'
        complaints.add((*path, "family"), message, _near(family, context.families))
    colour = str(entry.get("colour", "black"))
    if colour not in context.colours:
        message = f'styles.{name}: unknown colour "{colour}"'
        complaints.add((*path, "colour"), message, _near(colour, context.colours))
    if "size" not in entry or "leading" not in entry:
        hint = "write them as in size = 9.2 and leading = 11.5"
        complaints.add(path, f"styles.{name}: needs size and leading, in points", hint)
    if len(complaints.findings) > before:
        return None
    return _typestyle(name, entry, context.families[family], colour)


def _check_key(name: str, key: str, value: Any, complaints: _Complaints) -> None:
    kind: Any = _KEYS.get(key)
    path = ("styles", name, key)
    if kind is None:
        complaints.add(path, f'styles.{name}: unknown key "{key}"', _near(key, _KEYS), key=True)
    elif not isinstance(value, (int, float) if kind is float else kind):
        message = f"styles.{name}.{key}: expected {_WORDS[kind]}, found {value!r}"
        complaints.add(path, message, f"write it as in {_EXAMPLES[kind]}")
    elif key == "align" and value not in list(Align):
        message = f'styles.{name}: unknown align "{value}"'
        complaints.add(path, message, _near(str(value), list(Align)))
    elif key in ("size", "leading") and not 0 < value <= _LARGEST:
        message = f"must be above 0 and at most {_LARGEST}, is {value}"
        complaints.add(path, f"styles.{name}.{key}: {message}", "write it in points, as in 9.2")
    elif kind is int and not abs(value) <= _WIDEST:
        message = f"styles.{name}.{key}: must be at most {_WIDEST:,}"
        complaints.add(path, message, "write a smaller number")
    elif key == "features" and not _are_features(value):
        hint = 'write features = ["tnum", "onum"]'
        complaints.add(path, f"styles.{name}.features: expected names of four letters", hint)
    elif kind is float and not abs(value) <= _LARGEST:  # of "nan", too
        message = f"styles.{name}.{key}: must be at most {_LARGEST}, is {value}"
        complaints.add(path, message, "write a smaller number")


def _are_features(names: Any) -> bool:
    return all(isinstance(name, str) and _FEATURE.fullmatch(name) for name in names)


def _typestyle(name: str, entry: Mapping[str, Any], family: str, colour: str) -> TypeStyle:
    size = round(entry["size"] * 1000)
    return TypeStyle(
        name,
        _cuts(entry, family),
        size,
        round(entry["leading"] * 1000),
        Align(entry.get("align", "left")),
        colour,
        round(entry.get("indent", 0) * size),
        entry.get("tracking", 0),
        entry.get("scaling", 0),
        entry.get("hyphenate", False),
        entry.get("letterspacing", 0),
    )


def _cuts(entry: Mapping[str, Any], family: str) -> tuple[Cut, Cut, Cut, Cut]:
    """Roman, italic, bold, bold italic; in an italic style emphasis turns back to roman."""
    weight = int(entry.get("weight", 400))
    bold = min(weight + _HEAVIER, 900)
    italic = bool(entry.get("italic", False))
    optical = entry.get("optical")
    features = tuple(entry.get("features", ()))
    return (
        Cut(family, weight, italic, optical, features),
        Cut(family, weight, not italic, optical, features),
        Cut(family, bold, italic, optical, features),
        Cut(family, bold, not italic, optical, features),
    )


# --- what is wrong with a theme.toml, collected so that all of it is told at once -----------------


class _Complaints:
    """The problems of one file, with line and column of each."""

    def __init__(self, file: Path, text: str) -> None:
        self.findings: list[Finding] = []
        self._file, self._text = file, text
        self._positions: Positions | None = None

    def add(self, path: KeyPath, message: str, hint: str, key: bool = False) -> None:
        """Notes what is wrong with the value (or `key`) at a path of the file."""
        if self._positions is None:
            self._positions = positions(self._text, str(self._file))
        find = self._positions.key if key else self._positions.value
        where: Where = find(path)
        self.findings.append(Finding("bad-theme", Severity.ERROR, message, where, hint))

    def in_order(self) -> list[Finding]:
        """The problems from the top of the file to its end."""
        return sorted(self.findings, key=lambda one: (one.where.line or 0, one.where.column or 0))


def _near(word: str, words: Iterable[str]) -> str:
    """Which of the known words was meant, or what they are."""
    known = sorted(words)
    close = difflib.get_close_matches(word, known, 1)
    return f'did you mean "{close[0]}"?' if close else f"one of {', '.join(known)}"
