"""Prices of taste: what a jump, a cut, a smaller head, a picture left out costs.

Whatever newsgrid places, it weighs: of all ways to make up a page it takes the one that costs
least. The costs are an art director's judgements, and all of them stand here, each with what is
paid for, its unit, and what it is weighed against. `docs/prices.md` has the same as a table; a
theme changes them in its theme.toml:

    [prices.jumps]
    jump = 400

Seven scales, which never meet:

    ranks               ranks nobody gave      points of rank; a day is 20
    heads to rails      an edition's make-up   points; a line more than the text has is 2
    legs.looser ...     pouring a leg          points of pouring: which paragraph gives first
    heads.lone_word ... lines of display type  hundredths of the square of an empty line
    ads                 stacking the ad book   points; an ad without a place is 150,000 and more
    alone               a story printed alone  points; white comes first, whatever the rest costs
    lines               lines of text          badness and demerits, as in TeX

Only matters of taste have a price here. What must never be (a widow, a picture on an ad, a leg of
less than five rows, a third hyphen in a row) has none, and neither have limits of the search, which
change no judgement. What a slot is worth on the web is set by its rules (`value`, `decay`,
`evenness`, `source_order`: docs/slots.md).

Prices are values: a theme has them, and each stage is given those it weighs by.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from typing import Any

_POINTS = "points"
_TAG = "tag"
_DEAREST = 1_000
"""The highest price of one thing in make-up, in points: with dearer ones no page could be made
up."""

_LESSER = 3
"""The rank from which on a story leads no page."""

LEAST_WORTH = 150_000
"""Points for placing the least ad of all. All that is wished for an ad is worth less, so that no
wish costs it its place."""


@dataclass(frozen=True, slots=True)
class PriceTag:
    """What is known of a price besides the price: its unit, what is paid for, what it is weighed
    against, the least and the most it may be, and whether it goes by the rank of a story: the
    lead's first, the last for all lower ranks."""

    unit: str
    what: str
    against: str
    least: int
    most: int
    ranked: bool


def _price(
    ours: int | tuple[int, ...],
    what: str,
    against: str,
    unit: str = _POINTS,
    most: int = _DEAREST,
    least: int = 0,
) -> Any:
    """A price with its tag."""
    tag = PriceTag(unit, what, against, least, most, isinstance(ours, tuple))
    return field(default=ours, metadata={_TAG: tag})


@dataclass(frozen=True, slots=True)
class RankPrices:
    """Ranks that nobody gave: what makes a story stand higher among those of its section, and how
    many of these lead."""

    day_older: int = _price(
        20,
        "each day that a story is older than the edition",
        "four hundred words: news of the day stands above a longer story of yesterday's",
        "points of rank",
    )
    oldest: int = _price(
        7, "(a measure) days from which a story is no older for that", "see day_older", "days", 365
    )
    hundred_words: int = _price(
        5, "(what it brings) each hundred words that a story has", "a quarter of a day",
        "points of rank",
    )  # fmt: skip
    long_from: int = _price(
        1_200, "(a measure) words beyond which more bring nothing", "see hundred_words", "words",
        20_000,
    )  # fmt: skip
    picture: int = _price(
        45,
        "(what it brings) a story with a picture",
        "nine hundred words: a page that has a picture is led by one",
        "points of rank",
    )
    brief_below: int = _price(
        130, "(a measure) words below which a story is a brief, rank 4", "a leg of 22 rows", "words"
    )
    each_second: int = _price(
        3,
        "(a measure) stories of a section, its lead and briefs left out, for each that is second",
        "a lead or a second for each page",
        "stories",
        100,
        1,
    )


