"""Files that the desk keeps: never over another, and taken away only where they are still ours."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from layout.desk.preview.lists.kept_files import check_ours, kept, taken_away
from layout.imports.publication.disk import Disk
from slots.finding import BadInput

DATA = b"artwork"
DIGEST = hashlib.sha256(DATA).hexdigest()


def test_a_name_that_is_taken_gets_a_number(tmp_path: Path) -> None:
    disk = Disk(tmp_path)
    names = [kept(disk, "ads", "Late Lamp", ".png", bytes([each])) for each in range(3)]
    assert names == ["ads/late-lamp.png", "ads/late-lamp-2.png", "ads/late-lamp-3.png"]
    assert [(tmp_path / name).read_bytes() for name in names] == [b"\0", b"\1", b"\2"]


@pytest.mark.parametrize("stem", ["../../etc", "", "...", "/", "a" * 500])
def test_no_name_leads_out_of_its_folder(tmp_path: Path, stem: str) -> None:
    name = kept(Disk(tmp_path), "ads", stem, ".png", DATA)
    assert (tmp_path / name).resolve().parent == tmp_path / "ads"
    assert len(Path(name).stem) <= 60


def test_it_is_taken_away_once_nothing_names_it(tmp_path: Path) -> None:
    (tmp_path / "newsgrid.toml").write_text('name = "The Gazette"\n')
    name = kept(Disk(tmp_path), "ads", "lamp", ".png", DATA)
    (tmp_path / "ads.csv").write_text(f"id,advertiser,size,artwork\nA1,Inn,1x40mm,{name}\n")
    assert not taken_away(tmp_path, name, DIGEST)
    (tmp_path / "ads.csv").unlink()
    assert not taken_away(tmp_path, name, "another's")
    assert (tmp_path / name).exists()
    assert taken_away(tmp_path, name, DIGEST) and not (tmp_path / name).exists()
    assert not taken_away(tmp_path, name, DIGEST)


@pytest.mark.parametrize("name", ["ads/lamp.toml", "../lamp.png", "/lamp.png", ".git/lamp.png"])
def test_what_the_desk_never_kept_is_refused(name: str) -> None:
    check_ours("ads/lamp.png", [".png"])
    with pytest.raises(BadInput, match="no file of the desk"):
        check_ours(name, [".png"])
