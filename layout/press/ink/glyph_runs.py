"""Glyph runs: set lines as PDF text operators. The heart of the press, and its hottest loop.

A line whose words share one setting, which is nearly every line of an edition, costs one dictionary
look-up a word and one join. Everything else (a change of cut inside a line, words without a space
between them, the first time a word is met) takes the long way round, to the same operators.
"""

from __future__ import annotations

from collections.abc import Mapping

from layout.page.document import PlacedLine
from layout.press.ink.pdf_operators import number, pt
from layout.press.ink.sorts import Case, Setting, spoken
from layout.typeset.words.face import Face
from layout.typeset.words.set_line import Line
from layout.typeset.words.shaped_word import Word


class _Points(dict[int, str]):
    """Lengths as points: a page has few different ones."""

    def __missing__(self, length: int) -> str:
        found = self[length] = pt(length)
        return found


class GlyphRuns:
    """Paints lines on the pages of one PDF, and remembers what fonts it needs for them."""

    def __init__(self) -> None:
        self.cases: dict[Face, Case] = {}
        self._settings: dict[tuple[Face, int, int], Setting] = {}
        self._setting_of: dict[Word, Setting] = {}
        self._points = _Points()
        self._height = 0
        self._now: Setting | None = None
        self._scale = 1000

    def turn_to(self, height: int) -> None:
        """Begin a page `height` millipoints high, on which nothing is set yet."""
        self._height = height
        self._now = None
        self._scale = 1000

    def line(self, placed: PlacedLine) -> str:
        """The operators of a line, to stand between BT and ET."""
        line = placed.line
        words = line.words
        if not words:
            return ""
        setting, last = self.setting(words[0]), words[-1]
        loose = setting.loose
        try:
            sorts = [loose[word] for word in words[:-1]]
            sorts.append(setting.tight[last] if last.tight else loose[last])
        except KeyError:
            return self.saying(placed, {})
        if line.extra:
            wide = setting.gap(line.space + 1, line.scale)
            narrow = setting.gap(line.space, line.scale)
            split = line.extra + 1
            shown = wide.join(sorts[:split])
            if len(sorts) > split:
                shown = f"{shown}{narrow}{narrow.join(sorts[split:])}"
        else:
            shown = setting.gap(line.space, line.scale).join(sorts)
        points = self._points
        state = (
            "" if setting is self._now and line.scale == self._scale else self._state(setting, line)
        )
        x, y = points[placed.x + line.indent], points[self._height - placed.baseline]
        return f"{state}1 0 0 1 {x} {y} Tm[<{shown}>]TJ"

    def _state(self, setting: Setting, line: Line) -> str:
        """Operators that change the text state to a setting and a line's scaling."""
        parts = []
        now = self._now
        if now is None or now.case is not setting.case or now.size != setting.size:
            parts.append(f"/{setting.case.name} {self._points[setting.size]} Tf ")
        if setting.tracking * setting.size != (now.tracking * now.size if now else 0):
            parts.append(f"{number(setting.tracking * setting.size / 1_000_000, 5)} Tc ")
        if line.scale != self._scale:
            parts.append(f"{number(line.scale / 10)} Tz ")
        self._now, self._scale = setting, line.scale
        return "".join(parts)

    def saying(self, placed: PlacedLine, said: Mapping[int, str]) -> str:
        """The operators of any line, the long way; `said` is what words say, by their index, where
        that is not what they show."""
        line = placed.line
        if not line.words:
            return ""
        x, y = self._points[placed.x + line.indent], self._points[self._height - placed.baseline]
        parts = [self._state(self.setting(line.words[0]), line), f"1 0 0 1 {x} {y} Tm[<"]
        gaps, last = 0, len(line.words) - 1
        for i, word in enumerate(line.words):
            setting = self.setting(word)
            if setting is not self._now:
                parts.append(f">]TJ {self._state(setting, line)}[<")
            shown = setting.sorts(word)
            parts.append(spoken(shown, said[i]) if i in said else shown)
            if i < last and not word.tight:
                parts.append(setting.gap(line.space + (gaps < line.extra), line.scale))
                gaps += 1
        parts.append(">]TJ")
        return "".join(parts)

    def setting(self, word: Word) -> Setting:
        """The setting a word is shown in; its sorts are made where they are not yet."""
        found = self._setting_of.get(word)
        if found is None:
            key = (word.face, word.size, word.tracking)
            found = self._settings.get(key)
            if found is None:
                case = self._case(word.face)
                found = self._settings[key] = Setting(case, word.size, word.tracking)
            self._setting_of[word] = found
        return found

    def _case(self, face: Face) -> Case:
        found = self.cases.get(face)
        if found is None:
            found = self.cases[face] = Case(face, f"F{len(self.cases) + 1}")
        return found
