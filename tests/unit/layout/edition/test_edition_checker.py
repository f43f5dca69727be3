"""The checker finds nothing wrong with a clean edition, counts it rightly, and can fail: in text,
jumps, legs, white, hierarchy and index, each broken in one place."""

from dataclasses import replace

import pytest
from support.editions.checker import figures, problems_of, read_edition
from support.editions.forgery import GRID, LEADING, Forger, printed

from layout.page.document import Fragment, Page
from layout.page.rect import Rect
from layout.story.block import Paragraph, Quote
from layout.story.run import plain
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.theme import load_theme
from slots.finding import Finding, Severity

pytestmark = pytest.mark.slow

THEME = load_theme()
FOUNDRY = Foundry(THEME.fallback)


@pytest.fixture(scope="module")
def clean(tmp_path_factory):
    return Forger(THEME, FOUNDRY, tmp_path_factory.mktemp("pictures")).forge()


@pytest.fixture
def problems(tmp_path):
    """What the checker says of an edition, once it is printed."""

    def check(forgery, told=None):
        """`told` is what the checker is told, where that is not what is printed."""
        pdf = printed(forgery, THEME, FOUNDRY, tmp_path)
        said = told or forgery
        edition = read_edition(pdf, said.document, said.stories, said.book, said.pages, said.plan)
        return problems_of(edition)

    return check


def changed(page: Page, role: str, story: str, change, which: int = 0) -> Page:
    """The page with one fragment of a role and story changed, or taken away (None)."""
    found = [f for f in page.fragments if (f.role, f.story) == (role, story)][which]
    fragments = [change(f) if f is found else f for f in page.fragments]
    return replace(page, fragments=tuple(f for f in fragments if f is not None))


def moved(fragment: Fragment, right: int = 0, down: int = 0) -> Fragment:
    lines = tuple(
        replace(line, x=line.x + right, baseline=line.baseline + down) for line in fragment.lines
    )
    rect = fragment.rect
    return replace(
        fragment, lines=lines, rect=Rect(rect.x + right, rect.y + down, rect.width, rect.height)
    )


def retyped(fragment: Fragment, text: str, style: str) -> Fragment:
    from support.press.sample_documents import set_line, words_of

    line = set_line(words_of(text, THEME.styles[style], FOUNDRY), fragment.rect.width)
    return replace(fragment, lines=(replace(fragment.lines[0], line=line),))


def one(found, text: str) -> str:
    """The problem that says a text; all are told where there is none."""
    hits = [problem for problem in found if text in problem]
    assert hits, found
    return hits[0]


def test_a_clean_edition_is_clean_and_counted(clean, tmp_path):
    pdf = printed(clean, THEME, FOUNDRY, tmp_path)
    read = read_edition(pdf, clean.document, clean.stories, clean.book, clean.pages, clean.plan)
    assert problems_of(read) == ()
    counted = figures(read)
    assert round(counted.house, 4) == round(2 * 8 / cells_of_holes(clean), 4)
    assert counted.white == 0 and counted.legs == 16 and counted.jumps == 1
    assert counted.words == counted.words_found > 800
    assert counted.stories == ((1, 2), (2, 1), (3, 1), (4, 1))
    assert (counted.widows, counted.orphans, counted.legs_short, counted.legs_shorter) == (0,) * 4


def cells_of_holes(forgery) -> int:
    """Rows below the folio times columns, without the ads."""
    ads = sum(place.columns * place.rows for place in forgery.plan.places)
    return 4 * 30 * 4 - ads


# --- text -------------------------------------------------------------------------------------


def test_a_lost_line_is_missed(clean, problems):
    page = changed(clean.page(2), "body", "tides", lambda f: replace(f, lines=f.lines[:-1]), 2)
    found = problems(clean.with_page(page))
    assert "the source has" in one(found, "story tides, page 2: body")


def test_a_word_printed_twice_is_seen(clean, problems):
    page = clean.page(2)
    again = next(f for f in page.fragments if f.role == "headline")
    more = replace(again, rect=again.rect, lines=moved(again, 200_000).lines)
    assert "head" in one(
        problems(clean.with_page(replace(page, fragments=(*page.fragments, more)))), "story tides"
    )


def test_legs_in_the_wrong_order_are_not_the_story(clean, problems):
    page = clean.page(2)
    step = GRID.columns[1][0] - GRID.columns[0][0]

    def swapped(f: Fragment) -> Fragment:
        column = (f.rect.x - GRID.live.x + 1_000) // step
        away = {0: step, 1: -step}.get(column, 0)
        return moved(f, away) if f.role == "body" else f

    page = replace(page, fragments=tuple(map(swapped, page.fragments)))
    one(problems(clean.with_page(page)), "story tides, page 2: body")


