"""The table of what an import makes of the corpora: figures of files by format."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.imports.wordpress_samples import export, item_xml

from benchmarks.copy_in import files_in, rows, table

pytestmark = pytest.mark.slow

COMMENT = (
    "<wp:comment><wp:comment_author>Ana</wp:comment_author><wp:comment_content>Very good."
    "</wp:comment_content><wp:comment_approved>1</wp:comment_approved></wp:comment>"
)


def test_figures_are_those_of_the_files(tmp_path: Path) -> None:
    post = item_xml("The ferry is back.", "Ferry returns", more=COMMENT)
    draft = item_xml("Not yet.", "Fog", number=8, status="draft", kind="page")
    (tmp_path / "wxr").mkdir()
    (tmp_path / "wxr" / "a.xml").write_bytes(export(post, draft))
    (tmp_path / "wxr" / "b.xml").write_bytes(export(post))
    (tmp_path / "a.json").write_text('{"uri": "urn:a", "headline": "x", "type": "picture"}')
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7\n")
    (tmp_path / "idml").mkdir()
    (tmp_path / "idml" / "a.idml").write_bytes(b"PK")
    (tmp_path / "expected.html").write_text("<p>Copy.</p>")
    files = files_in(tmp_path)
    assert [file.name for file in files] == ["a.json", "a.pdf", "a.xml", "b.xml"]
    wxr, ninjs = rows(files)
    assert (wxr.format, wxr.files, wxr.stories) == ("a WordPress export (WXR)", 2, 3)
    assert (wxr.words, wxr.left_out, wxr.written_again) == (6 + 3 + 6, 2 * 3, 0)
    assert (ninjs.format, ninjs.files, ninjs.stories, ninjs.words) == ("ninjs", 1, 0, 0)
    assert ninjs.errors + ninjs.warnings + ninjs.notes
    assert "| a WordPress export (WXR) | 2 | 3 | 15 | 6 |" in table([wxr, ninjs])
