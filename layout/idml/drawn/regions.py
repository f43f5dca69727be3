"""Regions from frames: which frames are one story's, and what part of it each is.

What a frame is called says most: its name or script label, its layer, its paragraph styles. A name
of two parts, "lead/headline", says region and part; so do the frames of an edition that newsgrid
wrote. Frames of one group are one region, and so is a frame with those that are drawn inside it.
All others belong to the head above them, as on any page: the lowest one that begins above and spans
their middle. A picture with no head above it belongs to that below.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from layout.idml.drawn.frames_of_page import Bounds, DrawnFrame, DrawnPage

HEAD, DECK, TEXT, PICTURE, AD, _FURNITURE, _OTHER = (
    "head", "deck", "text", "picture", "ad", "furniture", "other"
)  # fmt: skip
_WORDS: dict[str, frozenset[str]] = {
    AD: frozenset("ad ads advert adverts advertisement anzeige anzeigen anuncio publicidad "
                  "pub publicité annonce annonces reklam pubblicità inserzione".split()),
    _FURNITURE: frozenset("folio masthead header footer running furniture section_head jump label "
                         "guide guides nameplate kolumnentitel pagina promo promos".split()),
    DECK: frozenset("deck standfirst chapeau chapo vorspann subhead subtitle entradilla "
                    "sottotitolo ingress unterzeile dek".split()),
    HEAD: frozenset("head headline heading hed title titel titre titulo título titolo rubrik kop "
                    "überschrift nadpis otsikko schlagzeile titular surtitre".split()),
    PICTURE: frozenset("picture pictures photo photos image images foto fotos bild bilder imagen "
                       "kuva immagine img visuel".split()),
    TEXT: frozenset("body text copy texte corps texto testo fliesstext brödtext story article "
                    "artikel article_body".split()),
}  # fmt: skip
"""What frames are called, in the order in which it counts."""

TAKEN = ("lead", "second", "briefs", "index", "none")
"""Names of regions that say what they take."""

_LARGE = 1.6
"""How many times larger than the type of most text a head is."""
_SMALL = 4.0
"""Points: nothing narrower or shallower is a frame for anything."""
_WHOLE = 0.85
"""The part of the page that what lies under all of it covers."""
_INSIDE = 0.95
"""The part of a frame that lies in one which holds it."""
_TOKEN = re.compile(r"[^\W\d]+(?:_[^\W\d]+)*")
_NUMBERED = re.compile(r"[\s_#.-]*\d*$")


@dataclass(frozen=True, slots=True)
class DrawnRegion:
    """Frames that are one story's, or an ad's: what they are called, the rectangle around them, and
    which part each is."""

    name: str
    bounds: Bounds
    frames: tuple[DrawnFrame, ...]
    parts: tuple[str, ...]

    @property
    def is_ad(self) -> bool:
        """Whether it is an ad."""
        return all(part == AD for part in self.parts)

    def of(self, *parts: str) -> tuple[DrawnFrame, ...]:
        """The frames that are some part."""
        return tuple(f for f, part in zip(self.frames, self.parts, strict=True) if part in parts)

    @property
    def headline(self) -> float:
        """The size of its largest head, in points; 0 where nobody knows."""
        return max((frame.size for frame in self.of(HEAD)), default=0.0)


@dataclass(frozen=True, slots=True)
class _Named:
    """A frame, and the part that it is."""

    frame: DrawnFrame
    part: str


@dataclass(frozen=True, slots=True)
class _HeadAt:
    """Where a head stands, and the key of the region that it is of."""

    bounds: Bounds
    key: str


def regions_of(page: DrawnPage) -> tuple[DrawnRegion, ...]:
    """The regions of a page, from top to bottom; none for a page with nothing drawn on it."""
    body = _body_size(page.frames)
    counted = [_Named(frame, _part(frame, body)) for frame in page.frames if _counts(frame, page)]
    kept = [one for one in counted if one.part != _FURNITURE]
    held = _held([one.frame for one in kept if one.part != AD and not _key(one.frame)])
    groups: dict[str, list[_Named]] = {}
    loose: list[_Named] = []
    for number, one in enumerate(kept):
        ad = f"ad:{one.frame.name}:{number}" if one.part == AD else ""
        key = ad or _key(one.frame) or held.get(id(one.frame), "")
        (groups.setdefault(key, []) if key else loose).append(one)
    for key, one in _by_heads(loose, groups):
        groups.setdefault(key, []).append(one)
    made = [_region(key, members) for key, members in groups.items()]
    return tuple(sorted(made, key=lambda one: (one.bounds.top, one.bounds.left)))


def _region(key: str, members: Sequence[_Named]) -> DrawnRegion:
    bounds = members[0].frame.bounds
    for one in members[1:]:
        bounds = bounds.joined(one.frame.bounds)
    kind, _, name = key.partition(":")
    frames, parts = [one.frame for one in members], [one.part for one in members]
    return DrawnRegion("" if kind == "group" else name, bounds, tuple(frames), tuple(parts))


def _body_size(frames: Iterable[DrawnFrame]) -> float:
    """The size of most text, in points; 0 where there is none."""
    sizes = [frame.size for frame in frames if frame.size and frame.letters > 1]
    long = [frame.size for frame in frames if frame.size and frame.letters > 200]
    return median(long or sizes) if sizes else 0.0


def _counts(frame: DrawnFrame, page: DrawnPage) -> bool:
    """Whether a frame is one for a story: no line, no speck, no ground under the whole page."""
    bounds = frame.bounds
    if frame.kind == "GraphicLine" or min(bounds.width, bounds.height) < _SMALL:
        return False
    if frame.kind != "TextFrame" and not frame.placed and _is_ground(frame):
        return False
    return frame.letters > 0 or bounds.area < _WHOLE * page.width * page.height


def _is_ground(frame: DrawnFrame) -> bool:
    return bool({"background", "ground", "fond", "hintergrund", "fondo"} & _tokens(frame.name))


def _tokens(*texts: str) -> set[str]:
    """The words of names, in small letters; those of "SectionHead" and "section_head" as well."""
    found: set[str] = set()
    for text in texts:
        apart = re.sub(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ])", " ", text)
        for word in _TOKEN.findall(apart):
            whole = word.casefold()
            found |= {whole, *whole.split("_")}
    return found


def _part(frame: DrawnFrame, body: float) -> str:
    """What a frame is: by its name, its layer, its styles; else by what is in it."""
    first = frame.styles[:1]
    for texts in ((frame.name.rpartition("/")[2],), (frame.layer,), first):
        words = _tokens(*texts)
        for part, known in _WORDS.items():
            if words & known and _can_be(frame, part):
                return part
    if frame.kind == "TextFrame":
        large = body and frame.size >= _LARGE * body
        return HEAD if large and frame.letters < 300 else TEXT
    return PICTURE if frame.placed else _OTHER


def _can_be(frame: DrawnFrame, part: str) -> bool:
    """Whether a frame of its kind can be a part: words of layers say it of all that is on them."""
    if part in (HEAD, DECK, TEXT):
        return frame.kind == "TextFrame" or not frame.placed
    return part != PICTURE or frame.kind != "TextFrame" or not frame.letters


def _key(frame: DrawnFrame) -> str:
    """What region a frame says it is in: by its name, else by its group; "" where it does not."""
    name = frame.name.strip()
    region, slash, _ = name.partition("/")
    if slash and region.strip():
        return f"name:{region.strip()}"
    bare = _NUMBERED.sub("", name).casefold()
    if bare in TAKEN:
        return f"name:{name}"
    return f"group:{frame.group}" if frame.group else ""


def _held(frames: Sequence[DrawnFrame]) -> dict[int, str]:
    """The regions of frames that hold others, and of those in them, by the frames' ids."""
    found: dict[int, str] = {}
    for number, one in enumerate(sorted(frames, key=lambda frame: -frame.bounds.area)):
        inside = [each for each in frames if each is not one and _lies_in(each, one)]
        if inside and id(one) not in found:
            key = f"holds:{one.name}:{number}"
            found[id(one)] = key
            for each in inside:
                found.setdefault(id(each), key)
    return found