def test_a_story_that_is_missing_and_one_that_is_unknown(clean, problems):
    page = clean.page(4)
    kept = tuple(f for f in page.fragments if f.story != "rowers")
    found = problems(clean.with_page(replace(page, fragments=kept, legs=())))
    one(found, "story rowers: is not in the edition")
    told = replace(clean, stories=clean.stories[:-1])
    one(problems(clean, told), "story rowers: is on the pages, but not among the stories")


def test_paragraphs_are_cut_only_where_it_is_told_and_the_writer_lets_them_go(clean, problems):
    story = next(s for s in clean.stories if s.slug == "tides")
    longer = replace(story, body=(*story.body, Paragraph(plain("One more of them."))))
    silent = clean.with_story(longer)
    one(problems(silent), "story tides, page 2: body")
    assert problems(naming(silent, 4)) == ()
    one(problems(naming(silent, 5)), "story tides, page 2: body")
    assert problems(naming(clean.with_story(replace(longer, cut=1)), 4)) == ()
    one(problems(naming(clean.with_story(replace(longer, cut=0)), 4)), "story tides, page 2: body")


def naming(forgery, words: int):
    """The edition, saying that so many words of a story are not printed."""
    message = f'"tides" is printed without its last paragraph, {words} of 99 words: why'
    finding = Finding("shortened", Severity.INFO, message)
    return replace(forgery, document=replace(forgery.document, findings=(finding,)))


@pytest.mark.parametrize("pulled, what", [(True, "pull quote"), (False, "body")])
def test_what_a_story_quotes_may_not_go(clean, problems, pulled, what):
    story = next(s for s in clean.stories if s.slug == "tides")
    quote = Quote((plain("Higher than ever"),), pulled=pulled)
    quoted = replace(story, body=(story.body[0], quote, *story.body[1:]))
    one(problems(clean.with_story(quoted)), f"story tides, page 2: {what}")


def test_a_deck_may_go_a_byline_may_not(clean, problems):
    story = next(s for s in clean.stories if s.slug == "tides")
    assert problems(clean.with_story(replace(story, deck=plain("Water everywhere")))) == ()
    page = changed(clean.page(2), "byline", "tides", lambda f: None)
    one(problems(clean.with_page(page)), "story tides, page 2: head")


def test_words_run_together_are_told(clean, problems):
    page = clean.page(2)
    body = next(f for f in page.fragments if f.role == "body")
    whole = body.lines[0].line
    line = replace(whole, space=0, extra=0)
    told = replace(body, lines=(replace(body.lines[0], line=line), *body.lines[1:]))
    page = replace(page, fragments=tuple(told if f is body else f for f in page.fragments))
    one(problems(clean.with_page(page)), "words run together or apart")


def test_what_no_line_of_the_document_has_is_a_stray(clean, problems):
    page = changed(clean.page(2), "byline", "tides", lambda f: None)
    one(problems(clean, clean.with_page(page)), "belongs to nothing")
    one(problems(clean.with_page(page), clean), "cannot be read")


def test_a_cutline_without_its_picture_and_a_picture_without_its_cutline(clean, problems):
    page = changed(clean.page(1), "cutline", "bakery", lambda f: None)
    one(problems(clean.with_page(page)), "1 pictures, but 0 have their cutline")
    page = changed(clean.page(1), "cutline", "bakery", lambda f: retyped(f, "A spade", "cutline"))
    one(problems(clean.with_page(page)), "is in no picture")


# --- jumps ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "text", "said"),
    [
        (1, "Continued on page 4", "“Continued on page 3” is missing"),
        (3, "From page 2", "“From page 1” is missing"),
    ],
)
def test_a_jump_line_with_a_wrong_page(clean, problems, number, text, said):
    page = changed(clean.page(number), "jump", "", lambda f: retyped(f, text, "jump"))
    one(problems(clean.with_page(page)), said)


def test_a_jump_line_that_is_missing_or_elsewhere(clean, problems):
    page = changed(clean.page(1), "jump", "", lambda f: None)
    assert "nothing" in one(problems(clean.with_page(page)), "“Continued on page 3” is missing")
    page = changed(clean.page(1), "jump", "", lambda f: moved(f, 0, -31 * LEADING))
    found = problems(clean.with_page(page))
    one(found, "“Continued on page 3” is missing")
    one(found, "belongs to no story that jumps")


def test_a_story_that_may_not_jump(clean, problems):
    story = replace(clean.stories[0], jump=False)
    one(problems(clean.with_story(story)), "which it does not allow")


def test_a_part_of_three_lines_is_too_short(clean, problems):
    page = clean.page(3)
    kept = tuple(f for f in page.fragments if f.story != "ferry")
    few = next(f for f in page.fragments if f.story == "ferry")
    few = replace(few, lines=few.lines[:3])
    found = problems(clean.with_page(replace(page, fragments=(*kept, few))))
    one(found, "only 3 lines on this side of the jump")


# --- legs and white ---------------------------------------------------------------------------


