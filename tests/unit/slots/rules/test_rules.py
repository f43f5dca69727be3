import pickle
from fractions import Fraction

import pytest

from slots.regions.reserve import eligible, reserved
from slots.rules.frozen_table import Table
from slots.rules.notation import OPPONENTS
from slots.rules.requested_and_added import assign
from slots.rules.size import (
    Pages,
    PrintSize,
    Size,
    Widths,
    parse_pages,
    parse_print_size,
    parse_size,
    parse_widths,
)
from slots.rules.terms import Region, Rules
from slots.strip.content import Wanted
from slots.units import parse_length

RULES = Rules.model_validate(
    {
        "breakpoints": {"narrow": "320px..699px", "wide": "700px..1600px"},
        "page": {"density": "50%", "at": {"narrow": {"density": "30%"}}},
        "defaults": {
            "margin": "30px",
            "clearance": {"heading": {"above": "100px", "below": "10px"}, "image": "50px"},
            "at": {"wide": {"margin": "40px", "decay": "3%"}},
        },
        "slot": {
            "inline": {
                "holds": "ad",
                "takes": ["google-ad"],
                "max": 1,
                "sizes": ["300x250", "320x100", "250x250"],
                "clearance": {"heading": {"below": "20px"}, "list": "5px"},
                "at": {"wide": {"region": "rail", "clearance": {"image": "70px"}}},
            },
            "second": {"holds": "ad", "takes": ["google-ad"], "sizes": ["300x250"]},
            "special": {"holds": "ad", "takes": ["google-ad-3"], "sizes": ["300x250"]},
            "other": {"holds": "ad", "sizes": ["300x250"]},
            "blue": {"holds": "blue_box"},
            "any-module": {"holds": "module"},
        },
    }
)


def test_the_most_specific_term_holds():
    narrow, wide = RULES.terms("inline", "narrow"), RULES.terms("inline", "wide")
    assert (str(narrow.margin), str(wide.margin)) == ("30px", "40px")
    assert (narrow.region, wide.region) == (Region.ARTICLE, Region.RAIL)
    assert (str(narrow.decay), str(wide.decay)) == ("0%", "3%")
    assert narrow.sizes == wide.sizes == (Size(300, 250), Size(320, 100), Size(250, 250))


def test_tables_are_joined_key_by_key():
    narrow, wide = RULES.terms("inline", "narrow"), RULES.terms("inline", "wide")
    assert list(narrow.clearance) == ["heading", "image", "list"]
    heading = narrow.clearance["heading"]
    assert (str(heading.above), str(heading.below)) == ("100px", "20px")
    assert (str(narrow.clearance["image"].above), str(wide.clearance["image"].above)) == (
        "50px",
        "70px",
    )


def test_page_terms_by_breakpoint():
    assert str(RULES.page_terms("narrow").density) == "30%"
    assert str(RULES.page_terms("wide").density) == "50%"
    assert RULES.page_terms("wide").evenness == 20


def test_breakpoint_of_a_width():
    assert [RULES.breakpoint(width) for width in (319, 320, 699, 700, 1600, 1601)] == [
        *(None, "narrow", "narrow", "wide", "wide", None)
    ]


def test_rules_are_values():
    assert hash(RULES) == hash(pickle.loads(pickle.dumps(RULES)))
    assert pickle.loads(pickle.dumps(RULES)) == RULES
    with pytest.raises(TypeError):
        RULES.slot["x"] = RULES.slot["blue"]
    with pytest.raises(ValueError, match="frozen"):
        RULES.page = RULES.page


def test_a_plain_clearance_means_both_directions():
    clearance = RULES.defaults.clearance["image"]
    assert clearance.above == clearance.below == parse_length("50px")


def test_opponents_name_roles_and_displays():
    assert {"heading", "full-width-image", "thumbnail-embed"} <= set(OPPONENTS)


def test_a_table_is_a_mapping_in_order():
    table = Table({"b": 1, "a": 2})
    assert (list(table), len(table), table["a"]) == (["b", "a"], 2, 2)
    assert table == {"b": 1, "a": 2}


# --- sizes, ranges, pages -------------------------------------------------------------------------


def test_sizes():
    assert parse_size(" 300 x 250 ") == parse_size("300×250px") == Size(300, 250)
    assert str(Size(300, 250)) == "300x250"


