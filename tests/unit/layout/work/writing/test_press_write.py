"""Results are written whole or not at all."""

import pytest

from layout.work.writing import whole_files
from layout.work.writing.whole_files import write_whole
from slots.finding import BadInput


def test_a_new_file_has_the_bytes_and_usual_permissions(tmp_path):
    file = tmp_path / "page.pdf"
    write_whole(file, b"one")
    (tmp_path / "other").write_bytes(b"")
    assert file.read_bytes() == b"one"
    assert file.stat().st_mode == (tmp_path / "other").stat().st_mode
    assert [entry.name for entry in tmp_path.iterdir() if entry.name[0] == "."] == []


def test_an_existing_file_is_replaced_and_keeps_its_permissions(tmp_path):
    file = tmp_path / "page.pdf"
    file.write_bytes(b"old")
    file.chmod(0o640)
    write_whole(file, b"new")
    assert file.read_bytes() == b"new"
    assert file.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("failing", ["fsync", "rename"])
def test_a_failure_leaves_nothing_and_changes_nothing(tmp_path, monkeypatch, failing):
    file = tmp_path / "page.pdf"
    file.write_bytes(b"old")

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(whole_files.os, failing, full)
    with pytest.raises(BadInput) as caught:
        write_whole(file, b"new")
    assert "No space left on device" in str(caught.value)
    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]


def test_an_interrupt_leaves_nothing(tmp_path, monkeypatch):
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(whole_files.os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_whole(tmp_path / "page.pdf", b"new")
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_named_with_its_remedy(tmp_path):
    with pytest.raises(BadInput) as caught:
        write_whole(tmp_path / "no" / "page.pdf", b"x")
    assert f"mkdir -p {tmp_path / 'no'}" in str(caught.value)
    assert not (tmp_path / "no").exists()


def test_a_folder_is_not_overwritten(tmp_path):
    with pytest.raises(BadInput, match="is a folder, not a file"):
        write_whole(tmp_path, b"x")


def test_a_file_is_not_a_folder(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(BadInput, match="is a file, not a folder"):
        write_whole(tmp_path / "file" / "page.pdf", b"x")
