"""An import that is struck in the middle, by Ctrl-C or a kill: files are whole, and the next import
goes on to where an undisturbed one comes."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest
from support.imports.wordpress_samples import export, item_xml
from support.processes.struck import Moment, struck

from layout.desk.command import main

pytestmark = pytest.mark.slow

COMMENT = (
    "<wp:comment><wp:comment_author>A reader</wp:comment_author><wp:comment_content>Good."
    "</wp:comment_content><wp:comment_approved>1</wp:comment_approved></wp:comment>"
)
POSTS = [
    item_xml(
        f"<p>Ferry {number} will sail again on Monday.</p>",
        f"Ferry {number}",
        number=number,
        slug=f"ferry-{number}",
        more=COMMENT if number == 6 else "",
    )
    for number in range(1, 13)
]
MOMENTS = {
    "the first record": Moment("os.rename", ".newsgrid-"),
    "the words of the sixth story": Moment("os.mkdir", "left-out"),
    "the settings": Moment("os.mkdir", "modules"),
}


def tree(folder: Path) -> dict[str, bytes]:
    """All files below a folder, but for temporary ones."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and not file.name.startswith(".newsgrid-")
    }


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL], ids=lambda how: how.name)
@pytest.mark.parametrize("moment", MOMENTS.values(), ids=MOMENTS)
def test_an_import_that_is_struck_is_gone_on_with(tmp_path, capsys, moment, how) -> None:
    source = tmp_path / "export.xml"
    source.write_bytes(export(*POSTS))
    whole, paper = tmp_path / "whole" / "paper", tmp_path / "struck" / "paper"
    assert main(["import", str(source), "-o", str(whole)]) == 0
    undisturbed = tree(whole)
    run = struck("import", source, "-o", paper, moment=moment, folder=tmp_path / "tmp")
    if how is signal.SIGKILL:
        run.send(how)
    else:
        run.storm(how)
    code, out, _ = run.ended()
    assert code == (-9 if how is signal.SIGKILL else 130) and out == b""
    left = tree(paper)
    assert len(left) < len(undisturbed) and left.items() <= undisturbed.items()
    assert main(["import", str(source), "-o", str(paper)]) == 0
    assert tree(paper) == undisturbed
    assert not [each for each in paper.rglob(".newsgrid-*") if each.is_file()]
    capsys.readouterr()
    assert main(["import", str(source), "-o", str(paper)]) == 0
    assert "0 files written" in capsys.readouterr().out
