"""Reads a story from a file: which reader, which encoding, how long it may be."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from layout.story.as_written import Story
from layout.story.pictures.paths import depth_of, missing_pictures, publication_above
from layout.story.read.suffixes import MARKDOWN_SUFFIXES, SUFFIXES
from layout.story.text.no_break import held_story
from layout.work.memory.remembered import remembered
from slots.files.door import STORY, TooLarge, Unopened, read_file
from slots.finding import BadInput, Finding, Severity, Where, bad_input
from slots.text.unmerged import unmerged

PLAIN_LIMIT = STORY.most
"""Bytes a plain text may have: a book of over a million words."""
MARKDOWN_LIMIT = 1_000_000
"""Bytes a Markdown story may have: some 150,000 words."""
LINE_LIMIT = 100_000
"""Characters a line may have: some 16,000 words without a break."""
_MARKDOWN_OPENING = re.compile("\ufeff?\\s*(?:---[ \\t]*\r?\n|# \\S)")

_MARKED = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark its own begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SIGNATURES = (
    (b"PK\x03\x04", "a Word, OpenDocument or zip file"),
    (b"%PDF", "a PDF"),
    (b"{\\rtf", "an RTF file"),
    (b"\xd0\xcf\x11\xe0", "an old Word file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
)
_SAVE_AS_TEXT = "open it in its own program and save it as plain text in UTF-8 (.txt)"


def is_text(name: str) -> bool:
    """Whether a file of this name is a story or a module; README.md, in capitals, is none. Without
    a path, of which there may be thousands."""
    stem, dot, ending = name.rpartition(".")
    return bool(stem) and f"{dot}{ending}".lower() in SUFFIXES and not stem.isupper()


def read_story(
    path: Path, root: Path | None = None, text: str | None = None
) -> tuple[Story, tuple[Finding, ...]]:
    """The story in a file, or in another `text` of it, and the findings of its reader.

    .txt is plain text and .md is Markdown; a file without suffix is Markdown if it opens with
    front matter or "# ". Raises BadInput, with file, line and remedy, for a file that is missing,
    no regular file, unreadable, of another suffix, empty, binary, not UTF-8, over the limits, left
    in two versions by a merge, or without body text; and for one that a link leads to from out of
    `root`, or out of the publication that it lies in. One that lies in none is read wherever it is.
    """
    text, is_markdown = read_text(path, root) if text is None else _checked(text, path)
    story, findings = _parsed(path, text, is_markdown)
    return story, (*findings, *missing_pictures(story, path, text))


@remembered(lambda path, *text: (str(path), depth_of(path), *text))
def _parsed(path: Path, text: str, is_markdown: bool) -> tuple[Story, tuple[Finding, ...]]:
    """The story in the text of a file, whatever pictures are there. It depends on the text, and on
    where the file lies in its publication. Raises BadInput."""
    if not is_markdown:
        from layout.story.plain.read_plain import parse_plain

        story, findings = parse_plain(text, str(path))
    else:
        from layout.story.markdown.read_markdown import parse_markdown

        story, findings = parse_markdown(text, str(path), depth_of(path))
    return held_story(story), findings


def read_text(path: Path, root: Path | None = None) -> tuple[str, bool]:
    """The decoded text of a story or module file, inside as in `read_story`, and whether it is
    Markdown."""
    suffix = path.suffix.lower()
    if suffix and suffix not in SUFFIXES:
        message = f'newsgrid does not read "{suffix}" files'
        hint = "save the text as plain text (.txt) or Markdown (.md) in UTF-8"
        raise bad_input("unknown-suffix", message, Where(str(path)), hint)
    return _checked(decode(bytes_of(path, root), str(path)), path)


def _checked(text: str, path: Path) -> tuple[str, bool]:
    """A text, and whether it is Markdown. Raises BadInput where it is too long, or was left in two
    versions by a merge."""
    suffix = path.suffix.lower()
    is_markdown = suffix in MARKDOWN_SUFFIXES
    if not suffix:
        is_markdown = _MARKDOWN_OPENING.match(text) is not None
    _check_lengths(text, MARKDOWN_LIMIT if is_markdown else PLAIN_LIMIT, path)
    _, conflicts = unmerged(text.split("\n"), str(path), lambda *_: "the story")
    if conflicts:
        raise BadInput(conflicts)
    return text, is_markdown


def bytes_of(path: Path, root: Path | None = None) -> bytes:
    """The bytes of a story, inside as in `read_story`. Raises BadInput."""
    try:
        return read_file(path, STORY, root or publication_above(path))
    except TooLarge as error:
        raise _too_long(error, path) from None
    except Unopened as error:
        raise error.at(Where(str(path))) from None


def _too_long(error: TooLarge, path: Path) -> BadInput:
    """The error for a file over the limit, with its first line if that alone is too long."""
    data, limit = error.start, STORY.most
    message = f"the file is {error.length} long, a story may have {limit:,}"
    problems = [_length_problem("long-file", message, path, None, "split it into several stories")]
    if b"\n" not in data[: 4 * LINE_LIMIT] and b"\r" not in data[: 4 * LINE_LIMIT]:
        problems.append(_long_line(path, 1, None))
    return BadInput(problems)


def _check_lengths(text: str, limit: int, path: Path) -> None:
    """Raises BadInput for a text over its limit and for every line over LINE_LIMIT."""
    problems = []
    if len(text) > limit:
        message = f"the story is {len(text):,} characters long, Markdown may have {limit:,}"
        hint = "split it into several stories, or save it as plain text"
        problems.append(_length_problem("long-file", message, path, None, hint))
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > LINE_LIMIT and max(map(len, re.split("[\r\v\f]", line))) > LINE_LIMIT:
            problems.append(_long_line(path, number, len(line)))
    if problems:
        raise BadInput(problems)


def _long_line(path: Path, number: int, length: int | None) -> Finding:
    known = f"{length:,} characters long" if length else "too long"
    message = f"the line is {known}, a line may have {LINE_LIMIT:,}"
    hint = "break the text into paragraphs with blank lines"
    return _length_problem("long-line", message, path, number, hint)


def _length_problem(code: str, message: str, path: Path, line: int | None, hint: str) -> Finding:
    return Finding(code, Severity.ERROR, message, Where(str(path), line), hint)


def decode(data: bytes, source: str) -> str:
    """The text of a file. Raises BadInput for no text, a binary file, or one that is not UTF-8."""
    if not data.strip():
        raise bad_input("empty-file", "the file is empty", Where(source), "write the story first")
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            raise bad_input(
                "binary-file", f"this is {name}, not text", Where(source), _SAVE_AS_TEXT
            )
    for mark, encoding in _MARKED:
        if data.startswith(mark):
            return _decode_marked(data, mark, encoding, source)
    return _decode_utf8(data, source)


def _decode_marked(data: bytes, mark: bytes, encoding: str, source: str) -> str:
    if encoding == "utf-8":
        return _decode_utf8(data[len(mark) :], source)
    try:
        return _with_text(data.decode(encoding), source)
    except UnicodeDecodeError as error:
        name = encoding.upper()
        message = f"the file says it is {name} but byte {error.start + 1} is not"
        raise bad_input("not-utf-8", message, Where(source), "save it as UTF-8") from None


def _decode_utf8(data: bytes, source: str) -> str:
    nul = data.find(b"\0")
    if nul >= 0:
        where = _place(data, nul, source)
        message = f"binary file: byte {nul + 1} is NUL, which no text holds"
        raise bad_input("binary-file", message, where, _SAVE_AS_TEXT)
    try:
        return _with_text(data.decode("utf-8"), source)
    except UnicodeDecodeError as error:
        raise _not_utf8(data, error.start, source) from None


def _with_text(text: str, source: str) -> str:
    if not text.strip("\ufeff\0 \t\r\n"):
        raise bad_input("empty-file", "the file is empty", Where(source), "write the story first")
    return text


def _not_utf8(data: bytes, offset: int, source: str) -> BadInput:
    """The error for a byte that is no UTF-8, with what Windows-1252 would make of it."""
    byte = data[offset]
    sign = bytes([byte]).decode("cp1252", "ignore")
    guess = f' (in Windows-1252 it would be "{sign}")' if sign else ""
    message = f"not UTF-8: byte {offset + 1} is 0x{byte:02X}{guess}"
    hint = "save it as UTF-8, or run: iconv -f WINDOWS-1252 -t UTF-8 OLD > NEW"
    return bad_input("not-utf-8", message, _place(data, offset, source), hint)


def _place(data: bytes, offset: int, source: str) -> Where:
    """Line and column of a byte; what stands before it is UTF-8, or nearly so."""
    line_start = data.rfind(b"\n", 0, offset) + 1
    column = len(data[line_start:offset].decode("utf-8", "replace")) + 1
    return Where(source, data.count(b"\n", 0, offset) + 1, column)
