"""The worst pages of editions: which faults a page has, how pages rank, and their sheet."""

from __future__ import annotations

from collections import Counter
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from benchmarks.contact_sheet import AIR, DESK
from benchmarks.foreign.command import main
from benchmarks.foreign.counted import Printed, _unshown
from benchmarks.foreign.worst import faults, sheet
from benchmarks.foreign.worst.faults import Fault, JudgedPage, judged, worst

PICTURE = {"kind": "picture", "columns": 3, "area": 20_000}
LED = {"columns": [3, 1], "share": 0.2, "alike": 0, "dominant": True, "largest": PICTURE}
HEADS = {"heads": 3, "climb": 0, "tombstones": 0, "leads": True}
LEGS = {"legs": 9, "briefs": 0, "shallow": 0, "deep": 0}
HOUSE = {"page": 5, "columns": 2, "front": False, "opener": False, "top_right": False}


def page(number=5, windows=0, pictures=LED, heads=HEADS, legs=LEGS):
    parts = {"pictures": pictures, "grey": {"windows": windows}, "heads": heads, "legs": legs}
    return {"page": number, "section": "News"} | parts


def judge(*pages, house=(), bare=(), unshown=()):
    counted = {"house_ads": list(house), "bare": list(bare), "unshown": list(unshown)}
    return judged("web", {"counted": {"pages": list(pages)}}, counted)


@pytest.mark.parametrize(
    "changed, what, weight",
    [
        ({"windows": 2}, "2 grey bills", 2 * faults.GREY),
        ({"pictures": LED | {"dominant": False}}, "no picture dominates", faults.UNLED),
        (
            {"pictures": LED | {"largest": PICTURE | {"kind": "digest"}}},
            "no picture dominates",
            faults.UNLED,
        ),
        ({"pictures": LED | {"share": 0.11}}, "pictures take 11%", faults.THIN),
        ({"pictures": LED | {"alike": 1}}, "1 pair of like pictures", faults.ALIKE),
        ({"heads": HEADS | {"tombstones": 2}}, "2 tombstones", 2 * faults.TOMBSTONE),
        ({"heads": HEADS | {"climb": 1}}, "1 head larger than one above", faults.CLIMB),
        ({"heads": HEADS | {"leads": False}}, "no head leads", faults.NO_LEAD),
        ({"legs": LEGS | {"shallow": 4}}, "4 legs under 50 mm", 4 * faults.SHALLOW),
        ({"legs": LEGS | {"deep": 1}}, "1 leg over 250 mm", faults.DEEP),
    ],
)
def test_a_page_has_the_fault_it_has(changed, what, weight):
    (found,) = judge(page(**changed))
    assert found.faults == (Fault(what, weight),) and found.weight == weight


def test_a_page_by_the_rules_has_none():
    without = {"columns": [], "share": 0.0, "alike": 0, "dominant": False, "largest": None}
    alone = HEADS | {"heads": 0, "leads": False}
    good, none_to_show, no_heads = judge(page(), page(6, pictures=without), page(7, heads=alone))
    assert good.faults == none_to_show.faults == no_heads.faults == ()


@pytest.mark.parametrize("place", ["front", "opener", "top_right"])
def test_house_ads_are_counted_on_their_own_page(place):
    ads = [HOUSE | {place: True}, HOUSE | {"columns": 1}, HOUSE | {"page": 6, place: True}]
    first, other = judge(page(), page(7), house=ads)
    barred, narrow = "1 house ad where none may be", "1 house ad of one column"
    assert first.faults == (Fault(barred, faults.BARRED), Fault(narrow, faults.NARROW))
    assert other.faults == ()


def test_a_bare_page_weighs_most_and_a_picture_left_out_is_told():
    bare, lacking = judge(page(4), page(5, windows=1), bare=[4], unshown=[5])
    assert bare.weight > lacking.weight
    assert lacking.reasons == "1 grey bill; a story lacks a picture"


PAGES = st.lists(
    st.builds(
        lambda number, weights: JudgedPage(
            "web", number, "News", tuple(Fault("amiss", weight) for weight in weights)
        ),
        st.integers(1, 96),
        st.lists(st.integers(1, 5), max_size=3),
    ),
    max_size=12,
)


@given(PAGES, st.integers(1, 12))
def test_the_worst_are_those_that_no_other_outweighs(pages, most):
    found = worst(pages, most)
    assert len(found) == min(most, sum(bool(one.faults) for one in pages))
    weights = [one.weight for one in found]
    assert weights == sorted(weights, reverse=True)
    left = Counter(one.weight for one in pages) - Counter(weights)
    assert not left or not found or len(found) < most or max(left) <= weights[-1]


