"""What the print view's process remembers: as a folder does, level, and no file of others gone."""

from layout.desk.preview.print.make.run_memory import KEYS, THINGS, Memory
from layout.work.store.folder import CacheFolder


def test_it_gives_what_a_folder_gives(tmp_path):
    folder = tmp_path / "kept"
    first = CacheFolder(folder)
    first.put("a", b"1")
    first.save()
    cache = Memory(folder).next(None)
    assert cache.get("a") == b"1" and cache.get("b") is None
    cache.put("b", b"2")
    assert cache.get("b") == b"2"
    assert CacheFolder(folder).get("b") is None
    cache.save()
    assert CacheFolder(folder).get("b") == b"2"


def test_a_folder_remembers_nothing(tmp_path):
    cache = CacheFolder(tmp_path)
    cache.remember("a", 1)
    assert cache.recall("a") is None


def test_things_are_remembered_from_making_to_making(tmp_path):
    memory = Memory(tmp_path / "kept")
    first = memory.next(None)
    first.remember("a", [1])
    second = memory.next(first)
    assert second.recall("a") == [1]


def test_what_is_of_no_use_for_long_is_forgotten(tmp_path):
    memory = Memory(tmp_path / "kept")
    cache = memory.next(None)
    cache.remember("thing", 1)
    cache.put("bytes", b"1")
    cache.put("used", b"2")
    cache.save()
    for _ in range(THINGS + 1):
        cache = memory.next(cache)
        assert cache.get("used") == b"2"
    assert memory.weight == (2, 0)
    for _ in range(KEYS):
        cache = memory.next(cache)
        assert cache.get("used") == b"2"
        cache.save()
    assert memory.weight == (1, 0)
    assert sorted(file.name for file in memory.folder.iterdir()) == [".gitignore", "used"]


def test_files_that_another_run_wrote_stay(tmp_path):
    folder = tmp_path / "kept"
    printed = CacheFolder(folder)
    printed.put("printed", b"1")
    printed.save()
    memory = Memory(folder)
    cache = memory.next(None)
    for number in range(2 * KEYS):
        cache.put(f"own-{number}", b"2")
        cache.save()
        cache = memory.next(cache)
    assert CacheFolder(folder).get("printed") == b"1"
    assert len(list(folder.iterdir())) <= KEYS + 4


def test_what_is_done_beside_has_keys_of_its_own(tmp_path):
    cache = Memory(tmp_path / "kept").next(None)
    cache.put("a", b"1")
    beside = cache.beside()
    beside.put("b", b"2")
    assert beside.used == {"b"} and cache.used == {"a"}
    assert cache.get("b") == b"2"
    cache.save()
    assert CacheFolder(tmp_path / "kept").get("b") == b"2"
