"""What artwork breaks and the press mends: a note on arrival, where [press] mend lists it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from layout.preflight.run import Broken
from layout.press.standard.press_settings import Mend
from slots.finding import Finding, Severity

_PDF_X = "R0001"
_MENDED_BY = {
    **dict.fromkeys(("R0027", "R0028", "R0030", "X4-device-colour"), Mend.RGB),
    "R0020": Mend.SPOTS,
    "X4-trim-box": Mend.BOXES,
    **dict.fromkeys(("R0007", "R0008"), Mend.WHITE),
    "R0017": Mend.SMALL,
}
"""The rules whose breach is mended on the way to the press, by what mends it."""


def as_mended(finding: Finding, broken: Broken, mend: Collection[Mend]) -> Finding:
    """The finding of something that artwork breaks: a note where `mend` has what mends it. Of R0001
    the rule of PDF/X decides that it names."""
    rule = broken.found.split(":")[0] if broken.rule == _PDF_X else broken.rule
    kind = _MENDED_BY.get(rule)
    if kind is None or kind not in mend:
        return finding
    message = f'{finding.message}: --press mends it (mend has "{kind.value}")'
    return replace(finding, severity=Severity.INFO, message=message)
