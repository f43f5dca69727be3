"""Which files of a folder are stories."""

from __future__ import annotations

from layout.publication.story_files import stories_in

NAMES = ("a.md", "b.MD", "c.markdown", "d.txt", "e.text", "README.md", "f.docx", "deep/g.md")


def laid(folder, *names):
    for name in names:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("")


def found(folder):
    return [file.relative_to(folder).as_posix() for file in stories_in(folder)]


def test_a_folder_of_stories_is_searched_wholly_for_all_that_can_be_read(tmp_path):
    laid(tmp_path, *NAMES)
    assert found(tmp_path) == ["a.md", "b.MD", "c.markdown", "d.txt", "deep/g.md", "e.text"]


def test_a_publication_has_its_stories_beside_its_settings_and_in_their_folder(tmp_path):
    laid(tmp_path, "newsgrid.toml", "a.md", "modules/digest.md", "public/robots.txt")
    laid(tmp_path, *(f"stories/{name}" for name in NAMES[3:]))
    assert found(tmp_path) == ["a.md", "stories/d.txt", "stories/deep/g.md", "stories/e.text"]
