"""Libraries that read pictures say nothing, and what they were told before holds again after."""

from __future__ import annotations

import logging
import os
import sys
import warnings

import pytest
from PIL import ImageFile

from layout.story.pictures.silence import hushed, muted


def test_libraries_neither_warn_nor_log_and_are_heard_again_afterwards(caplog):
    log = logging.getLogger("PIL")
    before = (log.handlers[:], log.propagate)
    with hushed():
        warnings.warn("a damaged file", UserWarning, stacklevel=1)
        log.error("a damaged file")
        logging.getLogger("pikepdf").error("a damaged file")
        assert not log.propagate
    assert caplog.records == []
    assert (log.handlers, log.propagate) == before


def test_others_are_heard_all_the_while(caplog):
    with caplog.at_level(logging.INFO), hushed():
        logging.getLogger("layout").info("heard")
    assert [record.message for record in caplog.records] == ["heard"]


@pytest.mark.parametrize("lenient", [False, True])
def test_half_a_file_is_not_made_do_with_whatever_a_process_was_told(monkeypatch, lenient):
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", lenient)
    with hushed():
        assert not ImageFile.LOAD_TRUNCATED_IMAGES
    assert ImageFile.LOAD_TRUNCATED_IMAGES is lenient


def test_all_is_as_before_after_an_error(monkeypatch):
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    log = logging.getLogger("PIL")
    before = (log.handlers[:], log.propagate)
    with pytest.raises(OSError), hushed():
        raise OSError
    assert ImageFile.LOAD_TRUNCATED_IMAGES
    assert (log.handlers, log.propagate) == before


@pytest.mark.parametrize("head", [b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"])
def test_what_a_library_writes_by_itself_of_a_tiff_file_goes_nowhere(capfd, head):
    with muted(head + b"..."):
        os.write(2, b"TIFFReadDirectory: Warning\n")
    os.write(2, b"heard again\n")
    assert capfd.readouterr().err == "heard again\n"


def test_of_other_files_whatever_is_written_is_heard(capfd):
    with muted(b"\x89PNG"):
        os.write(2, b"heard\n")
    assert capfd.readouterr().err == "heard\n"


def test_what_was_said_before_is_not_lost(capfd):
    sys.stderr.write("said before, ")
    with muted(b"II*\0"):
        os.write(2, b"lost")
    assert capfd.readouterr().err == "said before, "


def test_a_tiff_that_cannot_be_read_leaves_the_process_its_voice(capfd):
    with pytest.raises(ValueError), muted(b"II*\0"):
        raise ValueError
    os.write(2, b"heard\n")
    assert capfd.readouterr().err == "heard\n"
