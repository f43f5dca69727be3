"""A theme: families, colours and type styles, read from theme.toml."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from layout.typeset.style import Align, Cut, TypeStyle
from slots.finding import BadInput, Finding, Severity, Where

THEMES = Path(__file__).parents[2] / "templates" / "themes"
KEYS = {
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
    "hyphenate": bool,
    "features": list,
}
HEAVIER = 300  # what bold adds to a style's weight


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour twice: ink in per cent for the press, #rrggbb for screens."""

    name: str
    cmyk: tuple[int, int, int, int]
    rgb: str


@dataclass(frozen=True, slots=True, eq=False)
class Theme:
    """How an edition looks. `folder` holds theme.toml and whatever templates override ours."""

    name: str
    folder: Path
    families: Mapping[str, str]
    fallback: tuple[Cut, ...]
    colours: Mapping[str, Colour]
    styles: Mapping[str, TypeStyle]

    def headlines(self) -> tuple[TypeStyle, ...]:
        """The headline styles, largest first."""
        found = [style for name, style in self.styles.items() if name.startswith("headline_")]
        return tuple(sorted(found, key=lambda style: -style.size))


def load_theme(folder: Path = THEMES / "default") -> Theme:
    """The theme in a folder. Raises BadInput with every problem of its theme.toml."""
    file = folder / "theme.toml"
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadInput([_problem(file, f"theme cannot be read: {error}")]) from None
    problems: list[Finding] = []
    families = {
        role: name for role, name in data.get("families", {}).items() if isinstance(name, str)
    }
    colours = _colours(data.get("colours", {}), file, problems)
    styles = {
        name: style
        for name, entry in data.get("styles", {}).items()
        if (style := _style(name, entry, _Context(file, families, colours, problems)))
    }
    if problems:
        raise BadInput(problems)
    fallback = tuple(Cut(name) for name in data.get("families", {}).get("fallback", ()))
    return Theme(
        str(data.get("name", folder.name)),
        folder,
        MappingProxyType(families),
        fallback,
        MappingProxyType(colours),
        MappingProxyType(styles),
    )


@dataclass(frozen=True, slots=True)
class _Context:
    """What reading a style needs to know, and where its problems go."""

    file: Path
    families: Mapping[str, str]
    colours: Mapping[str, Colour]
    problems: list[Finding]

    def complain(self, message: str, hint: str | None = None) -> None:
        self.problems.append(_problem(self.file, message, hint))


def _problem(file: Path, message: str, hint: str | None = None) -> Finding:
    return Finding("bad-theme", Severity.ERROR, message, Where(str(file)), hint)


def _near(word: str, words: Any) -> str | None:
    near = difflib.get_close_matches(word, sorted(words), 1)
    return f'did you mean "{near[0]}"?' if near else f"one of {', '.join(sorted(words))}"


def _colours(entries: Any, file: Path, problems: list[Finding]) -> dict[str, Colour]:
    colours = {}
    for name, entry in entries.items():
        cmyk, rgb = entry.get("cmyk"), entry.get("rgb")
        ink = isinstance(cmyk, list) and len(cmyk) == 4 and all(0 <= part <= 100 for part in cmyk)
        screen = isinstance(rgb, str) and len(rgb) == 7 and rgb.startswith("#")
        if ink and screen:
            colours[name] = Colour(name, (cmyk[0], cmyk[1], cmyk[2], cmyk[3]), rgb)
        else:
            hint = "cmyk = four numbers from 0 to 100, rgb = a string such as #155a96"
            problems.append(_problem(file, f"colours.{name}: not a colour", hint))
    return colours


def _style(name: str, entry: Mapping[str, Any], context: _Context) -> TypeStyle | None:
    before = len(context.problems)
    for key, value in entry.items():
        _check_key(name, key, value, context)
    family = str(entry.get("family", "text"))
    if family not in context.families:
        context.complain(
            f'styles.{name}: unknown family "{family}"', _near(family, context.families)
        )
    colour = str(entry.get("colour", "black"))
    if colour not in context.colours:
        context.complain(
            f'styles.{name}: unknown colour "{colour}"', _near(colour, context.colours)
        )
    if "size" not in entry or "leading" not in entry:
        context.complain(f"styles.{name}: needs size and leading, in points")
    if len(context.problems) > before:
        return None
    return _typestyle(name, entry, context.families[family], colour)


def _check_key(name: str, key: str, value: Any, context: _Context) -> None:
    kind: Any = KEYS.get(key)
    if kind is None:
        context.complain(f'styles.{name}: unknown key "{key}"', _near(key, KEYS))
    elif not isinstance(value, (int, float) if kind is float else kind):
        context.complain(f"styles.{name}.{key}: expected {kind.__name__}, found {value!r}")
    elif key == "align" and value not in list(Align):
        context.complain(f'styles.{name}: unknown align "{value}"', _near(str(value), list(Align)))
    elif key in ("size", "leading") and value <= 0:
        context.complain(f"styles.{name}.{key}: must be above 0, is {value}")


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
    )


def _cuts(entry: Mapping[str, Any], family: str) -> tuple[Cut, Cut, Cut, Cut]:
    """Roman, italic, bold, bold italic; in an italic style emphasis turns back to roman."""
    weight = int(entry.get("weight", 400))
    bold = min(weight + HEAVIER, 900)
    italic = bool(entry.get("italic", False))
    optical = entry.get("optical")
    features = tuple(entry.get("features", ()))
    return (
        Cut(family, weight, italic, optical, features),
        Cut(family, weight, not italic, optical, features),
        Cut(family, bold, italic, optical, features),
        Cut(family, bold, not italic, optical, features),
    )
