"""Module files, the library, and how empty modules are filled."""

import subprocess
import sys

import pytest

from layout.story.as_written import Ask, Story
from layout.story.block import Listing, Paragraph
from layout.story.module import Module
from layout.story.plain.read_plain import parse_plain
from layout.story.read.module_library import HOUSE_TEXTS, fill_modules, read_library, read_module
from layout.story.run import plain, text_of
from slots.finding import BadInput, Severity

EMPTY = Module("blue_box", "blue-box-1", plain("Blue Box"), line=7)


def story_with(module, language="en"):
    return Story("s", plain("H"), (Paragraph(plain("T"), 1),), (Ask(1, module),), language=language)


def filled(module, library=None, language="en"):
    story, findings = fill_modules(story_with(module, language), library or {})
    return story.asks[0].content, findings


@pytest.mark.parametrize("name", ["blue_box", "blue_box.es", "newsletter", "newsletter.es"])
def test_house_texts_have_title_and_text(name):
    module, findings = read_module(HOUSE_TEXTS / f"{name}.txt")
    assert findings == () and module.title and not module.empty
    assert module.kind == name.split(".")[0]
    assert bool(module.success) == (module.kind == "newsletter")


def test_house_text_fills_an_empty_blue_box():
    box, (finding,) = filled(EMPTY)
    assert text_of(box.title) == "Blue Box" and (box.id, box.line) == ("blue-box-1", 7)
    assert any(isinstance(block, Listing) for block in box.blocks)
    assert (finding.code, finding.severity) == ("module-filled", Severity.INFO)
    assert "templates/modules/blue_box.txt" in finding.message


def test_house_text_follows_the_storys_language():
    box, _ = filled(Module("blue_box", "b", ()), language="es-EC")
    assert text_of(box.title) == "Caja azul"


def test_library_goes_before_house_text_and_language_before_none():
    own = Module("blue_box", "blue-box", plain("Ours"), note=plain("n"))
    spanish = Module("blue_box", "blue-box", plain("Nuestra"), note=plain("s"))
    library = {"blue_box": own, "blue_box.es": spanish}
    assert filled(EMPTY, library)[0].note == plain("n")
    assert filled(EMPTY, library, "es")[0].note == plain("s")
    assert filled(EMPTY, {"blue_box": own}, "fr")[0].note == plain("n")


def test_what_the_library_fills_is_as_it_was_wanted():
    own = Module("blue_box", "blue-box", plain("Ours"), note=plain("n"))
    assert filled(EMPTY, {"blue_box": own})[1] == ()


def test_what_nothing_fills_stays_empty_with_a_warning():
    digest = Module("digest", "digest-1", plain("Dispatch"))
    module, (finding,) = filled(digest)
    assert module == digest and finding.severity is Severity.WARNING


def test_full_modules_stay_as_they_are():
    full = Module("digest", "digest-1", plain("D"), note=plain("n"))
    assert filled(full) == (full, ())


def test_markdown_module(tmp_path):
    path = tmp_path / "newsletter.md"
    path.write_text("---\ntitle: Join *us*\naction: https://x.y\nsuccess: Done\n---\nText.\n")
    module, findings = read_module(path)
    assert (text_of(module.title), module.action, module.success) == (
        "Join us",
        "https://x.y",
        "Done",
    )
    assert findings == () and len(module.blocks) == 1


def test_library_reads_all_and_names_every_problem(tmp_path):
    assert read_library(tmp_path / "none") == ({}, ())
    (tmp_path / "blue_box.md").write_text("---\ntitle: B\n---\nText.\n")
    (tmp_path / "notes.pdf").touch()
    library, _ = read_library(tmp_path)
    assert list(library) == ["blue_box"]
    (tmp_path / "digset.md").write_text("Text.")
    (tmp_path / "newsletter.txt").touch()
    with pytest.raises(BadInput) as bad:
        read_library(tmp_path)
    assert [finding.code for finding in bad.value.findings] == ["unknown-module", "empty-file"]
    assert 'did you mean "digest"' in str(bad.value)


def test_plain_path_imports_nothing_heavy():
    program = (
        "import sys; from pathlib import Path\n"
        "from layout.story.read.any_format import read_story\n"
        "from layout.story.read.module_library import fill_modules\n"
        "story, _ = read_story(Path('seeds/000_c245132f38cc56cf.txt'))\n"
        "fill_modules(story, {})\n"
        "print([m for m in ('markdown_it', 'nh3', 'yaml', 'pydantic') if m in sys.modules])"
    )
    root = HOUSE_TEXTS.parents[1]
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=True
    )
    assert (done.stdout.strip(), done.stderr) == ("[]", "")


def test_empty_plain_module_is_bad_input(tmp_path):
    path = tmp_path / "blue_box.txt"
    path.write_text("\u202e\n")
    with pytest.raises(BadInput, match="no text"):
        read_module(path)
    assert parse_plain("F\n\nText.")[0].asks == ()
