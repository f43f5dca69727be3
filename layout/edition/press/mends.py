"""What is mended in the artwork of ads on its way to the press: only what the settings list. An ad
that needs anything else keeps its page from the press.

White that overprints, and small type in several inks, are no hindrance: where they are not to be
mended, they stay as the artwork has them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from layout.page.document import Image, Page
from layout.press.colour.notes import Seen
from layout.press.pictures.artwork import bytes_of
from layout.press.pictures.pdf_artwork import names_its_trim
from layout.press.separation.refused import Refusal
from layout.press.standard.press_settings import Mend, PressSettings
from layout.story.pictures.unreadable import Unreadable
from slots.finding import Finding, Severity, Where

_DONE = {
    Mend.RGB: "what was in RGB, in Lab or by a profile is in the inks of the press",
    Mend.SPOTS: "spot colours that the press does not run are made of the four inks",
    Mend.BOXES: "its page has no TrimBox, and all of it is taken for the ad",
    Mend.WHITE: "white that was set to overprint, and would not be seen, hides what lies under it",
    Mend.SMALL: "type under 10 pt in several inks is black",
}
_LACKS = {
    Mend.RGB: "it has colours in RGB, in Lab or by a profile",
    Mend.SPOTS: "it has spot colours that the press does not run",
    Mend.BOXES: "its page has no TrimBox",
}
_ASK = {
    Mend.RGB: "ask for it in CMYK",
    Mend.SPOTS: "ask for it in the four inks",
    Mend.BOXES: "ask for it with its TrimBox",
    Mend.WHITE: "ask for it with its white knocking out",
    Mend.SMALL: "ask for its small type in one ink",
}


def mends_of(pages: Sequence[Page], noted: Iterable[Seen]) -> Iterator[Seen]:
    """Of what was noted that which lies in the artwork of ads, once for each ad and kind."""
    told: set[tuple[int, int, str]] = set()
    known = {page.number: page for page in pages}
    for seen in noted:
        key = seen.page, seen.nth, seen.what
        if seen.path and key not in told and _artwork(known.get(seen.page), seen.nth):
            told.add(key)
            yield seen


def without_trim(pages: Sequence[Page]) -> Iterator[Seen]:
    """The ads of pages whose artwork does not say by a box what of its page they are."""
    for page in pages:
        for nth in range(1, len(page.images) + 1):
            image = _artwork(page, nth)
            if image and not _trimmed(image.file):
                yield Seen(page.number, "", Mend.BOXES.value, nth)


def _trimmed(file: Path) -> bool:
    try:
        return names_its_trim(bytes_of(file))
    except Unreadable:  # since it was painted: of what it was nothing more can be said
        return True


def refusals(mended: Iterable[Seen], settings: PressSettings) -> Iterator[Refusal]:
    """Why ads cannot go to the press that need what the settings do not list."""
    for seen in mended:
        kind = Mend(seen.what)
        if kind in settings.mend or kind not in _LACKS:
            continue
        message = f'{_LACKS[kind]}, and [press] mend has not "{kind.value}"'
        remedy = f'{_ASK[kind]}, or add "{kind.value}" to mend under [press]'
        yield Refusal(seen.page, seen.path, message, seen.nth, remedy)


def mend_findings(pages: Mapping[int, Page], mended: Iterable[Seen]) -> Iterator[Finding]:
    """What was mended, ad by ad, with its file."""
    kinds: dict[tuple[int, int], dict[Mend, None]] = {}
    for seen in mended:
        kinds.setdefault((seen.page, seen.nth), {})[Mend(seen.what)] = None
    for (number, nth), each in sorted(kinds.items()):
        image = _artwork(pages.get(number), nth)
        assert image is not None, "only ads are mended"
        done = "; ".join(_DONE[kind] for kind in each)
        message = f"page {number}, ad {image.id}: mended: {done}"
        hint = ", ".join(_ASK[kind] for kind in each)
        yield Finding("mended", Severity.INFO, message, Where(str(image.file)), hint)


def _artwork(page: Page | None, nth: int) -> Image | None:
    """The ad that a page draws as the nth thing, where its artwork is a PDF."""
    if page is None or not 0 < nth <= len(page.images):
        return None
    image = page.images[nth - 1]
    return image if image.role == "ad" and image.file.suffix.lower() == ".pdf" else None