def test_print_sizes():
    assert str(parse_print_size("3 x 130 mm")) == "3x130mm"
    assert parse_print_size("2 x 12 lines").depths(10_500) == (126_000, 126_000)
    assert parse_print_size("3x100mm..180mm").depths(10_500) == (283_465, 510_236)
    assert str(parse_print_size("3x100mm..180mm")) == "3x100mm..180mm"
    assert parse_print_size("2 columns") == PrintSize(2)
    assert parse_print_size("1 column").depths(10_500) is None
    assert (str(PrintSize(1)), str(PrintSize(2))) == ("1 column", "2 columns")


def test_widths():
    assert parse_widths("320px..739px") == parse_widths("320 .. 739px") == Widths(320, 739)
    assert [width in Widths(320, 739) for width in (319, 320, 739, 740)] == [
        *(False, True, True, False)
    ]
    assert str(Widths(320, 739)) == "320px..739px"


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("any", [1, 2, 3, 4]),
        ("first", [1]),
        ("last", [4]),
        ("left", [2, 4]),
        ("right", [1, 3]),
        ("3", [3]),
        ("2 .. 3", [2, 3]),
    ],
)
def test_pages(text, pages):
    chosen = parse_pages(text)
    assert [page for page in range(1, 5) if chosen.include(page, 4)] == pages
    assert Pages().include(7, 9)


@pytest.mark.parametrize(
    ("parse", "text", "said"),
    [
        (parse_size, "300", "write width x height"),
        (parse_size, "0x250", "no area"),
        (parse_print_size, "130mm", "write columns x depth"),
        (parse_print_size, "0x130mm", "at least 1 column"),
        (parse_print_size, "3x20%", "no depth on paper"),
        (parse_print_size, "3x0mm", "has no depth"),
        (parse_print_size, "3x180mm..100mm", "smaller depth comes first"),
        (parse_widths, "320px", "the narrowest and the widest"),
        (parse_widths, "739px..320px", "narrower width comes first"),
        (parse_pages, "even", "names no pages"),
        (parse_pages, "0", "count from 1"),
        (parse_pages, "5..2", "lower number first"),
    ],
)
def test_what_is_wrong_is_said(parse, text, said):
    with pytest.raises(ValueError, match=said):
        parse(text)


# --- what a story asks for ------------------------------------------------------------------------


def test_asks_fill_slots_in_the_order_of_the_file():
    wanted = tuple(Wanted(f"google-ad-{n}", "ad") for n in range(1, 5))
    slots, findings = assign((*wanted, Wanted("blue-box-1", "blue_box")), RULES)
    assert slots == {
        "google-ad-1": "inline",
        "google-ad-2": "second",
        "google-ad-3": "special",
        "google-ad-4": "second",
        "blue-box-1": "blue",
    }
    assert findings == ()


def test_an_unknown_ask_goes_to_the_general_slot_with_a_finding():
    slots, findings = assign((Wanted("taboola-1", "ad"), Wanted("poll-1", "poll")), RULES)
    assert slots == {"taboola-1": "other", "poll-1": "any-module"}
    assert [(finding.code, finding.hint) for finding in findings] == [
        ("general-slot", 'add takes = ["taboola"] to a slot'),
        ("general-slot", 'add holds = "poll" to a slot'),
    ]


def test_an_ask_nobody_can_take_is_left_out_with_an_error():
    rules = Rules.model_validate({"slot": {"blue": {"holds": "blue_box"}}})
    slots, findings = assign((Wanted("google-ad-1", "ad"), Wanted("b-1", "blue_box")), rules)
    assert slots == {"b-1": "blue"}
    assert [(finding.code, finding.severity) for finding in findings] == [("no-slot", "error")]


def test_the_box_reserved_is_the_largest_that_fits():
    terms = RULES.terms("inline", "narrow")
    assert reserved(terms, 343 * 750) == (320 * 750, 250 * 750)
    assert reserved(terms, 300 * 750) == (300 * 750, 250 * 750)
    assert reserved(terms, 288 * 750) == (250 * 750, 250 * 750)
    assert reserved(terms, 100 * 750) == (250 * 750, 250 * 750)
    assert eligible(terms, 100 * 750) == ()
    assert reserved(RULES.terms("blue", "narrow"), 343 * 750) is None


def test_lengths_in_rules_are_exact():
    assert parse_length("0.1px").value == Fraction(1, 10)


def test_a_copy_with_other_tables_resolves_its_terms_anew():
    assert RULES.terms("inline", "narrow").max == 1
    slots = {**RULES.slot, "inline": RULES.slot["inline"].model_copy(update={"max": 7})}
    copy = RULES.model_copy(update={"slot": Table(slots)})
    assert (copy.terms("inline", "narrow").max, RULES.terms("inline", "narrow").max) == (7, 1)