@dataclass(frozen=True, slots=True)
class HeadPrices:
    """Heads: headlines smaller than they might be, decks left out, and how display type breaks."""

    smaller: tuple[int, ...] = _price(
        (30, 24, 14),
        "a headline a step of the scale smaller than its rank and width allow, by rank",
        "the lead's is more than half a jump, a brief's seven lines more or less of text",
    )
    no_deck: tuple[int, ...] = _price(
        (60, 40, 22),
        "a deck left out, by rank",
        "that of the lead is more than a jump, a third's less than a step of the lead's headline",
    )
    tombstone: int = _price(
        320,
        "two headlines of one size side by side, which read as one",
        "less than a house ad: a page is tiled anew for it",
    )
    turn_tombstone: int = _price(
        80,
        "two heads of turns side by side: small ones, each with the page that it comes from",
        "a jump and a half",
    )
    louder: int = _price(
        120, "a headline larger than that of a better story on its page", "more than two jumps"
    )
    alike: int = _price(
        60, "a headline as large as the largest of its page", "more than a jump: each page has one "
        "that leads",
    )  # fmt: skip
    rising: int = _price(
        40, "a headline larger than that of the story above it", "heads fall in size down the page"
    )
    dangling_word: int = _price(
        12,
        "a line of a headline or deck that ends in an article, a preposition, a conjunction",
        "a line a third of which is empty",
        "hundredths",
    )
    lone_word: int = _price(
        50,
        "a last line of one word",
        "a line seven tenths of which are empty",
        "hundredths",
    )
    short_last_line: int = _price(
        12,
        "a last line shorter than a third of the measure",
        "a line a third of which is empty",
        "hundredths",
    )


@dataclass(frozen=True, slots=True)
class PicturePrices:
    """Pictures and pull quotes: left out, cropped, too small or too large."""

    left_out: int = _price(
        600,
        "a story's first picture left out",
        "as much as a house ad of twenty cells; less than a story held over",
    )
    more_left_out: int = _price(
        160, "each other picture of it left out", "nearly three paragraphs cut"
    )
    lead_left_out: int = _price(
        400,
        "the same besides in a story of rank 1 or 2",
        "with left_out two house ads: whatever else gives, pages keep the pictures that lead them",
    )
    crop: int = _price(
        60,
        "a picture cropped away, all of it; in proportion for less: a tenth is 6",
        "a tenth cropped is as bad as three lines more or less of text",
    )
    share: tuple[int, ...] = _price(
        (45, 40, 30, 25),
        "(a measure) what pictures should take of the space of text and pictures together, by rank",
        "see off_share",
        "per cent",
        90,
        1,
    )
    off_share: int = _price(
        200,
        "pictures that miss their share by all of that space; by ten per cent of it: 20",
        "pictures much too small or too large are as dear as a smaller headline",
    )
    stamp: int = _price(
        40,
        "a picture of one column in a story of three or more, which should have more: a stamp",
        "more than a step of the lead's headline",
    )
    columns: tuple[int, ...] = _price(
        (4, 3, 2, 1),
        "(a measure) columns that a story's first picture should have, by rank: half as many an "
        "upright one, one more what the story shows large, one a thumbnail",
        "see narrow",
        "columns", 12, 1,
    )  # fmt: skip
    narrow: tuple[int, ...] = _price(
        (90, 65, 25, 10),
        "each column that it has less, by rank",
        "a lead's picture of one column costs three jumps and more: pages have one that leads",
    )
    loud: int = _price(30, "each column that it has more", "pictures go by news, and not by holes")
    even: int = _price(
        25, "two pictures of a story of which none is twice as large as the other", "half a jump"
    )
    twins: int = _price(
        60, "a picture beside another story's of like size", "more than a jump"
    )  # fmt: skip
    rival: int = _price(
        20,
        "a page's largest picture that is not twice as large as another story's, where its type "
        "can be set otherwise in the same place",
        "less than half a jump",
    )
    dots: int = _price(
        110, "(a measure) dots an inch below which a picture looks coarse", "see coarse",
        "dots", 600, 1,
    )  # fmt: skip
    coarse: int = _price(
        80, "each column that a picture is wider than its dots bear", "a jump and a half"
    )
    quote: int = _price(
        4, "a pull quote taken out of a story to fill a leg", "two lines more or less of text"
    )
    quote_air: int = _price(
        3, "each row of air that a pull quote has more than it needs", "nearly a pull quote"
    )