def test_of_equals_the_earlier_page_comes_first():
    alike = [JudgedPage("web", number, "News", (Fault("amiss", 3),)) for number in (9, 2, 5)]
    assert [one.number for one in worst(alike, 2)] == [9, 2]


@pytest.mark.parametrize("count", [1, 4, sheet.ACROSS + 1])
def test_every_page_is_whole_on_the_sheet_with_its_caption_under_it(count):
    sizes = [(60 + 20 * (number % 2), 80 + 30 * (number % 2)) for number in range(count)]
    pages = [Image.new("RGB", size, (255, 10 * number, 0)) for number, size in enumerate(sizes)]
    made = sheet.sheet(pages, ["1. web\nno head leads"] * count)
    colours = {colour: times for times, colour in made.getcolors(1 << 20)}
    for number, (wide, deep) in enumerate(sizes):
        assert colours[255, 10 * number, 0] == wide * deep
    under = made.crop((AIR, AIR + sizes[0][1], AIR + sizes[0][0], AIR + sizes[0][1] + 40))
    assert under.getcolors(1 << 20) != [(under.width * under.height, DESK)]


@given(st.lists(st.text("abcde ", min_size=1, max_size=40), min_size=1, max_size=20))
def test_captions_are_wrapped_and_say_where_they_end_early(words):
    lines = sheet.wrapped("\n".join(words), 140)
    whole = " ".join(" ".join(words).split())
    assert len(lines) <= sheet.LINES
    shown = " ".join(" ".join(lines).split())
    assert lines[-1:] == ["..."] or shown.replace(" ", "") == whole.replace(" ", "")


def test_a_caption_names_the_page_and_its_faults():
    text = sheet.caption(2, JudgedPage("web", 7, "Sport", (Fault("1 grey bill", 4),)))
    assert text == "2. web, page 7 (Sport): 4\n1 grey bill"


def test_a_story_that_lacks_a_picture_is_told_on_the_page_where_it_begins():
    def leg(story):
        return SimpleNamespace(story=story)

    document = SimpleNamespace(
        pages=[
            SimpleNamespace(number=1, fragments=[leg("a"), leg("")]),
            SimpleNamespace(number=2, fragments=[leg("a"), leg("b"), leg("c")]),
        ]
    )
    shown = [("a", 2, 1), ("b", 1, 1), ("c", 1, 0)]
    printed = [Printed(slug, 1, "News", 1.0, has, there) for slug, has, there in shown]
    assert list(_unshown(document, printed)) == [1, 2]


@pytest.mark.parametrize(
    "asked, told",
    [
        (["--worst", "no", "pages"], "how many pages"),
        (["--worst", "0", "pages"], "how many pages"),
        (["--paper", "seeds"], "--worst"),
        (["--worst", "3", "pages", "--paper", "nowhere"], "newsgrid.toml"),
    ],
)
def test_what_is_asked_for_wrongly_is_told(asked, told, capsys):
    with pytest.raises(SystemExit):
        main(asked)
    assert told in capsys.readouterr().err


def test_two_publications_of_a_name_are_told(tmp_path, capsys):
    for name in ("a/gazette", "b/gazette", "web-24-100"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "newsgrid.toml").touch()
    for papers in (["a/gazette", "b/gazette"], ["web-24-100"]):
        with pytest.raises(SystemExit):
            main(["--worst", "3", "pages", "--paper", *(str(tmp_path / one) for one in papers)])
        assert "another edition has its name" in capsys.readouterr().err


@pytest.mark.slow
def test_the_worst_pages_of_a_publication_are_drawn(tmp_path, capsys):
    folder, drawn = tmp_path / "gazette", tmp_path / "drawn"
    (folder / "stories").mkdir(parents=True)
    settings = 'name = "Gazette"\n\n[print]\nformat = "compact"\ncolumns = 5\npages = 4\n'
    (folder / "newsgrid.toml").write_text(settings)
    words = "The ferry was late again, and nobody who waited on the quay was told why it was. " * 12
    for name in ("ferry", "quay", "tide"):
        copy = "\n\n".join([words] * 9)
        (folder / "stories" / f"{name}.md").write_text(f"# The {name} is late\n\n{copy}\n")
    main(["--worst", "2", str(drawn), "--paper", str(folder)])
    names = sorted(file.name for file in drawn.iterdir())
    assert names[2:] == [sheet.SHEET]
    assert [name[:15] for name in names[:2]] == ["01-gazette-page", "02-gazette-page"]
    assert "grey bill" in capsys.readouterr().err
    with Image.open(drawn / names[0]) as page, Image.open(drawn / sheet.SHEET) as both:
        assert page.width > both.width / 2
    assert not (folder / "edition.plan.json").exists()
