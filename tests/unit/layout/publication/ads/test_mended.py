"""What the press mends is a note on arrival, by its rule or by that which R0001 names."""

from __future__ import annotations

import pytest

from layout.preflight.run import Broken
from layout.press.standard.press_settings import Mend
from layout.publication.ads.mended import as_mended
from slots.finding import Finding, Severity

ERROR = Severity.ERROR


@pytest.mark.parametrize(
    ("rule", "found", "kind"),
    [
        ("R0027", "text in DeviceRGB", Mend.RGB),
        ("R0001", "X4-device-colour: something is in DeviceRGB", Mend.RGB),
        ("R0001", "X4-trim-box: the page has neither", Mend.BOXES),
        ("R0001", "X4-fonts: Courier is not embedded", None),
        ("R0020", "spot colour PANTONE 300 C", Mend.SPOTS),
        ("R0007", "white text overprints", Mend.WHITE),
        ("R0017", "text of 8 pt in 3 inks", Mend.SMALL),
        ("R0031", "an image of 60 ppi", None),
    ],
)
def test_a_breach_is_a_note_only_where_what_mends_it_is_listed(
    rule: str, found: str, kind: Mend | None
) -> None:
    broken = Broken(rule, ERROR, found, 1, (), 1, "mend it")
    finding = Finding(rule, ERROR, "A1: artwork", hint="mend it")
    assert as_mended(finding, broken, ()) == finding
    listed = as_mended(finding, broken, tuple(Mend))
    assert listed.severity is (Severity.INFO if kind else ERROR)
    if kind:
        assert listed.message == f'A1: artwork: --press mends it (mend has "{kind.value}")'
        assert as_mended(finding, broken, [one for one in Mend if one is not kind]) == finding