@dataclass(frozen=True, slots=True)
class LegPrices:
    """Legs of text: how they are filled, how long they are."""

    line: int = _price(
        2,
        "each line more or less than the text has: a paragraph set a line longer or shorter",
        "the unit of make-up: all else is so many of these",
        most=100,
    )
    short: int = _price(
        6, "each leg that ends a line short", "three lines more or less of text", most=100
    )
    long_from: int = _price(
        56, "(a measure) rows from which a leg is long", "see long", "rows", 200, 10
    )
    long: int = _price(1, "each row that a long leg has more", "half a line", most=100)
    unbroken: int = _price(
        60,
        "(a measure) rows of text in which nothing stands out for which a paragraph begins with an "
        "initial, in stretches longer than that by a third (0: none does)",
        "a dollar bill, laid on three columns, seldom lies on text alone",
        "rows",
        400,
    )
    stub_below: int = _price(
        12,
        "(a measure) rows below which a leg is a stub",
        "44 mm of type of the usual size; see stub",
        "rows",
        60,
        5,
    )
    stub: int = _price(8, "each row that a stub lacks", "four lines more or less of text", most=100)
    brief_stub_below: int = _price(
        11,
        "(a measure) rows below which a leg of a story of up to 30 rows, or of briefs, letters or "
        "notices, is a stub",
        "these may have shorter legs than others",
        "rows",
        60,
        5,
    )
    brief_stub: int = _price(
        4, "each row that such a stub lacks", "two lines more or less", most=100
    )
    white: int = _price(
        600,
        "each row beyond the first that a leg stays short once its type is poured",
        "more than any other fault of a page: it is tiled anew",
        most=2_000,
    )
    looser: int = _price(
        60,
        "(pouring) a paragraph set a line longer, to fill a leg",
        "against tighter and spaced alone: which of them is tried first",
        "points of pouring",
    )
    tighter: int = _price(
        90, "(pouring) a paragraph set a line shorter", "dearer than a longer one: it looks dark",
        "points of pouring",
    )  # fmt: skip
    spaced: int = _price(
        150, "(pouring) a row more above a crosshead or divider", "the last to give",
        "points of pouring",
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class TrimPrices:
    """Trimming: what it costs that a story is shortened from its end, and how far that may go. The
    price of one more row grows with what is gone, so that several stories lose a little before one
    loses much."""

    trimmed: int = _price(
        20, "a story shortened at all", "ten lines more or less of text", most=200
    )
    row: tuple[int, ...] = _price(
        (8, 7, 6, 5),
        "the first row of text cut, by rank, where stories are trimmed by rank",
        "three lines more or less; a paragraph of five rows is as dear as a jump",
        most=20,
        least=1,
    )
    row_alike: int = _price(
        6, "the same where stories are trimmed by share, or say themselves what may go", "see row",
        most=20, least=1,
    )  # fmt: skip
    steeper: int = _price(
        400,
        "(a measure) by how much dearer than the first row the last one would be, were all cut",
        "with ours a row costs three times as much once half of a story is gone",
        "per cent",
    )
    allowed: int = _price(
        50, "(a measure) what that costs in a story that says what may go (cut: 2)", "see row",
        "per cent", 100,
    )  # fmt: skip
    least_share: tuple[int, ...] = _price(
        (60, 50, 50),
        "(a measure) what is left of a story at least, by rank, where stories are trimmed by rank",
        "see least_rows: whichever is more",
        "per cent",
        100,
        10,
    )
    least_rows: tuple[int, ...] = _price(
        (40, 25, 15, 8),
        "(a measure) rows of text that are left of a story at least, by rank",
        "see least_share",
        "rows",
        200,
        3,
    )


@dataclass(frozen=True, slots=True)
class JumpPrices:
    """Jumps: when a story continues on another page, and where it is broken off."""

    jump: int = _price(
        50,
        "a jump",
        "25 lines, two decks, a paragraph cut; or 25 per cent of a page that others do not get: "
        "see crowding",
    )
    lesser: int = _price(
        60,
        "the same besides in a story of rank 3 or lower",
        "more than a jump: leads go on elsewhere, others are trimmed",
    )
    short_from: int = _price(
        160, "(a measure) rows of text from which a story is worth a turn of the page", "see short",
        "rows", 400,
    )  # fmt: skip
    short: int = _price(
        2,
        "each row of text that a story which jumps has less",
        "with ours one of 400 words, of rank 3, is trimmed by a third before it jumps",
        most=20,
    )
    crowding: int = _price(
        2,
        "each per cent of a page that a story takes beyond lead_share or page_share; where that "
        "is dearer than a jump, it jumps",
        "with ours a lead jumps that would take more than 45 per cent of page one (20, and 25 for "
        "the jump), any other story that would take more than 92 per cent of a page",
        most=100,
    )
    lead_share: int = _price(
        20, "(a measure) what the lead may take of page one", "see crowding", "per cent", 100
    )
    page_share: int = _price(
        67, "(a measure) what any story may take of a page inside", "see crowding", "per cent", 100
    )
    off_aim: int = _price(
        1,
        "each row of text by which the first part misses what it should have",
        "half a line",
        most=100,
    )
    off_aim_most: int = _price(60, "the same at most, however far it misses", "more than a jump")
    relief: int = _price(
        80,
        "(a measure) rows of text of a turn for which one thing should stand out from it: a "
        "crosshead, a pull quote (0: none need)",
        "see bare",
        "rows",
        400,
    )
    bare: int = _price(
        240,
        "each pull quote that a turn lacks where nothing else stands out and its text has one",
        "nearly five jumps: some rows of a long story are cut for it",
    )


@dataclass(frozen=True, slots=True)
class StoryPrices:
    """Stories: how wide they stand, on which page, and whether at all."""

    narrower: tuple[int, ...] = _price(
        (60, 20),
        "each column that a story is narrower than suits its rank and length, by rank",
        "a lead squeezed by a column is worse than a jump",
    )
    wider: int = _price(
        16, "each column that it is wider than suits it", "a step of a brief's headline"
    )
    held_over: tuple[int, ...] = _price(
        (20_000, 14_000, 10_000, 7_000, 5_000),
        "a story that finds no page, by rank",
        "more than all else a page can cost: nothing is held over to make a page prettier, or "
        "where cuts would give it room",
        most=50_000,
        least=1_000,
    )
    later: int = _price(
        3,
        "each page that a story stands further back in its section: three times as much for rank "
        "1, twice for rank 2, once for rank 3",
        "a lead four pages back is as bad as a deck and a half left out",
        most=100,
    )
    near: int = _price(
        25, "(what it brings) a story near an ad that asks for such stories", "half a jump"
    )
    elsewhere: int = _price(
        120,
        "a story on another page than the editor would rather have it on",
        "two moves: a preference goes before order, and gives way to what spoils a page",
    )
    rather: int = _price(
        80,
        "each other thing that the editor would rather have of a story and that is not so",
        "more than a jump, less than its page: how it looks gives way to what spoils a page; "
        "the dearest gives way to nothing that can be otherwise",
        most=50_000,
    )
    moved: int = _price(
        60, "a story on another page than in the last plan", "more than a jump: little moves"
    )


@dataclass(frozen=True, slots=True)
class PagePrices:
    """Pages of an edition: how they are filled, which stories lead them, and which stand under
    which."""

    misfit: int = _price(
        2,
        "(before pages are tiled) each cell by which its stories are too long or too short for it",
        "a line more or less of text",
        most=100,
    )
    bare_level: int = _price(
        30,
        "(before pages are tiled) each level above the ads for which a page has no story",
        "15 cells that stories miss their page by",
    )
    front: int = _price(
        160, "a section whose best story does not stand on its first page", "three jumps"
    )
    second: int = _price(
        60,
        "page one without a second story beside its lead: two of rank 2 or better, or the two best "
        "of its section",
        "less than two jumps: the lead jumps, or is cut, to make room for it",
    )
    bare_front: int = _price(
        3_000,
        "a section's first page without a story",
        "more than three house ads where none should be",
        most=3_000,
    )
    leader: int = _price(60, "a page without a story of rank 1 or 2", "more than a jump")
    beneath: int = _price(
        45, "a story of better rank under one of worse", "nearly a jump"
    )  # fmt: skip
    lead_beneath: int = _price(150, "the page's best story under another", "three jumps")
    house_ad: int = _price(
        400,
        "each house ad, whatever its size",
        "more than any cut, crop or enlarged picture that does without it",
    )
    house_ad_cell: int = _price(
        10,
        "each cell of it, a column wide and a row deep; less on a page so large that nothing but "
        "house ads would be dearer than a page may be",
        "more than most rows of text that are cut",
        most=20,
    )
    house_ad_alone: int = _price(
        80, "a house ad that reaches up to the head of its page", "eight cells of it"
    )
    house_ad_narrow: int = _price(
        200, "a house ad of one column", "half a house ad, less than a picture left out"
    )
    house_ad_barred: int = _price(
        900,
        "a house ad on page one, on a section's first page, in the top half of a right-hand page",
        "two house ads: there is none, unless there is no other way",
    )
    index_air: int = _price(
        8, "each row of air that the index has more than it needs", "four lines", most=100
    )
    index_wider: int = _price(
        3, "each column of the index more than one", "a line and a half", most=100
    )
    bearable: int = _price(
        40,
        "(a measure) what a page may cost above its stories at their best and is left as it is",
        "less than a jump: a page that costs more exchanges stories with others",
    )


@dataclass(frozen=True, slots=True)
class RailPrices:
    """Briefs that stand together in a rail: from how many on, and how long rails are."""

    least: int = _price(
        3,
        "(a measure) briefs below which a section has no rail, but for those that say they are one",
        "fewer look like stories without a place",
        "stories",
        20,
        1,
    )
    rows: int = _price(
        70, "(a measure) rows of text that a rail should have", "a leg from head to foot",
        "rows", 400, 10,
    )  # fmt: skip
    wider: int = _price(
        60, "each column that a rail of briefs is wider than two", "more than a jump"
    )
    longest: int = _price(
        110,
        "(a measure) rows from which a section has more rails than pages",
        "two legs of a little more than half a page",
        "rows",
        600,
        10,
    )


@dataclass(frozen=True, slots=True)
class AdPrices:
    """Ads: what their places are worth when the book is stacked. Wishes weigh against each other;
    none of them ever costs an ad its place."""

    position: int = _price(
        5_000,
        "(what it brings) an ad's wish that is met: outside, inside, foot, top",
        "two steps and a half of the stack's top",
        most=20_000,
    )
    pyramid: int = _price(
        3_000,
        "a stack that does not fall from the outside of the page to the inside",
        "a step and a half: a pyramid turned inwards, with one step less, is as good as even",
        most=20_000,
    )
    step: int = _price(
        2_000, "each step of its top: an edge that stories must meet", "two fifths of a wish",
        most=20_000,
    )  # fmt: skip
    small_step: int = _price(
        5_000,
        "a step of fewer than low_step rows, or one beside a column with fewer than shallow free",
        "a wish: no story can be made up in it",
        most=20_000,
    )
    low_step: int = _price(
        12, "(a measure) rows below which a step is small", "see small_step", "rows", 60
    )
    shallow: int = _price(
        24, "(a measure) rows below which no more than a brief stands above ads", "see small_step",
        "rows", 100,
    )  # fmt: skip
    most_steps: int = _price(
        20_000, "all steps of a page at most", "four wishes", most=40_000
    )  # fmt: skip
    crowded: int = _price(
        8_000,
        "a whole page of ads beyond the share that its section wants; in proportion for less",
        "an ad of a quarter page too many is as bad as one step",
        most=20_000,
    )
    far_over: int = _price(
        150, "(a measure) beyond the share from which ads crowd a page twice as much",
        "see crowded", "per mille", 1_000,
    )  # fmt: skip
    opener_height: int = _price(
        66, "(a measure) how high ads should reach on such a page at most", "see high_opener",
        "per cent", 100,
    )  # fmt: skip
    high_opener: int = _price(
        6_000,
        "ads on a section's first page that reach above opener_height; with all steps of its top "
        "no more than most_steps",
        "three steps: a section's head and its lead have the top of its first page",
        most=20_000,
    )
    stay_page: int = _price(
        40_000,
        "(what it brings) an ad that stays on the page it had in the last plan",
        "with stay_place more than all that it could gain by moving",
        most=60_000,
    )
    stay_place: int = _price(
        30_000,
        "(what it brings) an ad that also keeps its place on it",
        "more than its wish, a pyramid and all steps together",
        most=60_000,
    )
    rather: int = _price(
        15_000,
        "below this a plan may lose that an ad stands where it rather should",
        "three wishes; less than that another ad leaves its place of the last plan",
        most=60_000,
    )


@dataclass(frozen=True, slots=True)
class AlonePrices:
    """A story printed alone, with its ads and boxes. White comes first: the least of it outweighs
    all that is below it here."""

    hole: int = _price(10, "(white) an empty cell between text and boxes", "ten of an open foot")
    open_foot: int = _price(1, "(white) an empty cell under it all", "the unit of white")
    stub: int = _price(
        100, "(white) each row that a page's shortest leg lacks of stub_below", "ten holes"
    )
    stub_below: int = _price(
        5, "(a measure) rows below which a leg looks like a slip", "see stub", "rows", 10
    )
    short_leg: int = _price(
        25, "each row that a page's shortest leg lacks of short_below", "25 rows of body"
    )
    short_below: int = _price(
        12, "(a measure) rows below which a leg is short", "see short_leg", "rows", 24
    )
    long_leg: int = _price(
        10, "each row that its longest leg has above long_from", "less than half a short one"
    )
    long_from: int = _price(
        60, "(a measure) rows from which a leg is long", "see long_leg", "rows", 200, 10
    )
    many_legs: int = _price(100, "each leg of a page beyond most_legs", "four rows short")
    most_legs: int = _price(
        6, "(a measure) legs that a page may have", "see many_legs", "legs", 20, 1
    )
    growth: int = _price(1, "a row that copyfitting must add to the body", "the unit of wishes")
    uneven_ads: int = _price(
        8, "each row between its deepest ad and the least deep", "ads of a height look planned"
    )
    piled: int = _price(100, "an ad that stands on another", "four rows of a short leg")
    wrong_order: int = _price(
        30, "two ads, or two boxes, that come in another order than written", "more than a side"
    )
    module_down: int = _price(1, "each row that a box stands below the head", "a row of body")
    module_left: int = _price(2, "each column that it stands left of the edge", "two rows down")
    stretch: int = _price(2, "each row that a box is stretched by", "two rows of body")
    most_stretched: int = _price(4, "each row of the most stretched one, again", "even boxes")
    later: int = _price(50, "each page that an ad or box stands further back", "25 columns left")
    off_side: int = _price(
        20,
        "each column between the dearest ad and the side it asks for",
        "less for others",
        least=1,
    )


@dataclass(frozen=True, slots=True)
class LinePrices:
    """Lines of running text, broken as TeX breaks them: the demerits of a line are the square of
    the sum of `line`, its badness and its hyphen, plus `ladder`, `last_hyphen` and
    `short_last_line` where they apply."""

    line: int = _price(
        10, "every line: so that fewer are better among equals", "TeX has 10", "badness", 200
    )
    loose: int = _price(
        100,
        "a line whose spaces give all they may; with the third power of how far they give",
        "more than a hyphen: text is hyphenated before it is loose",
        "badness",
    )
    tight: int = _price(
        400,
        "a line whose spaces and letters are as close as they may be; with the third power of how "
        "close they are",
        "four loose lines: tight ones look dark",
        "badness",
    )
    hyphen: int = _price(
        60, "a hyphen", "a line loose by five sixths of what it may", "badness", 10_000
    )
    name_hyphen: int = _price(
        240, "a hyphen in a capitalised word", "four hyphens: names stay whole", "badness", 10_000
    )
    ladder: int = _price(
        6_000, "a hyphen right under another (there are never three)", "one hyphen, and its line",
        "demerits", 1_000_000,
    )  # fmt: skip
    last_hyphen: int = _price(
        8_000, "a hyphen at the end of the last line but one", "more than a ladder",
        "demerits", 1_000_000,
    )  # fmt: skip
    short_last_line: int = _price(
        200_000,
        "a last line shorter than the indent and two ems",
        "nearly a line whose spaces gape",
        "demerits",
        1_000_000,
    )
    gaping: int = _price(
        250,
        "(a measure) a space that gapes, of a natural one: for such lines words are also broken "
        "where they seldom are",
        "readers see half as much",
        "per cent", 1_000, 100,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Prices:
    """All prices of taste, as a theme has them."""

    ranks: RankPrices = RankPrices()
    heads: HeadPrices = HeadPrices()
    pictures: PicturePrices = PicturePrices()
    legs: LegPrices = LegPrices()
    trims: TrimPrices = TrimPrices()
    jumps: JumpPrices = JumpPrices()
    stories: StoryPrices = StoryPrices()
    pages: PagePrices = PagePrices()
    rails: RailPrices = RailPrices()
    ads: AdPrices = AdPrices()
    alone: AlonePrices = AlonePrices()
    lines: LinePrices = LinePrices()


OUR_PRICES = Prices()
"""What things cost where a theme says nothing."""


def by_rank(prices: tuple[int, ...], rank: int) -> int:
    """The price of a rank (1 is the lead): the last one is that of all lower ranks."""
    return prices[min(rank, len(prices)) - 1]


def of_jump(prices: JumpPrices, rank: int, rows: int) -> int:
    """The price, in points, of the jump of a story of a rank, with `rows` rows of text: the
    shorter, the dearer.

    >>> of_jump(JumpPrices(), 1, 200), of_jump(JumpPrices(), 3, 150)
    (50, 130)
    """
    lesser = prices.lesser if rank >= _LESSER else 0
    return prices.jump + lesser + prices.short * max(0, prices.short_from - rows)


def price_tags() -> Mapping[str, Mapping[str, PriceTag]]:
    """The tags of all prices, by group and name."""
    return {
        group.name: {
            one.name: one.metadata[_TAG] for one in fields(getattr(OUR_PRICES, group.name))
        }
        for group in fields(Prices)
    }


@dataclass(frozen=True, slots=True)
class Clash:
    """Prices of a group that cannot hold together: the name of the one to change, what is wrong,
    and what to write."""

    group: str
    name: str
    message: str
    remedy: str


def contradictions(prices: Prices) -> Iterator[Clash]:
    """What would break a promise: that no wish costs an ad its place, that an ad which can stay
    stays, that a small step is no better than a larger one."""
    ads, alone = prices.ads, prices.alone
    shape = ads.pyramid + ads.most_steps
    moving = ads.position + 2 * shape + 2 * ads.crowded
    if ads.small_step < ads.step:
        yield _too_low("small_step", ads.step, "at least step")
    if ads.most_steps < ads.small_step:
        yield _too_low("most_steps", ads.small_step, "at least small_step")
    if ads.stay_place <= ads.position + shape:
        sum_ = ads.position + shape + 1
        yield _too_low("stay_place", sum_, "more than position, pyramid and most_steps together")
    if ads.stay_page + ads.stay_place <= moving:
        least = moving - ads.stay_place + 1
        yield _too_low("stay_page", least, "with stay_place more than all that moving could gain")
    staying = ads.stay_page + ads.stay_place + moving
    if staying >= LEAST_WORTH:
        message = f"all wishes of an ad come to {staying:,}, as much as its place ({LEAST_WORTH:,})"
        yield Clash("ads", "stay_page", message, "make stay_page or others smaller")
    if alone.short_below < alone.stub_below:
        message = f"short_below must be at least stub_below ({alone.stub_below})"
        hint = f"write short_below = {alone.stub_below} or more"
        yield Clash("alone", "short_below", message, hint)


def _too_low(name: str, least: int, what: str) -> Clash:
    return Clash(
        "ads", name, f"{name} must be {what} ({least:,})", f"write {name} = {least} or more"
    )
