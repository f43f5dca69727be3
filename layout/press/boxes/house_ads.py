"""House ads: what the publication prints where nobody has booked, set to fit any rectangle.

Templates (print/house/*.html.j2) hold copy and composition; this module tells them how large their
lines may be, from real widths, so that an ad of any size is full and nothing in it is cut off.
"""

from __future__ import annotations

from layout.page.format import MM
from layout.page.rect import Rect
from layout.press.boxes.printed_address import qr_squares, short_address
from layout.press.frames.fit_lines import Fitter
from layout.press.frames.print_room import print_templates
from layout.story.publication import Publication
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.theme import Theme

HOUSE_ADS = (
    *("subscribe", "classifieds", "letters", "space"),
    *("tip", "deliver", "picture", "wrong"),
)
# (width / height, height in points, shape): the first whose ratio is reached, and whose height is
# not, is the shape of an ad.
_SHAPES = (
    (4.2, 1e9, "strip"),
    (2.4, 80.0, "strip"),
    (1.15, 1e9, "landscape"),
    (0.5, 1e9, "portrait"),
    (0.0, 1e9, "tower"),
)


def _shape(width: float, height: float) -> str:
    return next(
        shape for ratio, below, shape in _SHAPES if width / height >= ratio and height < below
    )


def house_ad_html(
    index: int, rect: Rect, publication: Publication, theme: Theme, foundry: Foundry
) -> str:
    """The markup of a house ad that fills a rectangle, for a Box whose role is "ad".

    `index` is the number of the slot on its page or in its story: neighbours differ, and the same
    slot always gets the same ad.
    """
    name = HOUSE_ADS[index % len(HOUSE_ADS)]
    width, height = rect.width / 1000, rect.height / 1000
    address = short_address(publication, f"house-ad-{name}")
    link = f"https://{address}"
    side, path = foundry.memo(("qr", link), lambda: qr_squares(link))
    facts = {
        "width": width,
        "height": height,
        "pad": max(5.0, min(18.0, 0.07 * min(width, height) + 2)),
        "shape": _shape(width, height),
        "fit": Fitter(theme, foundry),
        "publication": publication,
        "spanish": publication.language.startswith("es"),
        "address": address,
        "code_side": side,
        "code_path": path,
        "size_mm": f"{rect.width / MM:.0f} × {rect.height / MM:.0f} mm",
    }
    return print_templates(theme).render(f"house/{name}.html.j2", facts).strip()