def test_a_short_leg_is_measured_in_the_pdf(clean, problems):
    page = clean.page(2)
    first = [f for f in page.fragments if f.role == "body"][3]
    lower = replace(page, fragments=tuple(f for f in page.fragments if f is not first))
    found = problems(clean.with_page(lower))
    one(found, "page 2, column 1, tides: its leg is 4 lines short")
    one(found, "16 of 16 rows are said to be filled, the PDF shows 12")
    one(found, "page 2, column 1: 4 rows are white from row 20 on")


def test_a_house_ad_above_a_story(clean, problems):
    page = clean.page(4)
    box = page.boxes[0]
    higher = Rect(box.rect.x, GRID.row_top(12), box.rect.width, 60_000)
    page = replace(page, boxes=(replace(box, rect=higher),))
    one(problems(clean.with_page(page)), "house ad house-1 stands above the story rowers")
    top = Rect(box.rect.x, GRID.live.y, box.rect.width, 2 * LEADING)
    page = replace(page, boxes=(replace(box, rect=top),))
    one(problems(clean.with_page(page)), "house ad house-1 has no story above it")


def test_a_widow_and_an_orphan(clean, problems):
    page = clean.page(2)
    body = [f for f in page.fragments if f.role == "body"]
    first, second = body[3], body[4]  # the foot of column 1, the head of column 2
    joined = replace(first, paragraph=second.paragraph, lines=first.lines[3:])
    page = replace(page, fragments=tuple(joined if f is first else f for f in page.fragments))
    one(problems(clean.with_page(page)), "page 2, tides: orphan")
    joined = replace(second, paragraph=first.paragraph, lines=second.lines[:1])
    page = replace(
        clean.page(2),
        fragments=tuple(joined if f is second else f for f in clean.page(2).fragments),
    )
    one(problems(clean.with_page(page)), "page 2, tides: widow")


def test_a_ladder_of_four_hyphens(clean, problems):
    def hyphened(f: Fragment) -> Fragment:
        from support.press.sample_documents import set_line, words_of

        style = THEME.styles["body"]
        line = set_line(words_of("A line that ends in hyph-", style, FOUNDRY), f.rect.width)
        return replace(f, lines=tuple(replace(placed, line=line) for placed in f.lines))

    page = changed(clean.page(2), "body", "tides", hyphened)
    one(problems(clean.with_page(page)), "4 hyphens one below the other")


# --- hierarchy and index ----------------------------------------------------------------------


def test_a_headline_larger_than_the_leads(clean, problems):
    page = changed(
        clean.page(1), "headline", "bakery", lambda f: retyped(f, "Bakery wins", "headline_24")
    )
    found = one(problems(clean.with_page(page)), "page 1: the headline of bakery")
    assert "larger than 18" in found


def test_two_headlines_that_read_as_one(clean, problems):
    page = changed(
        clean.page(1), "headline", "bakery", lambda f: retyped(f, "Bakery wins", "headline_18")
    )
    one(problems(clean.with_page(page)), "stand side by side in 18 pt")


def test_a_lead_that_is_not_at_the_head(clean, problems):
    story = next(s for s in clean.stories if s.slug == "bakery")
    page = clean.page(1)
    down = tuple(
        moved(f, 0, 4 * LEADING) if f.role in ("headline", "byline") and f.story == "ferry" else f
        for f in page.fragments
    )
    assert story.rank == 3
    one(problems(clean.with_page(replace(page, fragments=down))), "the lead ferry begins in row")


def test_a_picture_on_an_ad(clean, problems):
    page = clean.page(2)
    picture = clean.page(1).images[0]
    ad = page.images[0].rect
    stands = replace(picture, rect=Rect(ad.x, ad.y - 10_000 - 60_000, ad.width, 60_000))
    found = problems(clean.with_page(replace(page, images=(*page.images, stands))))
    one(found, "page 2: the picture bakery-1 of bakery sits on an ad")
    one(found, "overlap")


@pytest.mark.parametrize(
    ("style", "text", "said"),
    [
        ("index_page", "4", "the index has Sport on page 4, it begins on page 3"),
        ("index_section", "Spurt", "does not name the section Sport"),
        ("index_entry", "Nobody won", "is no story's headline"),
        ("index_entry", "Rowers to train…", "the index has rowers on page 3, it is on 4"),
    ],
)
def test_an_index_that_is_wrong(clean, problems, style, text, said):
    which = ["index_head", "index_section", "index_entry", "index_page"].index(style)
    page = changed(clean.page(1), "index", "", lambda f: retyped(f, text, style), which)
    one(problems(clean.with_page(page)), said)


def test_an_index_that_is_missing(clean, problems):
    page = clean.page(1)
    kept = tuple(f for f in page.fragments if f.role != "index")
    one(problems(clean.with_page(replace(page, fragments=kept))), "there is no index")
