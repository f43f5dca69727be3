"""Laws of files that others made: whatever is wrong with one, readers say so of it, and go on."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.press.damaged_files import READERS, damage, read_all, whole_files

from layout.press.pictures.artwork import sound_artwork
from layout.typeset.words.theme import load_theme
from slots.finding import BadInput
from slots.text.broken_toml import read_toml
from slots.text.source_map import positions


@pytest.mark.parametrize("name", whole_files())
def test_a_whole_file_is_sound(name: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_bytes(whole_files()[name])
    assert min(sound_artwork(file).size) > 1


@pytest.mark.parametrize("name", whole_files())
def test_a_damaged_file_is_read_or_refused(name: str, tmp_path_factory: pytest.TempPathFactory):
    folder = tmp_path_factory.mktemp("files")

    @settings(max_examples=25)
    @given(damage(whole_files()[name]))
    def read(data: bytes) -> None:
        read_all(data, folder, name)

    read()


def test_there_is_a_reader_for_print_and_one_for_the_web() -> None:
    assert {"sound_artwork", "pictures_of", "teaser_of"} <= READERS.keys()


THEME = (
    '[families]\ntext = "newsreader"\n',
    "[styles.body]\nsize = 9\nleading = 11\nfeatures = []\n",
    '[strokes.section]\nthickness = 1\ncolour = "blue"\n',
    '[colours.blue]\ncmyk = [90, 50, 0, 0]\nrgb = "#155a96"\n',
    '[furniture]\nears = "beside"\nheadlines = [48, 24]\n',
)
VALUES = ["{}", "[]", "[{}]", '""', "true", "-1", "1e400", "nan", "9" * 5000, "2020-01-01", '"x"']
KEYS = ["colour", "thickness", "size", "rgb", "cmyk", "ears", "headlines", "text", "features"]


@given(
    st.lists(st.sampled_from(THEME), max_size=5, unique=True),
    st.lists(st.tuples(st.sampled_from(KEYS), st.sampled_from(VALUES)), min_size=1, max_size=4),
)
def test_a_theme_of_odd_values_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, tables: list[str], odd: list[tuple[str, str]]
) -> None:
    folder = tmp_path_factory.mktemp("look")
    lines = "".join(tables).split("\n")
    for key, value in odd:
        lines = [f"{key} = {value}" if line.startswith(f"{key} =") else line for line in lines]
    (folder / "theme.toml").write_text("\n".join(lines))
    try:
        assert all(hash(style) for style in load_theme(folder).styles.values())
    except BadInput as error:
        assert all(finding.where.line for finding in error.findings)


@given(st.text(max_size=60) | st.text(alphabet="ab.=[]{}\"'#\n 1_-,", max_size=60))
def test_both_parsers_of_toml_take_any_text(text: str) -> None:
    _, mended, _ = read_toml(text, "a.toml")
    positions(mended, "a.toml")
