"""The page's own fonts: instances of the theme's families, subset, compressed, named by content.

Only the cuts a page uses are made. Those that every page has hold printable ASCII, the letters and
characters of English and Spanish, and whatever else the page sets in them, so that pages share
them; the others hold just what the page sets in them. Characters that a family lacks come from the
fallback family, at the weight and slope of what they stand in for, as a face of the same CSS family
with a `unicode-range` of just these, so that Chrome falls back to what the engine measured. Not so
spaces: HarfBuzz and browsers make them of the face's own.

While a font is on its way one of the reader's stands in (`readers_fonts.py`). With `font-display:
optional` a page never changes its font once it is shown: that, and not the likeness of the
fallback, is why nothing moves.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial

import uharfbuzz as hb

from layout.typeset.words.face import Face
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.stand_ins import stand_ins
from layout.typeset.words.style import Cut
from layout.web.html.lean_kerning import lean_kerning
from layout.web.html.readers_fonts import readers_fonts, stand_in_rules
from layout.web.measure.content_stamp import stamp

BASE = "".join(map(chr, range(0x20, 0x7F))) + "\u00a0¡¿«»°·áéíóúüñÁÉÍÓÚÜÑ‐–—‘’“”…•€"
"""The characters that a font which pages share has in any case."""

_FEATURES = (
    *("abvm", "blwm", "calt", "ccmp", "clig", "curs", "dist", "kern", "liga", "locl"),
    *("mark", "mkmk", "rclt", "rlig"),
)
"""OpenType features that browsers apply by themselves: the glyphs of others (small capitals, say)
are left out."""

_FRACTION_SLASH = "\u2044"
_FRACTION_FEATURES = ("frac", "numr", "dnom")
"""Applied by browsers too, but around a fraction slash only."""

Pack = Callable[[bytes], bytes]
"""Makes of a TrueType font the bytes that are served."""


@dataclass(frozen=True, slots=True)
class FontFile:
    """One font of the page: its CSS family, weight and style, and the file's name and bytes.

    `only` are the characters for which it stands in for its family, "" where it is the family's
    own.
    """

    family: str
    weight: int
    italic: bool
    name: str
    data: bytes
    only: str = ""


def family_of(cut: Cut) -> str:
    """The CSS family of a cut: a family at one optical size."""
    return (
        f"{cut.family}-{cut.optical}".replace("_", "-")
        if cut.optical
        else cut.family.replace("_", "-")
    )


def font_files(
    used: Mapping[Cut, str],
    foundry: Foundry,
    fallback: tuple[Cut, ...] = (),
    whole: tuple[Cut, ...] = (),
    pack: Pack | None = None,
) -> tuple[FontFile, ...]:
    """The fonts of a page that sets these texts in these cuts, in the order of the cuts.

    Cuts that are `whole` hold BASE and the text's characters, the others those of their text. The
    former are nearly the same for all stories, so the foundry keeps them for the next page. `pack`
    makes a file of a TrueType font, compressed for the web if it is not given.
    """
    pack = pack or _woff2
    files: list[FontFile] = []
    for cut, text in used.items():
        face = foundry.face(cut)
        signs = "".join(sorted({*text, *(BASE if cut in whole else " ")}))
        own = "".join(sign for sign in signs if face.glyph(sign))
        make = partial(_file, cut, face, own, pack)
        known = (FontFile, cut, own, pack)
        files.append(foundry.memo(known, make) if cut in whole else make())
        text_signs = (sign for sign in signs if sign in text and not sign.isspace())
        missing = "".join(sign for sign in text_signs if not face.glyph(sign))
        for other in stand_ins(cut, fallback) if missing else ():
            found = "".join(sign for sign in missing if foundry.face(other).glyph(sign))
            if found:
                files.append(_file(cut, foundry.face(other), found, pack, only=found))
                missing = "".join(sign for sign in missing if sign not in found)
    return tuple(files)


def _file(cut: Cut, face: Face, signs: str, pack: Pack, only: str = "") -> FontFile:
    """The font of some characters of a face, under the CSS family of a cut."""
    data = pack(cut_font(face, signs))
    style = "italic" if cut.italic else "roman"
    name = f"{family_of(cut)}-{cut.weight}-{style}-{stamp(data)}.woff2"
    return FontFile(family_of(cut), cut.weight, cut.italic, name, data, only)


def cut_font(face: Face, signs: str) -> bytes:
    """A TrueType font of a face at its point in design space, with the glyphs of some characters.

    Advances, kerning and ligatures are those of the face; hints and names are left out.
    """
    source = hb.Face(hb.Blob.from_file_path(str(face.file)))
    wanted = hb.SubsetInput()
    for axis, value in face.variations:
        wanted.pin_axis_location(source, axis, value)
    wanted.unicode_set.update(map(ord, signs))
    wanted.layout_feature_tag_set.clear()
    tags = _FEATURES + (_FRACTION_FEATURES if _FRACTION_SLASH in signs else ())
    wanted.layout_feature_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in tags)
    wanted.flags = hb.SubsetFlags.NO_HINTING
    return bytes(hb.subset(source, wanted).blob.data)


def _woff2(font: bytes) -> bytes:
    """The font compressed for the web; the same bytes for the same font."""
    from fontTools.ttLib import TTFont  # only where fonts are written

    opened = TTFont(io.BytesIO(font), recalcBBoxes=False, recalcTimestamp=False)
    lean_kerning(opened)
    opened.flavor = "woff2"
    packed = io.BytesIO()
    opened.save(packed, reorderTables=False)
    return packed.getvalue()


def font_css(files: tuple[FontFile, ...], foundry: Foundry, cuts: Iterable[Cut], sans: str) -> str:
    """The @font-face rules of a page: its fonts, then the readers' fonts scaled to stand in.

    `sans` is the theme's family of sans type; all others are taken to be serifs. `cuts` are those
    that have something to stand in for them.
    """
    rules = [_own_rule(file) for file in files]
    for cut in dict.fromkeys(cuts):
        face, family = foundry.face(cut), family_of(cut)
        make = partial(_stand_ins, family, cut, face, cut.family == sans)
        rules += foundry.memo((font_css, cut, sans), make)
    return "\n".join(rules)


def _stand_ins(family: str, cut: Cut, face: Face, sans: bool) -> tuple[str, ...]:
    return tuple(stand_in_rules(family, cut.weight, cut.italic, face, sans))


def stack_of(cut: Cut, sans: str) -> str:
    """The CSS font stack of a cut: the page's font, the reader's ones, whatever there is."""
    family, is_sans = family_of(cut), cut.family == sans
    locals_ = ",".join(f'"{family} {font.name}"' for font in readers_fonts(is_sans))
    return f'"{family}",{locals_},{"sans-serif" if is_sans else "serif"}'


def _own_rule(file: FontFile) -> str:
    only = ",".join(f"U+{ord(sign):X}" for sign in file.only)
    return (
        f'@font-face{{font-family:"{file.family}";font-weight:{file.weight};'
        f"font-style:{'italic' if file.italic else 'normal'};font-display:optional;"
        f'src:url("fonts/{file.name}") format("woff2")'
        + (f";unicode-range:{only}}}" if only else "}")
    )
