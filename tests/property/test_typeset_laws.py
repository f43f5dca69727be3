"""Laws of typesetting: nothing lost, lines exact, breaks as good as brute force, always an end."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from support.placement.drawn_prices import drawn_prices

from layout.story.run import Emphasis, Run, plain, text_of
from layout.typeset.breaks import break_paragraph as kp
from layout.typeset.breaks.break_paragraph import WHOLE, Break, Measures
from layout.typeset.breaks.hyphenate import hyphenator
from layout.typeset.breaks.spread_spaces import set_lines
from layout.typeset.set_text import Compositor, compositor, set_display, set_text
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.set_line import Ending, inked, joined
from layout.typeset.words.shaped_word import Word, offsets_in
from layout.typeset.words.theme import load_theme
from layout.typeset.words.tokens import GLUED, Tokens, tokenize
from slots.prices_of_taste import OUR_PRICES, LinePrices

OURS = OUR_PRICES.lines

WORDS = (
    "the mayor of Guayaquil said international organizations plan a well-known on-line office "
    "U.S. “drug cartels,” 1,204 años transportation — migration/asylum it’s efficient flight"
).split()


@cache
def by() -> Compositor:
    theme = load_theme()
    return compositor(theme, Foundry(theme.fallback), "en")


words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=40)
anything = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cf", "Zl", "Zp")), max_size=200
)
emphases = st.sampled_from([*Emphasis, Emphasis.NONE, Emphasis.BOLD | Emphasis.ITALIC])
rich = st.lists(
    st.tuples(st.lists(st.sampled_from(WORDS), min_size=1, max_size=8), emphases, st.booleans()),
    min_size=1,
    max_size=6,
).map(
    lambda parts: tuple(
        Run(" ".join(part) + (" " if spaced else ""), emphasis) for part, emphasis, spaced in parts
    )
)
measures = st.integers(40_000, 400_000)
MOST_PLACES = 14  # two to the power of this many paragraphs are tried by brute force


def folded(text: str) -> str:
    return " ".join(text.replace("\u00ad", "").split())


@given(rich, measures, st.integers(-1, 1))
def test_lines_joined_are_the_copy(runs: tuple[Run, ...], measure: int, looseness: int) -> None:
    lines = set_text(runs, Measures(measure), by().style("body"), by(), looseness)
    assert joined(lines) == folded(text_of(runs))


@given(anything, st.integers(1_000, 200_000))
def test_any_text_at_any_measure_ends_and_is_kept(text: str, measure: int) -> None:
    lines = set_text(plain(text), Measures(measure), by().style("body"), by())
    assert "".join(joined(lines).split()) == "".join(text.replace("\u00ad", "").split())


@given(words, measures, st.integers(0, 3))
def test_justified_lines_fill_their_measure(copy: list[str], measure: int, narrow: int) -> None:
    beside = Measures(measure, ((measure // 4, measure - measure // 4),) * narrow)
    lines = set_text(plain(" ".join(copy)), beside, by().style("body"), by())
    for line in lines:
        gaps = sum(not word.tight for word in line.words[:-1])
        set_width = inked(line.words, line.scale, line.letters) + line.space * gaps + line.extra
        assert line.width == set_width
        assert 0 <= line.extra < max(gaps, 1) and 980 <= line.scale <= 1020
        assert -15 <= line.letters <= 15
        if line.ending is not Ending.LAST and gaps:
            assert line.indent + line.width == measure


@given(words, st.integers(80_000, 400_000))
def test_no_ladder_of_hyphens_is_higher_than_the_limit(copy: list[str], measure: int) -> None:
    style = by().style("body")
    tokens = tokenize(plain(" ".join(copy)), style, by().foundry)
    broken = kp.break_lines(tokens, Measures(measure), style, by().hyphens)
    ladder = 0
    for stop in broken.breaks:
        ladder = ladder + 1 if stop.character != WHOLE else 0
        assert ladder <= kp.LADDER


@given(words, measures)
def test_display_type_is_never_wider_than_its_measure_nor_hyphenated(
    copy: list[str], measure: int
) -> None:
    lines = set_display(plain(" ".join(copy)), measure, by().style("headline_24"), by())
    assert joined(lines) == " ".join(copy)
    for line in lines:
        assert line.ending is not Ending.HYPHEN
        assert line.width <= measure or len(line.words) == 1


@given(words, st.integers(60_000, 300_000))
def test_display_type_takes_as_few_lines_as_greedy_breaking(copy: list[str], measure: int) -> None:
    style = by().style("deck")
    tokens = tokenize(plain(" ".join(copy)), style, by().foundry)
    if max(word.width for word in tokens.words) > measure:
        return
    space = kp.space_of(style, tokens.words[0])
    greedy, width = 1, 0
    for first, word in enumerate(tokens.words):
        joint = 0 if first and tokens.joins[first - 1] else space
        step = word.width if not width else width + joint + word.width
        if width and step > measure:
            greedy, step = greedy + 1, word.width
        width = step
    assert len(set_display(plain(" ".join(copy)), measure, style, by())) == greedy


# --- Optimality: a brute force over all sets of breaks, from the definitions. ------------------


def all_breaks(tokens: Tokens) -> list[Break]:
    """Every place where a line may end, in order, the last one ends the text."""
    places = []
    for index, word in enumerate(tokens.words):
        for _, _, _, character, _, _ in by().hyphens.of(word, by().style("body")):
            places.append(Break(index, character))
        if tokens.joins[index] != GLUED:
            places.append(Break(index))
    return places


def letters_of(word: Word, characters: int | None = None, hyphen: bool = False) -> float:
    """What the letters of a word (its first ones) give, with a hyphen perhaps."""
    style, offsets = by().style("body"), offsets_in(word)
    width = word.width if characters is None else offsets[characters]
    glyphs = [at for at in word.clusters if characters is None or at < characters]
    if hyphen:
        width += word.face.hyphen * word.size // word.face.upem
    ems = (len(glyphs) + hyphen) * word.size
    return width * style.scaling / 1000 + ems * style.letterspacing / 1000


def ratio_of(natural: int, gives: tuple[int, float], measure: int, last: bool) -> float | None:
    """How far a line is from its natural width by what its spaces and letters give; None if it
    cannot be set."""
    slack = measure - natural
    spaces, letters = gives
    if slack < 0:
        room = spaces * kp.SHRINK + letters
        return None if -slack > room else -slack / (room + 1.0)
    if last:
        return 0.0
    if natural < measure * kp.FLOOR:
        return None
    return slack / (spaces * kp.STRETCH + letters + 1.0)


def demerits(
    tokens: Tokens, breaks: tuple[Break, ...], measure: int, hyphens: kp.Candidates
) -> float | None:
    """What a paragraph costs by `break_paragraph`; None if a line cannot be set."""
    prices = hyphens.prices
    style = by().style("body")
    space = kp.space_of(style, tokens.words[0])
    total, ladder = 0.0, 0
    for before, stop in pairwise((None, *breaks)):
        token, skipped = 0, 0
        if before is not None and before.character == WHOLE:
            token = before.token + 1
        elif before is not None:
            token = before.token
            skipped = next(
                c[1] for c in hyphens.of(tokens.words[token], style) if c[3] == before.character
            )
        assert stop is not None
        word = tokens.words[stop.token]
        whole = (word.width, 0, 0.0, WHOLE)
        end = next(c for c in (*hyphens.of(word, style), whole) if c[3] == stop.character)
        inner = range(token, stop.token)
        gaps = sum(1 for i in inner if tokens.joins[i] == 0)
        natural = sum(tokens.words[i].width for i in inner) + gaps * space + end[0] - skipped
        last = stop is breaks[-1]
        letters = sum(letters_of(tokens.words[i]) for i in inner)
        letters += letters_of(word, *((stop.character, True) if end is not whole else ()))
        if skipped and before is not None:
            letters -= letters_of(tokens.words[token], before.character)
        ratio = ratio_of(natural, (gaps * space, letters), measure, last)
        if ratio is None:
            return None
        price = prices.tight if natural > measure and prices.loose else prices.loose
        total += (prices.line + price * ratio**3 + end[2]) ** 2
        if stop.character != WHOLE:
            total += prices.ladder if ladder else 0
            ladder += 1
            if ladder > kp.LADDER:
                return None
        else:
            if last:
                total += prices.last_hyphen if ladder else 0
                total += prices.short_last_line if natural < style.indent + 2 * style.size else 0
            ladder = 0
    return total


def subsets(places: list[Break]) -> list[tuple[Break, ...]]:
    *inner, end = places
    return [
        (*(place for bit, place in enumerate(inner) if mask >> bit & 1), end)
        for mask in range(1 << len(inner))
    ]


@settings(max_examples=40)
@given(
    st.lists(st.sampled_from(WORDS), min_size=2, max_size=7),
    st.integers(70_000, 140_000),
    st.one_of(st.just(OURS), drawn_prices(OURS, "lines")),
)
def test_breaks_are_as_good_as_brute_force(
    copy: list[str], measure: int, prices: LinePrices
) -> None:
    hyphens = kp.Candidates(hyphenator("en"), prices)
    style = by().style("body")
    tokens = tokenize(plain(" ".join(copy)), style, by().foundry)
    places = all_breaks(tokens)
    assume(len(places) <= MOST_PLACES)
    broken = kp.break_lines(tokens, Measures(measure), style, hyphens)
    ways = [demerits(tokens, each, measure, hyphens) for each in subsets(places)]
    costs = [cost for cost in ways if cost is not None]
    if broken.emergency:
        assert not costs
    else:
        found = demerits(tokens, broken.breaks, measure, hyphens)
        assert found is not None and abs(found - min(costs)) <= 1e-6 * max(1.0, min(costs))


@given(words, measures)
def test_same_input_same_lines_in_another_foundry(copy: list[str], measure: int) -> None:
    theme = load_theme()
    other = compositor(theme, Foundry(theme.fallback), "en")
    text = plain(" ".join(copy))
    first = set_text(text, Measures(measure), by().style("body"), by())
    again = set_text(text, Measures(measure), other.style("body"), other)
    key = [
        (line.text, line.space, line.extra, line.scale, line.letters, line.indent) for line in first
    ]
    assert key == [
        (line.text, line.space, line.extra, line.scale, line.letters, line.indent) for line in again
    ]


@given(words, st.integers(90_000, 300_000))
def test_looseness_gives_the_line_count_or_stays_near(copy: list[str], measure: int) -> None:
    style = by().style("body")
    tokens = tokenize(plain(" ".join(copy)), style, by().foundry)
    best = kp.break_lines(tokens, Measures(measure), style, by().hyphens)
    looser = kp.break_lines(tokens, Measures(measure), style, by().hyphens, 1)
    assert len(best.breaks) <= len(looser.breaks) <= len(best.breaks) + 1
    lines = set_lines(looser, Measures(measure), style, by().foundry)
    assert joined(lines) == " ".join(copy)


long_words = st.lists(st.sampled_from([*WORDS, "<b>onclick='canary9137()'</b>" * 3]), max_size=9)


@pytest.mark.slow
@settings(max_examples=25)
@given(long_words, st.integers(40_000, 120_000), st.sampled_from((-1, 1, 2)))
def test_lines_that_no_choice_needs_are_not_tried_in_an_emergency(
    copy: list[str], measure: int, looseness: int
) -> None:
    style, narrow = by().style("body"), Measures(measure)
    tokens = tokenize(plain(" ".join((*copy, "i" * 80))), style, by().foundry)
    made = kp.break_lines(tokens, narrow, style, by().hyphens, looseness)
    assert made.emergency
    every = kp._Pass(made.tokens, narrow, style, by().hyphens).run(True, True)
    chosen = kp._trace(kp._choose(every, looseness))
    places = [(each.token, each.character) for each in chosen]
    assert places == [(each.token, each.character) for each in made.breaks]
    nodes = kp._Pass(made.tokens, narrow, style, by().hyphens, len(made.breaks)).run(True, True)
    assert 0 < len(nodes) < len(every)


@given(words, st.integers(60_000, 300_000))
def test_ragged_lines_are_never_wider_than_their_measure(copy: list[str], measure: int) -> None:
    lines = set_text(plain(" ".join(copy)), Measures(measure), by().style("list"), by())
    for line in lines:
        assert line.width <= measure or len(line.words) == 1
