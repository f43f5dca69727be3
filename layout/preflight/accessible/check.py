"""All checks of a PDF, in the order of the clauses of ISO 14289-1."""

from __future__ import annotations

import pikepdf

from layout.preflight.accessible.annotations import annotation_barriers
from layout.preflight.accessible.barrier import Barrier
from layout.preflight.accessible.fonts import font_barriers
from layout.preflight.accessible.headings import description_barriers, heading_barriers
from layout.preflight.accessible.languages import language_barriers
from layout.preflight.accessible.marked import (
    Marked,
    marked_content,
    placed_content,
)
from layout.preflight.accessible.nesting import nesting_barriers
from layout.preflight.accessible.tables import table_barriers
from layout.preflight.accessible.tree import Tree, tree_of
from layout.preflight.accessible.whole_file import claim_barriers, file_barriers


def accessible_findings(pdf: pikepdf.Pdf, claimed: bool = True) -> tuple[Barrier, ...]:
    """What keeps a file from being PDF/UA-1, each once, sorted; none where it is. Whether the file
    claims to be it is looked at where it should have `claimed` it.

    Raises what pikepdf raises where the file is too damaged to be read: see `slots.files.decoding`.
    """
    tree = tree_of(pdf)
    marked = marked_content(pdf, tree)
    found = (*file_barriers(pdf, tree), *_of_structure(pdf, tree, marked))
    claim = claim_barriers(pdf) if claimed else ()
    return tuple(sorted({*claim, *found}))


def barriers_where_placed(pdf: pikepdf.Pdf) -> tuple[Barrier, ...]:
    """What would keep a file from being PDF/UA-1 on which the first page of this one is placed as a
    figure, described there. Raises as `accessible_findings` does."""
    placed = placed_content(pdf)
    return tuple(sorted({*placed.barriers, *font_barriers(placed)}))


def barriers_of_part(pdf: pikepdf.Pdf) -> tuple[Barrier, ...]:
    """What would keep a file from being PDF/UA-1 of which this one's pages are a part, with their
    tags; without any, in an element that holds all of a page. Raises as `accessible_findings` does.
    """
    if "/StructTreeRoot" not in pdf.Root:
        return barriers_where_placed(pdf)
    tree = tree_of(pdf)
    return tuple(sorted({*_of_structure(pdf, tree, marked_content(pdf, tree))}))


def _of_structure(pdf: pikepdf.Pdf, tree: Tree, marked: Marked) -> tuple[Barrier, ...]:
    return (
        *tree.barriers,
        *marked.barriers,
        *language_barriers(pdf, tree, marked),
        *nesting_barriers(tree),
        *table_barriers(tree),
        *description_barriers(tree),
        *heading_barriers(tree),
        *annotation_barriers(pdf, tree),
        *font_barriers(marked),
    )
