"""The engine opens and lists files through one door: whoever does it otherwise is named here.

Read are the sources themselves, so that no new module forgets it. What is allowed is what nobody
else wrote: the files of the package, and what newsgrid keeps and writes for itself.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[4]
READING = {"read_bytes", "read_text", "open", "from_file_path"}
LISTING = {"glob", "rglob", "iterdir", "scandir", "listdir", "walk"}
FOLLOWING = {"resolve", "readlink"}
"""Raises on a loop of links or not, from Python to Python: `os.path.realpath` never does."""

CODECS = {"Image", "pikepdf", "problem"}
"""What has an `open` that opens no file: decoders, of bytes that came through the door."""

SYSTEM = {"os"}
"""Whose `open` goes by descriptors and flags: who writes in a folder cannot do without."""

DOOR = ("slots/files/door.py", "slots/files/listing.py", "slots/files/nearby.py")
PACKAGE = {
    "slots/rulebook/load.py": "read_text",
    "slots/rulebook/by_name.py": "read_text iterdir",
    "layout/web/ads/script_orders.py": "read_text",
    "layout/web/pages/compose.py": "read_bytes",
    "layout/web/html/web_fonts.py": "from_file_path",
    "layout/typeset/words/face.py": "read_text from_file_path",
    "layout/typeset/breaks/hyphen_patterns.py": "read_bytes",
    "layout/press/frames/font_instances.py": "read_bytes",
    "layout/typeset/set_text.py": "read_bytes",
    "layout/work/memory/remembered.py": "read_bytes walk",
    "layout/publication/settings/newsgrid_toml.py": "iterdir",
    "layout/site/finish.py": "read_bytes",
    "layout/desk/commands/new.py": "read_bytes iterdir",
    "layout/desk/preview/web/published_page.py": "read_bytes",
    "layout/desk/preview/web/framed_pages.py": "read_bytes",
    "layout/desk/preview/handed/one_file.py": "read_text",
    "layout/epaper/screen/reader_files.py": "read_bytes read_text",
    "layout/preflight/profile.py": "read_text glob",
    "layout/sandbox/whose_template.py": "read_text",
    "layout/press/frames/fetching.py": "read_bytes",
    "layout/imports/publication/begin.py": "read_bytes",
    "layout/story/text/spoken.py": "read_text glob",
    "layout/service/foreign/measured_page.py": "read_text",
}
"""They read templates, fonts, words, rules and programs: what is installed with newsgrid."""

OWN = {
    "layout/work/memory/folder.py": "iterdir listdir",
    "layout/work/processes/run_folder.py": "iterdir",
    "layout/work/writing/temporaries.py": "listdir walk read_text",
    "layout/imports/fetch/fetcher.py": "read_bytes open",
    "layout/imports/fetch/kept.py": "read_bytes",
    "layout/imports/fetch/site.py": "open",
    "layout/imports/opening/open_sources.py": "open",
    "layout/imports/publication/disk.py": "read_bytes",
}
"""They read what newsgrid keeps for itself, in folders of the user's own, what a killed run of it
left, what came from stdin or the network, and what a trial would have written."""

SYSTEMS = {
    "layout/desk/begin_and_end.py": "open",
    "layout/desk/preview/workers/page_raster.py": "read_text",
    "layout/desk/preview/access/account.py": "read_text",
}
"""They read what the system tells, in /proc."""

OTHERS = {
    "layout/edition/closed/joined_tags.py": "read_bytes",
    "layout/press/ink/claim.py": "read_bytes",
    "layout/press/pictures/copy_objects.py": "read_bytes",
    "layout/press/pictures/painting_cost.py": "read_bytes",
    "layout/press/pictures/unpacked_size.py": "read_bytes",
    "layout/press/colour/document.py": "read_bytes",
    "layout/press/colour/drawn_pictures.py": "read_bytes",
    "layout/press/colour/samples.py": "read_bytes",
    "layout/press/colour/shadings.py": "read_bytes",
    "layout/press/separation/functions.py": "read_bytes",
    "layout/press/separation/spaces.py": "read_bytes",
    "layout/press/standard/declared.py": "read_bytes",
    "layout/press/standard/spreads.py": "read_bytes",
    "layout/preflight/accessible/fonts.py": "read_bytes",
    "layout/preflight/accessible/programs.py": "read_bytes",
    "layout/preflight/accessible/whole_file.py": "read_bytes",
    "layout/preflight/opened/unpacked.py": "read_bytes",
    "layout/story/markdown/block_nodes.py": "walk",
    "layout/imports/documents/archive.py": "open",
    "layout/imports/documents/word_plain.py": "open",
    "layout/imports/html/flow.py": "walk",
    "layout/imports/opening/seems.py": "open",
    "layout/imports/opening/zip_files.py": "open",
}
"""What is called so there reads no file: streams in a PDF, the nodes of a text, parts of a zip that
came through the door."""

GUARDED = {
    "layout/desk/command_line/never_overwrite.py": "walk",
    "layout/desk/commands/check_theme.py": "rglob",
    "layout/service/foreign/browser.py": "resolve",
}
"""They look before they open, by guards of their own: the fewer the better."""

ALLOWED = {**PACKAGE, **OWN, **SYSTEMS, **OTHERS, **GUARDED}


def calls(file: Path) -> Iterator[tuple[str, int]]:
    """The names of what is called to read, list or follow in a source, with their lines."""
    for node in ast.walk(ast.parse(file.read_bytes())):
        if not isinstance(node, ast.Call):
            continue
        called = node.func
        if isinstance(called, ast.Name) and called.id == "open":
            yield "open", node.lineno
        if not isinstance(called, ast.Attribute):
            continue
        owner = called.value.id if isinstance(called.value, ast.Name) else ""
        if called.attr == "open" and owner in SYSTEM:
            continue
        if called.attr == "open" and owner in CODECS and not _by_name(node):
            continue
        if called.attr in READING | LISTING | FOLLOWING:
            yield called.attr, node.lineno


def _by_name(call: ast.Call) -> bool:
    """Whether a decoder is given a file to open, not bytes."""
    first = call.args[0] if call.args else None
    return isinstance(first, ast.Name) and first.id in ("path", "file")


def sources() -> list[str]:
    files = [*(ROOT / "slots").rglob("*.py"), *(ROOT / "layout").rglob("*.py")]
    return sorted(file.relative_to(ROOT).as_posix() for file in files)


@pytest.mark.slow
def test_files_are_read_and_listed_through_the_door() -> None:
    found = [
        f"{name}:{line}: {call}"
        for name in sources()
        if name not in DOOR
        for call, line in calls(ROOT / name)
        if call not in ALLOWED.get(name, "").split()
    ]
    assert found == []


def test_no_leave_is_given_that_nobody_takes() -> None:
    unused = [
        f"{name}: {call}"
        for name, allowed in ALLOWED.items()
        for call in allowed.split()
        if call not in {each for each, _ in calls(ROOT / name)}
    ]
    assert unused == []


@pytest.mark.parametrize(
    "line",
    [
        "open('x')",
        "path.open('rb')",
        "path.read_bytes()",
        "os.scandir(path)",
        "folder.rglob('*')",
        "path.resolve()",
        "Image.open(path)",
    ],
)
def test_whoever_goes_past_it_is_seen(tmp_path: Path, line: str) -> None:
    (tmp_path / "a.py").write_text(f"{line}\n")
    assert [at for _, at in calls(tmp_path / "a.py")] == [1]
