"""A page cut out of an edition is heard as it is there: the same tags around the same contents, in
the same order, and the parent tree leads back to them."""

from __future__ import annotations

import io
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from support.epaper.sample_epaper import Sample

from layout.epaper.page_tags import EditionTags

pytestmark = pytest.mark.slow


def _heard(entry: Any, page: Any, way: tuple[str, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The marked contents of a page in the order of the tags, each with the tags above it and what
    these say."""
    kids = entry.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if "/MCID" in kid:
            if kid["/Pg"].objgen == page.obj.objgen:
                yield way, int(kid["/MCID"])
        else:
            said = (str(kid.get(key, "")) for key in ("/S", "/Alt", "/T", "/Lang"))
            yield from _heard(kid, page, (*way, " ".join(said)))


def test_tags_of_a_page_alone_are_those_it_has_in_the_edition(sample: Sample):
    with pikepdf.open(sample.pdf) as whole:
        counts = []
        for at, page in enumerate(sample.paper.issue.pages):
            with pikepdf.open(io.BytesIO(sample.paper.files[page.pdf])) as alone:
                wanted = list(_heard(whole.Root.StructTreeRoot, whole.pages[at]))
                tree = alone.Root.StructTreeRoot
                assert list(_heard(tree, alone.pages[0])) == wanted
                assert tree.RoleMap == whole.Root.StructTreeRoot.RoleMap
                assert alone.Root.MarkInfo.Marked
                counts.append(len(wanted))
        assert min(counts) > 1


def test_the_parent_tree_of_a_page_alone_leads_to_its_tags(sample: Sample):
    for page in sample.paper.issue.pages:
        with pikepdf.open(io.BytesIO(sample.paper.files[page.pdf])) as alone:
            tree, sheet = alone.Root.StructTreeRoot, alone.pages[0].obj
            numbers = list(tree.ParentTree.Nums)
            parents = dict(zip(numbers[::2], numbers[1::2], strict=True))[sheet.StructParents]
            for way, mcid in _heard(tree, alone.pages[0]):
                element = parents[mcid]
                assert way[-1].split(" ")[0] == str(element.S)
                assert mcid in [int(kid.MCID) for kid in element.K if "/MCID" in kid]
                while "/P" in element:
                    element = element.P
                assert element.objgen == tree.objgen
            assert tree.ParentTreeNextKey > sheet.StructParents


def test_rows_of_a_table_have_all_their_cells(sample: Sample):
    rows = 0
    for page in sample.paper.issue.pages:
        with pikepdf.open(io.BytesIO(sample.paper.files[page.pdf])) as alone:
            for it in alone.objects:
                if isinstance(it, pikepdf.Dictionary) and it.get("/S") == "/TR":
                    assert len(it.K) == 2
                    rows += 1
    assert rows == 3


def test_poppler_hears_each_sign_of_the_edition_on_one_page(sample: Sample, tmp_path):
    whole = Counter(_signs(sample.pdf))
    told: Counter[str] = Counter()
    for page in sample.paper.issue.pages:
        file = tmp_path / "page.pdf"
        file.write_bytes(sample.paper.files[page.pdf])
        told += Counter(_signs(file))
    assert told == whole and whole.total() > 5_000


def _signs(pdf: Path) -> str:
    run = subprocess.run(["pdfinfo", "-struct-text", str(pdf)], capture_output=True, check=True)
    lines = run.stdout.decode("utf-8", "replace").splitlines()  # names are not UTF-8
    said = (line.strip().strip('"') for line in lines if line.strip().startswith('"'))
    return "".join(s for s in "".join(said) if unicodedata.category(s) not in ("Cf", "Zs"))


def test_forms_and_annotations_of_a_page_are_led_to(tmp_path):
    """Content of a form, an annotation, a class of attributes; another page's are left out."""
    with pikepdf.new() as whole:
        for _ in range(2):
            whole.add_blank_page(page_size=(100, 100))
        first, second = whole.pages
        form = whole.make_stream(b"/P<</MCID 0>>BDC EMC")
        form["/Type"], form["/Subtype"] = pikepdf.Name.XObject, pikepdf.Name.Form
        form["/BBox"], form["/StructParents"] = pikepdf.Array([0, 0, 9, 9]), 1
        second.obj["/Resources"] = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=form))
        second.obj["/Contents"] = whole.make_stream(b"/F Do")
        link = whole.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Annot,
                Subtype=pikepdf.Name.Link,
                Rect=pikepdf.Array([0, 0, 9, 9]),
                StructParent=2,
            )
        )
        second.obj["/Annots"] = pikepdf.Array([link])
        root = whole.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot))
        kinds = (
            ("/H1", first, pikepdf.Dictionary(Type=pikepdf.Name.MCR, MCID=0, Pg=first.obj)),
            ("/P", second, pikepdf.Dictionary(MCID=0, Pg=second.obj, Stm=form)),
            ("/Link", second, pikepdf.Dictionary(Type=pikepdf.Name.OBJR, Obj=link)),
        )
        made = [
            whole.make_indirect(
                pikepdf.Dictionary(S=pikepdf.Name(tag), P=root, Pg=page.obj, K=kid, C="x")
            )
            for tag, page, kid in kinds
        ]
        root["/K"] = pikepdf.Array(made)
        root["/ClassMap"] = pikepdf.Dictionary(x=pikepdf.Dictionary(O=pikepdf.Name.Layout))
        nums = pikepdf.Array([0, pikepdf.Array([made[0]]), 1, pikepdf.Array([made[1]]), 2, made[2]])
        half = whole.make_indirect(pikepdf.Dictionary(Nums=nums))
        root["/ParentTree"] = pikepdf.Dictionary(Kids=pikepdf.Array([half]))
        whole.Root["/StructTreeRoot"] = root
        with pikepdf.new() as alone:
            alone.pages.append(second)
            assert EditionTags(whole).give(second, alone)
            tree, sheet = alone.Root.StructTreeRoot, alone.pages[0].obj
            paragraph, to = tree.K
            assert [str(it.S) for it in tree.K] == ["/P", "/Link"]
            assert paragraph.K[0].Stm.objgen == sheet.Resources.XObject.F.objgen
            assert to.K[0].Obj.objgen == sheet.Annots[0].objgen
            keys, entries = tree.ParentTree.Nums[0::2], tree.ParentTree.Nums[1::2]
            assert (list(keys), tree.ParentTreeNextKey) == ([1, 2], 3)
            assert entries[0][0].objgen == paragraph.objgen and entries[1].objgen == to.objgen
            assert tree.ClassMap.x.O == "/Layout"


def test_a_page_without_tags_has_none_of_another():
    with pikepdf.new() as whole, pikepdf.new() as alone:
        whole.add_blank_page(page_size=(100, 100))
        whole.pages[0].obj["/StructParents"] = 0
        alone.pages.append(whole.pages[0])
        assert not EditionTags(whole).give(whole.pages[0], alone)
        assert "/StructTreeRoot" not in alone.Root
