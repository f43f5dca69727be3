"""The story mill gives the same varied stories for the same seed number."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from benchmarks.estimate import guessed
from benchmarks.sketch import SIZES, sketch
from benchmarks.story_blocks import SEEDS
from benchmarks.story_mill import SHAPES, name_of, stories, texts, write
from layout.story.block import Paragraph, Picture
from layout.story.pictures.paths import picture_file
from layout.story.read.any_format import read_story
from layout.story.run import plain
from slots.strip.measured_flow import Display

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[3]
COUNT = 2 * len(SHAPES)


def digest(made: tuple[str, ...]) -> str:
    return hashlib.sha256("\0".join(made).encode()).hexdigest()


def test_the_same_seed_gives_the_same_stories_under_any_hash_seed():
    code = (
        "import hashlib; from benchmarks.story_mill import texts; "
        f"print(hashlib.sha256('\\0'.join(texts({COUNT})).encode()).hexdigest())"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "7"}
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, check=True
    )
    assert run.stdout.decode().strip() == digest(texts(COUNT))
    assert digest(texts(COUNT)) != digest(texts(COUNT, seed=2))


def test_a_story_depends_on_its_number_and_seed_alone():
    assert texts(COUNT)[: len(SHAPES)] == texts(len(SHAPES))
    assert len({*texts(COUNT)}) == COUNT


def test_shapes_are_what_their_names_say():
    made = dict(zip(map(name_of, range(COUNT)), stories(COUNT), strict=True))
    kinds = {name: [type(block) for block in story.body] for name, story in made.items()}
    assert kinds["004-brief.md"] == [Paragraph]
    assert Picture not in kinds["005-long.md"] and kinds["005-long.md"].count(Paragraph) > 45
    assert (Picture, Picture) in zip(kinds["003-gallery.md"], kinds["003-gallery.md"][1:])  # noqa: B905
    assert {story.language for story in made.values()} == {"en", "es"}
    displays = {b.display for s in made.values() for b in s.body if isinstance(b, Picture)}
    assert len(displays) > 3 and Display.INLINE in displays


def test_written_stories_can_be_read_and_their_pictures_are_there(tmp_path: Path):
    files = write(tmp_path, COUNT)
    assert [file.name for file in files] == [name_of(number) for number in range(COUNT)]
    assert [str(finding) for file in files for finding in read_story(file)[1]] == []
    found = stories(COUNT, folder=tmp_path)
    for story in found:
        for block in story.body:
            if isinstance(block, Picture):
                assert picture_file(block.src, Path(story.source))


def test_sample_pictures_are_those_the_script_draws():
    for name, size in SIZES.items():
        with Image.open(SEEDS / "media" / f"{name}.png") as kept:
            drawn = Image.open(io.BytesIO(sketch(name, *size)))
            assert kept.size == size
            assert kept.convert("RGB").tobytes() == drawn.convert("RGB").tobytes()


def test_the_formula_counts_characters():
    paragraph = Paragraph(plain("x" * 73))
    assert guessed(paragraph, 1440) == 2 * 23.8
    assert guessed(paragraph, 360) == 2 * 23.8
    assert guessed(Paragraph(plain("x" * 79)), 360, leading=28) == 3 * 28
