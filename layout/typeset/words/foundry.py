"""The foundry: opens faces and shapes words, each once.

It is the one place that remembers: a memo of pure functions, made for one piece of work and handed
on as an argument, never global. The same text in the same face always gives the same Word.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

import uharfbuzz as hb

from layout.typeset.words.face import Face, open_face
from layout.typeset.words.shaped_word import Word
from layout.typeset.words.stand_ins import stand_ins
from layout.typeset.words.style import Cut, TypeStyle

_T = TypeVar("_T")
_WordKey = tuple[str, int, int, bool]


class Foundry:
    """Faces and shaped words of one run. `fallback` are cuts of the families that are tried for
    missing glyphs, each as it stands in for the cut that lacks one."""

    def __init__(self, fallback: tuple[Cut, ...] = ()) -> None:
        self._faces: dict[Cut, Face] = {}
        self._words: dict[Face, dict[_WordKey, Word]] = {}
        self._fallback = fallback
        self._memos: dict[Hashable, Any] = {}

    def face(self, cut: Cut) -> Face:
        """The face of a cut. Raises BadInput where its family is not installed."""
        found = self._faces.get(cut)
        if found is None:
            found = self._faces[cut] = open_face(cut)
            self._words[found] = {}
        return found

    def memo(self, key: Hashable, make: Callable[[], _T]) -> _T:
        """What was remembered under a key, made where there is nothing yet.

        For measurers that keep what they found with the foundry, and so for all stories of a run.
        The key says everything it depends on besides the foundry.
        """
        if key not in self._memos:
            self._memos[key] = make()
        found: _T = self._memos[key]
        return found

    def words_of(self, face: Face) -> dict[_WordKey, Word]:
        """The words shaped so far in a face, by (text, size, tracking, tight)."""
        return self._words[face]

    def word(self, text: str, cut: Cut, style: TypeStyle, tight: bool = False) -> Word:
        """The word, shaped in a cut at a style's size; a missing glyph is glyph 0."""
        face = self.face(cut)
        words = self._words[face]
        key = (text, style.size, style.tracking, tight)
        found = words.get(key)
        if found is None:
            found = words[key] = shape(text, face, style.size, style.tracking, tight)
        return found

    def pieces(
        self, text: str, cut: Cut, style: TypeStyle, tight: bool = False
    ) -> tuple[Word, ...]:
        """The word in as many pieces as it takes faces to have all its glyphs.

        Usually one. Characters that no fallback has stay in the cut requested, as glyph 0.
        """
        word = self.word(text, cut, style, tight)
        if 0 not in word.glyphs:
            return (word,)
        stretches = self._by_cut(text, cut)
        last = len(stretches) - 1
        return tuple(
            self.word(part, part_cut, style, tight or i < last)
            for i, (part, part_cut) in enumerate(stretches)
        )

    def missing(self, text: str, cut: Cut) -> str:
        """The characters of a text that neither the cut nor any fallback has a glyph for."""
        return "".join(
            character
            for character in dict.fromkeys(text)
            if not character.isspace() and self.cut_with(character, cut) is None
        )

    def _by_cut(self, text: str, cut: Cut) -> list[tuple[str, Cut]]:
        stretches: list[tuple[str, Cut]] = []
        for character in text:
            found = cut if character.isspace() else self.cut_with(character, cut) or cut
            if stretches and stretches[-1][1] == found:
                stretches[-1] = (stretches[-1][0] + character, found)
            else:
                stretches.append((character, found))
        return stretches

    def cut_with(self, character: str, cut: Cut) -> Cut | None:
        """The cut that a character is set in: the one requested, else the first stand-in that has
        it; None where none has."""
        if self.face(cut).glyph(character):
            return cut
        for candidate in self.stand_ins(cut):
            if self.face(candidate).glyph(character):
                return candidate
        return None

    def stand_ins(self, cut: Cut) -> tuple[Cut, ...]:
        """The cuts that lend a cut what it lacks, in order."""
        return self.memo(("stand-ins", cut), lambda: stand_ins(cut, self._fallback))


def _features(face: Face, tracking: int) -> dict[str, Any] | None:
    """What is switched on by the cut, and off by tracking: letterspaced ligatures would stand out
    as tight pairs."""
    features: dict[str, Any] = dict.fromkeys(face.cut.features, True)
    return features | {"liga": False} if tracking else features or None


def shape(text: str, face: Face, size: int, tracking: int = 0, tight: bool = False) -> Word:
    """A word shaped with the font's default features (ligatures, kerning) and those of its cut.

    Spaces never enter: a line's spaces are bare advances, so that kerning against the space, which
    some fonts have, cannot make the width of a word depend on its neighbours.
    """
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(face.font, buffer, _features(face, tracking))
    infos, positions = buffer.glyph_infos, buffer.glyph_positions
    advances = tuple([position.x_advance for position in positions])
    units = sum(advances) * size / face.upem
    shifted = any([p.x_offset or p.y_offset for p in positions])  # noqa: C419  a list is faster
    return Word(
        text,
        face,
        size,
        round(units + tracking * size / 1000 * len(advances)),
        tuple([info.codepoint for info in infos]),
        advances,
        tuple([info.cluster for info in infos]),
        tuple([(p.x_offset, p.y_offset) for p in positions]) if shifted else None,
        tight,
        tracking,
    )