def _lies_in(one: DrawnFrame, other: DrawnFrame) -> bool:
    inner, outer = one.bounds, other.bounds
    return inner.area < outer.area and inner.shared(outer) >= _INSIDE * inner.area


def _by_heads(
    loose: Sequence[_Named], groups: Mapping[str, Sequence[_Named]]
) -> Iterator[tuple[str, _Named]]:
    """Frames that say nothing of their region, each with the key of that which it is of: by the
    head that it belongs to."""
    known = {
        id(one): f"head:{one.frame.name}:{at}" for at, one in enumerate(loose) if one.part == HEAD
    }
    heads = [_HeadAt(one.frame.bounds, known[id(one)]) for one in loose if id(one) in known]
    heads += [
        _HeadAt(one.frame.bounds, key)
        for key, members in groups.items()
        for one in members
        if one.part == HEAD
    ]
    threads: dict[str, str] = {}
    for number, one in enumerate(loose):
        frame = one.frame
        key = known.get(id(one)) or threads.get(frame.story) or _head_above(frame, heads)
        if not key and one.part == PICTURE:
            key = _head_below(frame, heads)
        key = key or f"frame:{frame.name}:{number}"
        if frame.story and id(one) not in known:
            threads[frame.story] = key
        yield key, one


def _head_above(frame: DrawnFrame, heads: Sequence[_HeadAt]) -> str:
    """The region of the lowest head that begins above a frame and spans its middle; "" for none."""
    x, _ = frame.bounds.middle
    above = [
        (one.bounds.top, one.key)
        for one in heads
        if one.bounds.top <= frame.bounds.top + _SMALL
        and one.bounds.left - _SMALL <= x <= one.bounds.right + _SMALL
    ]
    return max(above)[1] if above else ""


def _head_below(frame: DrawnFrame, heads: Sequence[_HeadAt]) -> str:
    """The region of the highest head below a frame, with its middle under it; "" for none."""
    at = frame.bounds
    below = [
        (one.bounds.top, one.key)
        for one in heads
        if one.bounds.top >= at.bottom - _SMALL
        and at.left - _SMALL <= one.bounds.middle[0] <= at.right + _SMALL
    ]
    return min(below)[1] if below else ""
