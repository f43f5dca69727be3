"""What one run of the edition keeps for the next: written at its end; damage to it is noticed."""

from __future__ import annotations

import pytest

from layout.edition.memory import tilings_found
from layout.edition.memory.tilings_found import FILE, Tilings
from layout.makeup.edition.tiling.tile import Tile, Tiling
from layout.work.store.cache import keep
from layout.work.store.folder import CacheFolder
from layout.work.store.seal import own_key

TILING = Tiling((Tile(0, 0, 4, 2, 30), Tile(-1, 2, 4, 1, 30)), 77)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "kept"


def test_nothing_reaches_the_disk_before_it_is_saved(folder):
    cache = CacheFolder(folder)
    cache.put("a", b"1")
    assert cache.get("a") == b"1" and not folder.exists()
    cache.save()
    assert CacheFolder(folder).get("a") == b"1"


def test_what_a_run_had_no_use_for_is_taken_away(folder):
    first = CacheFolder(folder)
    first.put("a", b"1")
    first.put("b", b"2")
    first.save()
    second = CacheFolder(folder)
    assert second.get("a") == b"1"
    second.save()
    assert sorted(file.name for file in folder.iterdir()) == [".gitignore", "a"]


def test_a_folder_that_newsgrid_did_not_make_loses_nothing(folder):
    folder.mkdir()
    (folder / "thesis.txt").write_text("mine")
    (folder / ".gitignore").write_text("mine, too")
    cache = CacheFolder(folder)
    cache.put("a", b"1")
    cache.save()
    assert CacheFolder(folder).get("a") == b"1"
    assert (folder / "thesis.txt").read_text() == "mine"
    assert (folder / ".gitignore").read_text() == "mine, too"


def test_a_link_that_leads_elsewhere_is_not_followed(folder, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    tiled(elsewhere)
    folder.symlink_to(elsewhere)
    before = {file.name: file.read_bytes() for file in elsewhere.iterdir()}
    cache = CacheFolder(folder)
    cache.put("a", b"1")
    cache.save()
    assert {file.name: file.read_bytes() for file in elsewhere.iterdir()} == before


def test_a_run_that_keeps_nothing_makes_no_folder(folder):
    CacheFolder(folder).save()
    assert not folder.exists()


def tiled(folder):
    cache = CacheFolder(folder)
    tilings = Tilings(cache)
    tilings["page"] = TILING
    tilings.save()
    cache.save()


def test_tilings_come_back(folder):
    tiled(folder)
    assert Tilings(CacheFolder(folder))["page"] == TILING


def test_tilings_of_another_version_of_the_code_do_not(folder, monkeypatch):
    tiled(folder)
    monkeypatch.setattr(tilings_found, "MADE_BY", ("layout.page",))
    assert "page" not in Tilings(CacheFolder(folder))


@pytest.mark.parametrize("data", [b"", b"garbage", b"\0" * 40])
def test_tilings_that_are_damaged_are_none(folder, data):
    tiled(folder)
    (folder / FILE).write_bytes(data)
    assert not list(Tilings(CacheFolder(folder)))


def test_only_tilings_that_were_asked_for_are_kept(folder):
    cache = CacheFolder(folder)
    tilings = Tilings(cache)
    tilings["old"], tilings["used"] = TILING, TILING
    tilings.save()
    cache.save()
    second = CacheFolder(folder)
    again = Tilings(second)
    assert again["used"] == TILING
    again["new"] = TILING
    again.save()
    second.save()
    assert [name in Tilings(CacheFolder(folder)) for name in ("old", "used", "new")] == [
        False,
        True,
        True,
    ]


def test_a_cache_of_no_folder_is_asked_in_vain(folder):
    folder.write_text("a file is in the way")
    cache = CacheFolder(folder)
    keep(cache, "a", b"1")
    cache.save()
    assert CacheFolder(folder).get("a") is None


def test_what_another_user_kept_is_not_believed(tmp_path):
    folder = tmp_path / ".newsgrid"
    theirs = CacheFolder(folder, b"k" * 32)
    theirs.put("a", b"1")
    theirs.save()
    assert CacheFolder(folder, b"k" * 32).get("a") == b"1"
    assert CacheFolder(folder).get("a") is None
    (folder / "b").write_bytes((folder / "a").read_bytes())
    assert CacheFolder(folder, b"k" * 32).get("b") is None


def test_without_a_place_for_a_key_nothing_is_believed(tmp_path, monkeypatch):
    file = tmp_path / "file"
    file.write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(file))
    one, other = own_key.__wrapped__(), own_key.__wrapped__()
    assert len(one) == len(other) == 32
    assert one != other
