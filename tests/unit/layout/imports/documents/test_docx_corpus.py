"""Word files that nobody here wrote: no word of theirs is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.imports.item_words import item_words, words
from support.imports.office_words import word_text

from layout.imports.documents.word import WORD
from layout.imports.item import Item
from layout.imports.source import source_of

CORPUS = Path("/work/shared/corpora/imports/docx")


@pytest.mark.skipif(not CORPUS.is_dir(), reason=f"no corpus in {CORPUS}")
def test_no_word_is_lost() -> None:
    files = sorted(CORPUS.glob("*.docx"))
    assert len(files) == 7
    for file in files:
        data = file.read_bytes()
        source = source_of(data, file.name)
        assert WORD.recognises(source)
        (item,) = WORD.read(source)
        assert isinstance(item, Item)
        assert not words(word_text(data)) - item_words(item), file.name
