"""Readers' own fonts, scaled to stand in for ours until these are there, or where they never come.

Each face of ours has one of its own weight and slope to stand in for it, scaled (`size-adjust`) so
that a sample of newspaper copy is as long in both, and set on the same ascent and descent; so most
paragraphs have as many lines as before: `benchmarks/stand_ins.py` counts how many.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import uharfbuzz as hb

from layout.typeset.words.face import Face

_SAMPLE = (
    "Peter Stanning, the regional officer of the union, which has 44 members there, said that "
    "he had gone through the documents “looking for the catch”. He found a clause that let the "
    "trustees borrow against the building, and had it taken out. His members voted by 41 to one "
    "in favour. The brewery’s open day, on Saturday 12 December, will go ahead. Old Tideway is "
    "to have a new label for the occasion with the names of all its owners, in order of length "
    "of service. "
    "Detrás del asiento hay una caja de cartón que no está en el catálogo. Dentro van los "
    "libros que Marín no presta: los regala. Son los que la humedad dejó ondulados, con las "
    "páginas del color del té. «No puedo devolverlos al estante ni puedo tirarlos», dice. «Así "
    "que busco a quién le hacen falta.» El martes le dio uno a un muchacho que no había pedido "
    "nada y que llevaba un rato leyendo los lomos con la cabeza torcida. Era un atlas de 1974. "
    "Tiene países que ya no existen y le faltan varios que sí."
)
"""English and Spanish copy of our sample publications, chosen of all their paragraphs because the
widths of faces stand to each other in it as they do in all of the copy (within 0.3 %)."""

_BOLD = 600
"""From this weight on the bold face stands in."""


@dataclass(frozen=True, slots=True)
class _ReadersFont:
    """A font that readers have. `faces` are roman, italic, bold and bold italic: the names by which
    a system may know each, the first of them those of the font, others of fonts made to its
    widths. `means` are the mean widths of _SAMPLE's characters in them, in thousandths of an em,
    kerning included."""

    name: str
    means: tuple[float, float, float, float]
    faces: tuple[tuple[str, ...], ...]

    def mean(self, bold: bool, italic: bool) -> float:
        """The mean width of _SAMPLE's characters in one of its faces."""
        return self.means[2 * bold + italic]

    def names(self, bold: bool, italic: bool) -> tuple[str, ...]:
        """The names of one of its faces."""
        return self.faces[2 * bold + italic]


def _named(plain: str, *families: str, slant: str = "Italic") -> tuple[tuple[str, ...], ...]:
    """The full names of the four faces of each of some fonts that are as wide as each other."""
    endings = ("", f" {slant}", " Bold", f" Bold {slant}")
    return tuple(tuple(f"{family}{ending}" for family in (plain, *families)) for ending in endings)


_LOCAL = {
    "serif": (
        _ReadersFont("Georgia", (435.1, 443.4, 505.7, 515.3), _named("Georgia", "Gelasio")),
        _ReadersFont(
            "Times New Roman",
            (398.1, 400.8, 421.5, 410.3),
            _named("Times New Roman", "Liberation Serif", "Tinos"),
        ),
        _ReadersFont("Noto Serif", (470.8, 457.9, 499.5, 504.5), _named("Noto Serif")),
        _ReadersFont("DejaVu Serif", (507.7, 507.7, 560.2, 560.2), _named("DejaVu Serif")),
    ),
    "sans": (
        _ReadersFont(
            "Arial",
            (441.7, 441.9, 473.6, 473.6),
            _named("Arial", "Liberation Sans", "Arimo"),
        ),
        _ReadersFont("Roboto", (438.0, 425.8, 444.1, 431.7), _named("Roboto")),
        _ReadersFont(
            "DejaVu Sans",
            (502.6, 502.9, 566.3, 566.3),
            _named("DejaVu Sans", slant="Oblique"),
        ),
    ),
}
"""Means of Georgia, Times New Roman and Arial are those of Gelasio, Tinos and Arimo, made to their
widths; of the others their own (packages of @fontsource 5.3.0; DejaVu 2.37)."""


def readers_fonts(sans: bool) -> tuple[_ReadersFont, ...]:
    """The fonts of readers that stand in for a sans, or for a serif, the likest first."""
    return _LOCAL["sans" if sans else "serif"]


def stand_in_rules(family: str, weight: int, italic: bool, face: Face, sans: bool) -> Iterator[str]:
    """The @font-face rules of all that stands in for a face of a CSS family."""
    mean = _mean_width(face)
    bold = weight >= _BOLD
    for font in readers_fonts(sans):
        scale = mean / font.mean(bold, italic)
        ascent = face.ascent / face.upem / scale
        descent = -face.descent / face.upem / scale
        sources = ",".join(f'local("{name}")' for name in font.names(bold, italic))
        yield (
            f'@font-face{{font-family:"{family} {font.name}";font-weight:{weight};'
            f"font-style:{'italic' if italic else 'normal'};src:{sources};"
            f"size-adjust:{scale:.2%};ascent-override:{ascent:.2%};"
            f"descent-override:{descent:.2%};line-gap-override:0%}}"
        )


def _mean_width(face: Face) -> float:
    """The mean advance of _SAMPLE's characters in a face, in thousandths of an em, with kerning."""
    buffer = hb.Buffer()
    buffer.add_str(_SAMPLE)
    buffer.guess_segment_properties()
    hb.shape(face.font, buffer)
    total = sum(position.x_advance for position in buffer.glyph_positions)
    return float(total * 1000 / face.upem / len(_SAMPLE))
