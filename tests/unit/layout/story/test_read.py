"""Files: which reader, which encoding, which limits, and what a bad file's message says."""

import pytest

from layout.story.read.any_format import LINE_LIMIT, MARKDOWN_LIMIT, PLAIN_LIMIT, read_story
from layout.story.run import text_of
from slots.finding import BadInput

TEXT = "Ferry returns – mañana\n\nThe ferry sails on Monday.\n"


@pytest.fixture
def file(tmp_path):
    def write(name, content):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def problems_of(path):
    with pytest.raises(BadInput) as bad:
        read_story(path)
    assert all(finding.where.file == str(path) for finding in bad.value.findings)
    assert all(finding.hint for finding in bad.value.findings)
    return bad.value.findings


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_encodings(file, encoding):
    story, findings = read_story(file("ferry.txt", TEXT.encode(encoding)))
    assert text_of(story.headline) == "Ferry returns – mañana" and findings == ()


@pytest.mark.parametrize("byte_order", ["be", "le"])
def test_utf16_of_either_order_with_its_mark(file, byte_order):
    data = ("\ufeff" + TEXT).encode(f"utf-16-{byte_order}")
    assert text_of(read_story(file("a.txt", data))[0].headline) == "Ferry returns – mañana"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", "# Ferry\n\nIt *sails*."),
        ("a.MARKDOWN", "# Ferry\n\nIt *sails*."),
        ("a", "# Ferry\n\nIt *sails*."),
        ("b", "---\nheadline: Ferry\n---\nIt *sails*."),
    ],
)
def test_markdown_by_suffix_and_content(file, name, text):
    story, _ = read_story(file(name, text))
    assert text_of(story.headline) == "Ferry"
    assert text_of(story.body[0].runs) == "It sails."


@pytest.mark.parametrize("name", ["a.txt", "a.text", "a"])
def test_plain_by_suffix_and_content(file, name):
    story, _ = read_story(file(name, "Ferry\n\nIt *sails*."))
    assert text_of(story.body[0].runs) == "It *sails*."


@pytest.mark.parametrize("content", [b"", b" \n\t\r\n", b"\xef\xbb\xbf\n", b"\xff\xfe"])
def test_empty_file(file, content):
    (problem,) = problems_of(file("a.txt", content))
    assert problem.code == "empty-file"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"Ferry\n\nab\x00c", "byte 10 is NUL"),
        (b"PK\x03\x04rest", "Word"),
        (b"%PDF-1.7", "PDF"),
        (b"\x89PNG\r\n", "picture"),
    ],
)
def test_binary_file(file, content, says):
    (problem,) = problems_of(file("a.txt", content))
    assert problem.code == "binary-file" and says in problem.message


def test_windows_1252_is_refused_with_place_and_remedy(file):
    path = file("a.txt", "Ferry\n\nUn ñu café".encode() + "é".encode("cp1252"))
    (problem,) = problems_of(path)
    assert str(problem.where) == f"{path}:3:11"
    assert '0xE9 (in Windows-1252 it would be "é")' in problem.message
    assert "iconv -f WINDOWS-1252 -t UTF-8" in problem.hint


def test_broken_utf16(file):
    (problem,) = problems_of(file("a.txt", b"\xff\xfea"))
    assert problem.code == "not-utf-8" and "UTF-16" in problem.message


def test_missing_file_folder_and_other_suffix(tmp_path, file):
    assert problems_of(tmp_path / "none.txt")[0].code == "missing-file"
    assert problems_of(tmp_path)[0].code == "folder"
    (problem,) = problems_of(file("a.docx", TEXT))
    assert problem.code == "unknown-suffix" and ".docx" in problem.message


def test_ten_megabytes_on_one_line_name_the_line_and_both_limits(file):
    path = file("a.txt", b"word " * 2_000_000)
    whole, line = problems_of(path)
    assert f"10,000,000 bytes long, a story may have {PLAIN_LIMIT:,}" in whole.message
    assert (line.where.line, line.code) == (1, "long-line")


def test_every_long_line_is_named(file):
    long = "x" * (LINE_LIMIT + 1)
    found = problems_of(file("a.txt", f"Ferry\n\n{long}\n\nText.\n\n{long}"))
    assert [problem.where.line for problem in found] == [3, 7]
    read_story(file("b.txt", f"Ferry\n\n{long[1:]}"))


def test_long_markdown(file):
    path = file("a.md", "Some text.\n\n" * (MARKDOWN_LIMIT // 12 + 1))
    assert [problem.code for problem in problems_of(path)] == ["long-file"]


def test_headline_only_names_the_file(file):
    (problem,) = problems_of(file("a.md", "# Ferry\n"))
    assert problem.code == "no-body" and '"Ferry"' in problem.message


@pytest.mark.slow
def test_book_of_plain_text(file):
    paragraph = "The ferry sails again on Monday, the council of the harbour said. " * 20
    story, findings = read_story(file("book.txt", "Book\n\n" + f"{paragraph}\n\n" * 5_000))
    assert len(story.body) == 5_000 and findings == ()


def test_missing_pictures_are_errors(file, tmp_path):
    (tmp_path / "there.png").write_bytes(b"\x89PNG")
    text = "# F\n\nText.\n\n![a](there.png)\n\n![b](gone.png)\n"
    _, (finding,) = read_story(file("a.md", text))
    assert (finding.code, finding.where.line) == ("missing-picture", 7)


def test_pictures_may_climb_to_the_publications_folder(tmp_path):
    (tmp_path / "newsgrid.toml").touch()
    for folder in ("stories", "media"):
        (tmp_path / folder).mkdir()
    (tmp_path / "media" / "a.png").touch()
    path = tmp_path / "stories" / "a.md"
    path.write_text("# F\n\nText.\n\n![a](../media/a.png)\n\n![b](../../b.png)\n")
    _, (finding,) = read_story(path)
    assert (finding.code, finding.where.line) == ("unsafe-picture", 7)


def test_links_out_of_the_publication_are_followed_to_their_end(tmp_path):
    inside = tmp_path / "inside"
    inside.mkdir()
    (tmp_path / "secret.png").touch()
    (inside / "a.png").symlink_to(tmp_path / "secret.png")
    (inside / "a.md").write_text("# F\n\nText.\n\n![a](a.png)\n")
    _, (finding,) = read_story(inside / "a.md")
    assert "outside the publication" in finding.message
