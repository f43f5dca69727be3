"""PDF/UA-1 as a profile of `newsgrid preflight`."""

from __future__ import annotations

import io

import pikepdf

from layout.preflight.profile import own_profile
from layout.preflight.run import preflight


def test_a_file_without_tags_is_refused_clause_by_clause():
    with pikepdf.Pdf.new() as pdf:
        page = pdf.add_blank_page().obj
        page.Contents = pdf.make_stream(b"0 0 9 9 re f")
        file = io.BytesIO()
        pdf.save(file)
    verdict = preflight(file.getvalue(), own_profile("pdf-ua-1"))
    assert not verdict.accepted and {each.rule for each in verdict.broken} == {"UA1"}
    told = {each.found: each.page for each in verdict.broken}
    assert told["the file has no structure tree (ISO 14289-1, 7.1)"] is None
    assert told["a drawing is neither tagged nor an artifact (ISO 14289-1, 7.1)"] == 1
    assert len(told) == 7
