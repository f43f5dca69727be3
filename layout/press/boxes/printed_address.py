"""Printed addresses of links: short ones that can be typed, and QR codes."""

from __future__ import annotations

import hashlib
import re
from urllib.parse import urlsplit

from layout.story.module import Module
from layout.story.publication import Publication
from layout.story.run import text_of

LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
"""What codes are made of: none is easily taken for another, as 0 and o, 1 and l and i are."""

CODE_LENGTH = 5
"""With 31 letters that makes 28 million codes: of a thousand links two have the same code in one
paper of sixty."""

QUIET_ZONE = 4
"""Modules of white around a QR code, as ISO/IEC 18004 asks for."""

_ROOT = "/"


def short_address(publication: Publication, target: str) -> str:
    """A printed address that stands for a link: base and code, without scheme.

    The base is the publication's, else its site's host, else a name under .example, which is
    reserved and leads nowhere. The code is made from the target (an address, or the text of a link
    whose address is not known) and from nothing else, so the web edition can redirect it.

    >>> short_address(Publication(short_address="chl.example/r"), "https://chl.example/2022/cne")
    'chl.example/r/7pwgt'
    """
    number = int.from_bytes(hashlib.sha256(target.encode("utf-8")).digest()[:8], "big")
    code = ""
    for _ in range(CODE_LENGTH):
        number, place = divmod(number, len(LETTERS))
        code += LETTERS[place]
    return f"{address_base(publication)}{_ROOT}{code}"


def story_address(publication: Publication, slug: str) -> str:
    """The printed address of a story: where a paper that shortens it sends those who read on."""
    return short_address(publication, story_target(slug))


def story_target(slug: str) -> str:
    """What the printed address of a story is made from: its slug alone, so that it stays the same
    whatever else is published."""
    return f"story-{slug}"


def address_base(publication: Publication) -> str:
    """What printed addresses begin with: no scheme, no "www.", no slash at the end."""
    given = publication.short_address or publication.site
    if given:
        parts = urlsplit(given if "://" in given else f"//{given}")
        return (parts.netloc.removeprefix("www.") + parts.path).rstrip(_ROOT)
    name = re.sub(r"[^a-z0-9]+", "-", publication.name.lower()).strip("-")
    return f"{name or 'newspaper'}.example"


def sign_up_address(module: Module, publication: Publication) -> str:
    """Where a sign-up box leads: its form's address, the publication's, or a short address."""
    action = module.action or publication.newsletter_action
    if action.startswith(("http://", "https://")):
        return action
    if action and publication.site:
        return f"{publication.site.rstrip(_ROOT)}/{action.lstrip(_ROOT)}"
    return f"https://{short_address(publication, action or text_of(module.title))}"


def qr_squares(address: str) -> tuple[int, str]:
    """A QR code: how many modules it has on a side, quiet zone included, and the dark ones as the
    path of an SVG."""
    import segno  # slow to import, and few pages carry a code

    matrix = segno.make(address, error="m", micro=False).matrix
    rows = [[bool(dark) for dark in row] for row in matrix]
    path = "".join(_runs(row, y + QUIET_ZONE) for y, row in enumerate(rows))
    return len(rows) + 2 * QUIET_ZONE, path


def _runs(row: list[bool], y: int) -> str:
    """The dark runs of a row as rectangles: single squares would show hairlines between them."""
    parts, start = [], None
    for x, dark in enumerate([*row, False]):
        if dark and start is None:
            start = x
        elif not dark and start is not None:
            width = x - start
            parts.append(f"M{start + QUIET_ZONE} {y}h{width}v1h-{width}z")
            start = None
    return "".join(parts)
