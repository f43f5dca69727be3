"""The one memory: what is found again, by what name, and whose files are believed."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from contextvars import copy_context
from dataclasses import dataclass
from pathlib import Path

import pytest

from layout.makeup.edition.tiling.section_layout import Tile, Tiling
from layout.typeset.words.face import by_cut
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.shaped_word import Word
from layout.typeset.words.style import Cut
from layout.typeset.words.theme import load_theme
from layout.work.memory import folder as folders
from layout.work.memory import remembered as borders
from layout.work.memory.folder import folder_of
from layout.work.memory.memory import FILES, VALUES, Memory, noted
from layout.work.memory.remembered import remembered, remembered_each
from layout.work.memory.typed_bytes import as_bytes, from_bytes
from layout.work.processes.fork import Asides, at_once
from slots.finding import BadInput, bad_input


@dataclass(frozen=True, slots=True)
class Sum:
    """What the stage of these tests gives."""

    value: int
    file: Path = Path("/nowhere")


CALLS: list[object] = []


@remembered(lambda number: number if number >= 0 else None, form=Sum)
def doubled(number: int) -> Sum:
    """A stage that is kept between runs; of negative numbers nobody can say what they depend on."""
    CALLS.append(number)
    if number == 1313:
        raise bad_input("unlucky", "there is no double of this", hint="take another")
    return Sum(2 * number)


@remembered(lambda number: number, form=Sum)
def quadrupled(number: int) -> Sum:
    """A stage that calls another one."""
    CALLS.append(f"four {number}")
    return Sum(2 * doubled(number).value)


@remembered(lambda number: number)
def listed(number: int) -> list[int]:
    """A stage that is remembered in a process alone."""
    CALLS.append(f"list {number}")
    return [number]


@remembered_each(lambda number, by: (number, by) if number else None, form=int)
def times(numbers: tuple[int, ...], by: int) -> list[int]:
    """A stage of many items."""
    CALLS.append(numbers)
    return [number * by for number in numbers]


@pytest.fixture(autouse=True)
def clean(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test has a cache of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    CALLS.clear()


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    """A publication, of which only the place matters."""
    (tmp_path / "paper").mkdir()
    return tmp_path / "paper"


def run(paper: Path | None, work: Callable[[], object], save: bool = True) -> object:
    """A run of its own with the memory of a publication."""
    memory = Memory(paper)
    with memory.making():
        found = work()
    if save:
        memory.save()
    return found


def names(paper: Path) -> set[str]:
    """What lies in the memory of a publication."""
    folder = folder_of(paper)
    assert folder is not None
    return {file.name for file in folder.iterdir()} if folder.exists() else set()


def entry(paper: Path) -> Path:
    """The file of the one value that is kept."""
    (name,) = names(paper) - {"publication"}
    folder = folder_of(paper)
    assert folder is not None
    return folder / name


def test_without_a_memory_a_stage_is_simply_called():
    assert doubled(2) == doubled(2) == Sum(4) and CALLS == [2, 2]
    assert not doubled.known(2) and times((1, 1, 2), 3) == {1: 3, 2: 6}


def test_within_a_run_and_between_runs_it_is_called_once(paper):
    assert run(paper, lambda: (doubled(2), doubled(2))) == (Sum(4), Sum(4))
    assert run(paper, lambda: (doubled.known(2), doubled(2))) == (True, Sum(4))
    assert CALLS == [2]


def test_what_is_only_in_a_process_is_gone_with_it(paper):
    memory = Memory(paper)
    with memory.making():
        first = listed(1)
    with memory.making():
        assert listed(1) is first
    memory.save()
    assert not names(paper)
    assert run(paper, lambda: listed(1)) == [1] and CALLS == ["list 1", "list 1"]


def test_what_nobody_can_name_and_what_fails_is_not_kept(paper):
    def failing() -> None:
        for _ in range(2):
            with pytest.raises(BadInput):
                doubled(1313)

    run(paper, lambda: (doubled(-1), doubled(-1), failing()))
    assert CALLS == [-1, -1, 1313, 1313] and not names(paper)


def test_a_run_that_is_refused_leaves_nothing(paper):
    run(paper, lambda: doubled(2), save=False)
    assert not names(paper)


def test_what_a_run_had_no_use_for_goes_and_what_lies_within_stays(paper):
    run(paper, lambda: (quadrupled(3), doubled(4)))
    assert len(names(paper)) == 4  # both, what the first asked for, and where it lies
    run(paper, lambda: quadrupled(3))
    assert len(names(paper)) == 3
    run(paper, lambda: doubled(3))
    assert CALLS == ["four 3", 3, 4] and len(names(paper)) == 2


def test_another_version_of_the_code_finds_nothing(paper, monkeypatch):
    run(paper, lambda: doubled(2))
    before = entry(paper)
    monkeypatch.setattr(borders, "own_code", lambda: "another")
    run(paper, lambda: doubled(2))
    assert CALLS == [2, 2] and entry(paper) != before


@pytest.mark.parametrize(
    "harm", [lambda data: b"", lambda data: data[:-1], lambda data: data[:-1] + b"\0", os.urandom]
)
def test_what_comes_back_damaged_is_made_anew(paper, harm):
    run(paper, lambda: doubled(2))
    file = entry(paper)
    whole = file.read_bytes()
    file.write_bytes(harm(whole) if harm is not os.urandom else os.urandom(len(whole)))
    assert run(paper, lambda: doubled(2)) == Sum(4) and CALLS == [2, 2]
    assert file.read_bytes() == whole


def test_a_folder_that_others_may_look_into_is_not_believed(paper):
    run(paper, lambda: doubled(2))
    folder = entry(paper).parent
    assert folder.stat().st_mode & 0o777 == 0o700
    folder.chmod(0o750)
    run(paper, lambda: (doubled(2), doubled(5)))
    assert CALLS == [2, 2, 5] and len(names(paper)) == 2
    folder.chmod(0o700)
    run(paper, lambda: doubled(2))
    assert CALLS == [2, 2, 5]


def test_the_folder_of_another_user_is_not_believed(paper, monkeypatch):
    run(paper, lambda: doubled(2))
    user = os.geteuid()
    monkeypatch.setattr(folders.os, "geteuid", lambda: user + 1)
    run(paper, lambda: (doubled(2), doubled(5)))
    assert CALLS == [2, 2, 5] and len(names(paper)) == 2


def test_a_link_in_its_place_is_not_followed(paper, tmp_path):
    run(paper, lambda: doubled(2))
    folder = entry(paper).parent
    before = names(paper)
    folder.rename(tmp_path / "elsewhere")
    folder.symlink_to(tmp_path / "elsewhere")
    run(paper, lambda: (doubled(2), doubled(5)))
    assert CALLS == [2, 2, 5]
    assert {file.name for file in (tmp_path / "elsewhere").iterdir()} == before


def test_a_link_in_it_is_replaced_and_what_it_leads_to_left_alone(paper, tmp_path):
    run(paper, lambda: doubled(2))
    precious = tmp_path / "precious"
    precious.write_text("mine")
    file = entry(paper)
    file.unlink()
    file.symlink_to(precious)
    assert run(paper, lambda: doubled(2)) == Sum(4)
    assert precious.read_text() == "mine" and file.is_file() and not file.is_symlink()


@pytest.mark.parametrize("place", ["file", "/proc/nothing/here"])
def test_where_nothing_can_be_kept_nobody_is_troubled(paper, tmp_path, monkeypatch, place):
    (tmp_path / "file").write_text("a file is in the way")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / place))
    assert run(paper, lambda: (doubled(2), doubled(2))) == (Sum(4), Sum(4)) and CALLS == [2]


def test_without_a_home_nothing_is_kept(paper, monkeypatch):
    def homeless() -> Path:
        raise RuntimeError("no home")

    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setattr(folders.Path, "home", homeless)
    assert folder_of(paper) is None
    assert run(paper, lambda: (doubled(2), doubled(2))) == (Sum(4), Sum(4)) and CALLS == [2]


def test_each_publication_has_its_own_and_it_goes_with_it(paper, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    run(other, lambda: doubled(2))
    run(paper, lambda: doubled(2))
    assert CALLS == [2, 2] and entry(paper).parent != entry(other).parent
    folder = entry(other).parent
    other.rename(tmp_path / "moved")
    run(tmp_path / "moved", lambda: doubled(2))
    assert not folder.exists() and entry(paper).exists()


def test_two_runs_at_once_leave_what_either_can_use(paper):
    first, second = Memory(paper), Memory(paper)
    with first.making():
        doubled(2)
    with second.making():
        doubled(2)
    first.save()
    second.save()
    assert run(paper, lambda: doubled(2)) == Sum(4) and CALLS == [2, 2]


@pytest.mark.parametrize("begin", [at_once, Asides(2)])
def test_what_was_worked_out_aside_is_remembered_here(paper, begin):
    def work() -> object:
        asked = quadrupled.aside(begin, 3), times.aside(begin, (1, 0, 2), 3)
        return [each() for each in asked]

    assert run(paper, work) == [Sum(12), {1: 3, 0: 0, 2: 6}]
    CALLS.clear()
    assert run(paper, lambda: (quadrupled(3), doubled(3), times((2, 1), 3))) == (
        Sum(12),
        Sum(6),
        {2: 6, 1: 3},
    )
    assert not CALLS


def test_of_many_items_only_those_that_are_missing_are_made(paper):
    run(paper, lambda: times((1, 2, 1), 3))
    assert run(paper, lambda: times((2, 4, 0), 3)) == {2: 6, 4: 12, 0: 0}
    assert CALLS == [(1, 2), (4, 0)]


def test_threads_have_what_their_context_has(paper):
    found = []

    def work() -> None:
        threads = [
            threading.Thread(target=copy_context().run, args=(lambda: found.append(doubled(2)),))
            for _ in range(4)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    run(paper, work)
    assert found == [Sum(4)] * 4
    CALLS.clear()
    assert run(paper, lambda: doubled(2)) == Sum(4) and not CALLS


# --- a process that makes the same again and again ------------------------------------------------


def test_a_process_is_level_and_takes_back_what_it_wrote(paper):
    run(paper, lambda: doubled(100))  # of another process: it may want it
    memory = Memory(paper)
    for number in range(3 * FILES):
        with memory.making():
            doubled(number)
            listed(number)
            quadrupled(7)
        memory.save(all_=False)
        assert len(memory.values) <= 2 * (VALUES + 2) + 2
        assert len(names(paper)) <= FILES + 8
    CALLS.clear()
    run(paper, lambda: (doubled(100), quadrupled(7)), save=False)
    assert not CALLS


def test_an_edit_may_be_taken_back(paper):
    memory = Memory(paper)
    for number in (1, *range(10, 9 + VALUES), 1):
        with memory.making():
            listed(number)
    assert CALLS.count("list 1") == 1


def test_what_is_shown_still_is_of_use(paper):
    memory = Memory(paper)
    with memory.making():
        pass
    with memory.in_use(), noted() as asked:
        doubled(2)
    for _ in range(2 * FILES):
        with memory.making():
            pass
        memory.use(asked)
        memory.save(all_=False)
    assert run(paper, lambda: doubled(2)) == Sum(4) and CALLS == [2]


# --- values as bytes ------------------------------------------------------------------------------


def test_values_come_back_by_their_types():
    tiling = Tiling((Tile(0, 0, 4, 2, 30), Tile(-1, 2, 4, 1, 30)), 77)
    assert from_bytes(as_bytes(tiling), Tiling) == tiling
    odd = Sum(1, Path(os.fsdecode(b"/a/\xff.jpg")))
    assert from_bytes(as_bytes(odd), Sum) == odd
    with pytest.raises(NotImplementedError):
        as_bytes(object())


def test_faces_are_the_runs_own():
    theme = load_theme()
    first, second = Foundry(theme.fallback), Foundry(theme.fallback)
    style = theme.styles["body"]
    words = tuple(first.word(text, cut, style) for text in ("of", "office") for cut in style.cuts)
    data = as_bytes(words, by_cut(first.face))
    found = from_bytes(data, tuple[Word, ...], by_cut(second.face))
    assert [word.face for word in found] == [second.face(word.face.cut) for word in words]
    assert as_bytes(found, by_cut(second.face)) == data
    assert isinstance(found[0].face.cut, Cut) and found[0].advances == words[0].advances
