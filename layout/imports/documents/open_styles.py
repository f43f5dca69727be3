"""What OpenDocument's styles say of text: role of a paragraph, looks of a span, kind of a list.

Styles are looked up by odfdo, each once: a document has a few, and thousands of spans.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from layout.imports.documents.written import role_of

if TYPE_CHECKING:
    from odfdo import Document
    from odfdo.style_base import StyleBase

_CODE = re.compile(r"_([0-9a-f]{1,4})_")
_BOLD = ("bold", "600", "700", "800", "900")
_MOST_PARENTS = 20


@dataclass(frozen=True, slots=True)
class Looks:
    """How text looks by its style."""

    bold: bool = False
    italic: bool = False
    struck: bool = False
    hidden: bool = False
    raised: str = ""
    """ "sup", "sub" or nothing."""


@dataclass(slots=True)
class OpenStyles:
    """The styles of a document by family and name, as they are looked up."""

    document: Document
    _styles: dict[tuple[str, str], StyleBase | None] = field(default_factory=dict)
    _looks: dict[tuple[str, str], Looks] = field(default_factory=dict)
    _roles: dict[str, str] = field(default_factory=dict)

    def role(self, name: str) -> str:
        """The role of a paragraph of a style, "" for running text."""
        if name not in self._roles:
            names = [_shown(style) for style in self._chain("paragraph", name)]
            roles = (role_of(each) for each in (*names, _spelled(name)))
            self._roles[name] = next(filter(None, roles), "")
        return self._roles[name]

    def looks(self, family: str, name: str) -> Looks:
        """The looks of text of a style, of the family "text" or "paragraph"."""
        key = family, name
        if key not in self._looks:
            self._looks[key] = self._looks_of(family, name)
        return self._looks[key]

    def _looks_of(self, family: str, name: str) -> Looks:
        properties: dict[str, str] = {}
        for style in self._chain(family, name):
            for key, value in (style.get_properties(area="text") or {}).items():
                properties.setdefault(key, str(value))
        lifted = properties.get("style:text-position", "").split(" ")[0]
        return Looks(
            bold=properties.get("fo:font-weight", "") in _BOLD,
            italic=properties.get("fo:font-style", "") in ("italic", "oblique"),
            struck=properties.get("style:text-line-through-style", "none") != "none"
            or properties.get("style:text-line-through-type", "none") != "none",
            hidden=properties.get("text:display", "") == "none",
            raised=_raised(lifted),
        )

    def is_hidden(self, family: str, name: str) -> bool:
        """Whether text of a style is not shown."""
        return bool(name) and self.looks(family, name).hidden

    def numbering(self, name: str, level: int) -> tuple[bool, int]:
        """Whether a list of a style is numbered at a level from 1, and from which number on."""
        style = self._style("list", name)
        for child in () if style is None else style.children:
            if str(child.get_attribute("text:level") or "") == str(level):
                ordered = child.tag == "text:list-level-style-number"
                if ordered and not child.get_attribute("style:num-format"):
                    return False, 1
                start = str(child.get_attribute("text:start-value") or "1")
                return ordered, int(start) if start.isdecimal() else 1
        return False, 1

    def _style(self, family: str, name: str) -> StyleBase | None:
        key = family, name
        if key not in self._styles:
            found = self.document.get_style(family, name) if name else None
            self._styles[key] = found if hasattr(found, "get_properties") else None  # type: ignore[assignment]
        return self._styles[key]

    def _chain(self, family: str, name: str) -> Iterator[StyleBase]:
        for _ in range(_MOST_PARENTS):
            style = self._style(family, name)
            if style is None:
                return
            yield style
            name = str(getattr(style, "parent_style", "") or "")


def _shown(style: StyleBase) -> str:
    """The name of a style as people see it: "Heading_20_1" is "Heading 1"."""
    name = getattr(style, "display_name", None) or getattr(style, "name", None) or ""
    return _spelled(str(name))


def _spelled(name: str) -> str:
    return _CODE.sub(lambda code: chr(int(code[1], 16)), name)


def _raised(position: str) -> str:
    if position == "super" or (
        position.endswith("%") and position[:1].isdigit() and position != "0%"
    ):
        return "sup"
    return "sub" if position == "sub" or position.startswith("-") else ""
