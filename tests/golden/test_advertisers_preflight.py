"""What preflight makes of 46 PDFs of many producers: accepted, or refused with rule and reason.

Each was looked at beside its picture when its lines were written; so is to be a line that changes.
"""

from __future__ import annotations

import pytest

from benchmarks.corpora import CORPORA
from layout.preflight.findings import in_words, place_in_words
from layout.preflight.profile import own_profile
from layout.preflight.run import Verdict, preflight

ADVERTISERS = CORPORA / "advertiser-pdfs"


def lines(name: str, verdict: Verdict) -> list[str]:
    """A file with its verdict, a line for each rule; of PDF/X-4 what is not met, by name."""
    missing = [each.found.split(":")[0] for each in verdict.broken if each.rule == "R0001"]
    told = [f"{name}: {'accepted' if verdict.accepted else 'refused'}"]
    if missing:
        told.append(f"    error R0001: {', '.join(dict.fromkeys(missing))}")
    for each in verdict.broken:
        if each.rule != "R0001":
            place = place_in_words(each)
            told.append(f"    {each.severity} {in_words(each)}{f' ({place})' if place else ''}")
    return told


@pytest.mark.slow
@pytest.mark.skipif(not ADVERTISERS.is_dir(), reason="no ../shared/corpora here")
def test_the_advertisers_files(golden):
    profile = own_profile("gwg-2022-newspaper")
    files = sorted(ADVERTISERS.glob("*.pdf"))
    assert len(files) == 46
    told = [
        line for file in files for line in lines(file.name, preflight(file.read_bytes(), profile))
    ]
    golden("advertisers_preflight.txt", "\n".join(told) + "\n")
