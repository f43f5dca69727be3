"""The checker beside files that others wrote to pass or to fail one rule of PDF/UA-1 each."""

from __future__ import annotations

from collections import Counter

import pikepdf
import pytest

from benchmarks.corpora import CORPORA
from layout.preflight.accessible.check import accessible_findings

FOLDER = CORPORA / "pdfua"
RIGHT = 0.95  # the share of files that are judged as their names say, at least


@pytest.mark.skipif(not FOLDER.is_dir(), reason="needs ../shared/corpora/pdfua")
def test_files_are_judged_as_their_names_say():
    judged: Counter[tuple[str, str]] = Counter()
    wrong = []
    for file in sorted(FOLDER.glob("*.pdf")):
        name = "pass" if "-pass-" in file.name else "fail"
        with pikepdf.open(file) as pdf:
            found = accessible_findings(pdf)
        ours = "fail" if found else "pass"
        judged[name, ours] += 1
        if ours != name:
            wrong.append(f"{file.name}: {'; '.join(map(str, found)) or 'nothing found'}")
    told = "\n".join([str(dict(judged)), *wrong])
    assert judged.total() > 100, told
    assert len(wrong) <= (1 - RIGHT) * judged.total(), told
