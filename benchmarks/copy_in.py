"""What `newsgrid import` makes of files that nobody here wrote: the table of docs/import.md.

python -m benchmarks.copy_in [--corpora FOLDER] [--json]

Each file of ../shared/corpora/imports is imported into a new publication of its own, with drafts,
private stories and pages; then once more. For each format: files, stories and their words, words
that are in no story and told, findings by severity, and how many files the second import wrote.
Files of no format are counted. Nothing is fetched: pictures are those in the files and beside them.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, astuple, dataclass
from pathlib import Path

from layout.imports.all_formats import FORMATS
from layout.imports.item import Format
from layout.imports.markdown_of import markdown_of
from layout.imports.opening.open_sources import Opened, Opening
from layout.imports.publication.import_all import Imported, Order, Wishes, import_all
from layout.imports.publication.outcome import count_words
from slots.finding import BadInput, Severity

CORPORA = next(
    (
        each / "shared" / "corpora" / "imports"
        for each in Path(__file__).parents
        if (each / "shared" / "corpora" / "imports").is_dir()
    ),
    None,
)
_PASSED = ("expected.html", "expected-metadata.json")
"""What stands beside pages for those who measure."""

_NO_IMPORTS = ("idml", "idml-schemas")
"""What InDesign opens, and schemas."""


@dataclass(frozen=True, slots=True)
class Row:
    """What came of the files of one format."""

    format: str
    files: int
    stories: int
    words: int
    left_out: int
    errors: int
    warnings: int
    notes: int
    written_again: int


def rows(files: Sequence[Path]) -> Iterator[Row]:
    """A row for each format that a file is of, in the order of the table of formats."""
    sorts = _sorted(files)
    for format_ in FORMATS:
        if sorts.get(format_.name):
            yield _row(format_, sorts[format_.name])


def files_in(corpora: Path) -> list[Path]:
    """The files of the corpora that somebody might import."""
    return [
        file
        for file in sorted(corpora.rglob("*"))
        if file.is_file()
        and file.name not in _PASSED
        and file.relative_to(corpora).parts[0] not in _NO_IMPORTS
    ]


def _sorted(files: Sequence[Path]) -> dict[str, list[Path]]:
    """Files by the name of their format; under "" those of none."""
    found: dict[str, list[Path]] = {}
    with Opening(FORMATS, Path()) as opening:
        for file in files:
            for each in opening.opened(file):
                name = each.format.name if isinstance(each, Opened) else ""
                found.setdefault(name, []).append(file)
    return found


def _row(format_: Format, files: Sequence[Path]) -> Row:
    """What came of the files of one format, one after the other."""
    figures = (astuple(_one(format_, file))[1:] for file in files)
    return Row(format_.name, *map(sum, zip(*figures, strict=True)))


def _one(format_: Format, file: Path) -> Row:
    """Two imports of a file, and what came of it."""
    with tempfile.TemporaryDirectory() as folder:
        paper = Path(folder) / "paper"
        wishes = Wishes(drafts=True, pages=True, whole=True)
        order = Order([file], paper, wishes, FORMATS, markdown_of)
        try:
            done, findings = import_all(order), None
        except BadInput as error:  # there is no story in it
            done, findings = Imported(paper), error.findings
        again = 0 if findings else len(import_all(order).made)
    kinds = Counter(each.severity for each in findings or done.findings.all())
    stories = {outcome.file for outcome in done.outcomes if outcome.file}
    left = (each for outcome in done.outcomes for each in outcome.left_out)
    return Row(
        format_.name,
        1,
        len(stories),
        sum(outcome.words for outcome in done.outcomes),
        sum(count_words(each.text) for each in left),
        kinds[Severity.ERROR],
        kinds[Severity.WARNING],
        kinds[Severity.INFO],
        again,
    )


def table(found: Sequence[Row]) -> str:
    """The table as Markdown."""
    head = ("format", "files", "stories", "words", "left out, told", "errors", "warnings", "notes")
    lines = [" | ".join((*head, "written by a second import")), "|".join(["---"] * (len(head) + 1))]
    for row in found:
        name, *figures = asdict(row).values()
        lines.append(" | ".join((str(name), *(f"{figure:,}" for figure in figures))))
    return "\n".join(f"| {line} |" if "---" not in line else f"|{line}|" for line in lines)


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, default=CORPORA)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    if asked.corpora is None or not asked.corpora.is_dir():
        parser.error("the corpora are not at hand: name their folder with --corpora")
    files = files_in(asked.corpora)
    found = list(rows(files))
    if asked.json:
        print(json.dumps([asdict(row) for row in found], indent=2))
        return
    print(table(found))
    none = len(files) - sum(row.files for row in found)
    print(f"\n{len(files):,} files; {none:,} of them are of no format, each with a finding.")


if __name__ == "__main__":
    main()
