"""What a page paints, in the order in which it is painted: frozen events with their places.

Places are boxes in points of the page's own space, from its lower left, within what clips them.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from layout.preflight.content.colour import BLACK, Colour, Space
from layout.preflight.content.fonts import Font
from layout.preflight.geometry import Box

_NORMAL = "Normal"
_FILLED, _STROKED = frozenset({0, 2, 4, 6}), frozenset({1, 2, 5, 6})
_INCH = 72.0


@dataclass(frozen=True, slots=True)
class Look:
    """How something is painted: colours of fills and strokes, whether each overprints, and how
    (`overprint_mode` 1: inks that it has none of stay), how opaque, and blended how."""

    fill: Colour = BLACK
    stroke: Colour = BLACK
    fill_overprints: bool = False
    stroke_overprints: bool = False
    overprint_mode: int = 0
    fill_alpha: float = 1.0
    stroke_alpha: float = 1.0
    blend: str = _NORMAL
    masked: bool = False

    @property
    def opaque(self) -> bool:
        """Whether a fill hides what is under it."""
        solid = self.fill_alpha >= 1 and self.blend in (_NORMAL, "Compatible")
        return solid and not self.masked and not self.fill_overprints


@dataclass(frozen=True, slots=True)
class Mark:
    """Marked content around something: its tag, and what goes by its number in a structure."""

    tag: str
    mcid: int | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """What an event stands in: forms by how deep, marked content, a soft mask (`masking`), and the
    cell of a pattern."""

    depth: int = 0
    marks: tuple[Mark, ...] = ()
    masking: bool = False
    pattern: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """Something painted: where, how, and in what."""

    box: Box
    look: Look
    held: Held = field(default_factory=Held, kw_only=True)

    @property
    def colours(self) -> tuple[tuple[Colour, bool], ...]:
        """The colours that it is painted in, each with whether it overprints."""
        return ()


@dataclass(frozen=True, slots=True)
class Text(Event):
    """Text shown by one operator. `size` is its height on the page in points, `mode` its rendering
    (3: not painted), `codes` the bytes that were shown."""

    font: Font
    size: float
    mode: int
    codes: bytes
    line_width: float = 0.0

    @property
    def filled(self) -> bool:
        """Whether its letters are filled."""
        return self.mode in _FILLED

    @property
    def stroked(self) -> bool:
        """Whether the outlines of its letters are stroked."""
        return self.mode in _STROKED

    @property
    def seen(self) -> bool:
        """Whether it is painted at all."""
        return self.filled or self.stroked

    @property
    def colours(self) -> tuple[tuple[Colour, bool], ...]:
        """Those of its fill and its outline."""
        return _colours(self.look, self.filled, self.stroked)


@dataclass(frozen=True, slots=True)
class Path(Event):
    """A path filled or stroked. `line_width` is that of its stroke on the page in points, where it
    is thinnest; `rectangle` says that it is an upright rectangle and nothing else."""

    filled: bool
    stroked: bool
    line_width: float = 0.0
    rectangle: bool = False

    @property
    def colours(self) -> tuple[tuple[Colour, bool], ...]:
        """Those of its fill and its stroke."""
        return _colours(self.look, self.filled, self.stroked)

    @property
    def rule_colours(self) -> tuple[tuple[Colour, bool], ...]:
        """Those that it has as a rule: of its stroke, where it has one; what that encloses is
        none."""
        return _colours(self.look, self.filled and not self.stroked, self.stroked)

    @property
    def rule_width(self) -> float | None:
        """How thick it is as a rule: its stroke, or the lesser side of a filled rectangle; None
        for what is no rule."""
        if self.stroked:
            return self.line_width
        if self.filled and self.rectangle:
            return round(min(self.box.width, self.box.height), 4)
        return None


@dataclass(frozen=True, slots=True)
class Image(Event):
    """An image: pixels, bits of a component, its colours (None: a mask painted in the fill's),
    filters; how many points it is wide and high on the page before it is clipped."""

    width: int
    height: int
    bits: int
    space: Space | None
    filters: tuple[str, ...]
    across: float
    down: float
    soft_mask: bool = False
    hard_mask: bool = False
    inline: bool = False

    @property
    def ppi(self) -> float:
        """Pixels an inch on the page, of the direction that has fewer."""
        sides = ((self.width, self.across), (self.height, self.down))
        return min(round(px * _INCH / pt, 4) if pt > 0 else float("inf") for px, pt in sides)

    @property
    def stencil(self) -> bool:
        """Whether it has no colours but those of the fill."""
        return self.space is None

    @property
    def colours(self) -> tuple[tuple[Colour, bool], ...]:
        """That of the fill, for a stencil; those of its pixels are not listed."""
        return _colours(self.look, self.stencil, False)


@dataclass(frozen=True, slots=True)
class Shading(Event):
    """A shading painted over all that is not clipped: its colours, and its kind from 1 to 7."""

    space: Space
    kind: int


@dataclass(frozen=True, slots=True)
class Group(Event):
    """A transparency group: `space` is that in which it is blended, None where it has none of its
    own; `use` is page, form, luminosity or alpha (those are soft masks)."""

    space: Space | None
    use: str
    isolated: bool = False
    knockout: bool = False


def _colours(look: Look, filled: bool, stroked: bool) -> tuple[tuple[Colour, bool], ...]:
    fill = ((look.fill, look.fill_overprints),) if filled else ()
    return (*fill, *(((look.stroke, look.stroke_overprints),) if stroked else ()))
