"""Laws of ranks that nobody gave, for whatever stories come."""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from layout.publication.ranking import Candidate, RankRules, ranks_of
from slots.prices_of_taste import RankPrices

PRICES = RankPrices()
DAY = datetime.date(2026, 11, 26)
RULES = RankRules(DAY, ("News", "Sport"), PRICES)
DAYS = st.none() | st.integers(-2, 40).map(lambda age: DAY - datetime.timedelta(days=age))
RANKS = st.none() | st.integers(1, 6)
SECTIONS = st.sampled_from(["News", "Sport", "", "Elsewhere"])


@st.composite
def candidates(draw, ranks=RANKS) -> list[Candidate]:
    """Stories of an edition, no two of one name."""
    slugs = draw(st.lists(st.text("abcdef", min_size=1, max_size=4), unique=True, max_size=40))
    story = st.builds(
        Candidate, st.just(""), SECTIONS, ranks, st.integers(0, 2_000), *[st.booleans()] * 2, DAYS
    )
    return [replace(draw(story), slug=slug) for slug in slugs]


def all_ranks(stories: list[Candidate], rules: RankRules = RULES) -> dict[str, int]:
    """The rank of each, given or not, by slug."""
    found = zip(stories, ranks_of(stories, rules), strict=True)
    return {one.slug: own.rank if own else one.rank or 0 for one, own in found}


def home(story: Candidate) -> str:
    return story.section if story.section in RULES.sections else RULES.sections[0]


def leads_with_something(story: Candidate) -> bool:
    return story.words >= PRICES.brief_below and story.leads


@given(candidates())
def test_a_rank_that_was_given_is_kept_and_every_other_story_has_one(stories):
    for one, own in zip(stories, ranks_of(stories, RULES), strict=True):
        assert (own is None) == (one.rank is not None)
        assert own is None or (own.rank in (1, 2, 3, 4) and own.why)


@given(candidates())
def test_a_section_has_one_lead_if_it_has_anything_to_lead_with(stories):
    ranks = all_ranks(stories)
    for section in RULES.sections:
        own = [one for one in stories if home(one) == section]
        given_leads = [one for one in own if one.rank == 1]
        could = [one for one in own if one.rank is None and leads_with_something(one)]
        leads = [one for one in own if ranks[one.slug] == 1]
        assert len(leads) == (len(given_leads) or min(1, len(could)))


@given(candidates(ranks=st.none()))
def test_where_nobody_ranked_the_spread_is_as_the_prices_say(stories):
    ranks = all_ranks(stories)
    for section in RULES.sections:
        own = [one for one in stories if home(one) == section]
        counts = Counter(ranks[one.slug] for one in own)
        news = sum(map(leads_with_something, own))
        assert counts[4] == len(own) - news
        assert counts[1] == min(1, news)
        assert counts[2] == max(0, -(-(news - 1) // PRICES.each_second))


@given(candidates(), candidates())
def test_one_story_more_changes_two_other_ranks_at_most_and_those_in_its_section(stories, more):
    taken = {one.slug for one in stories}
    before = all_ranks(stories)
    for added in (one for one in more if one.slug not in taken):
        after = all_ranks([*stories, added])
        changed = [one for one in stories if before[one.slug] != after[one.slug]]
        assert len(changed) <= 2
        assert all(home(one) == home(added) for one in changed)


@given(candidates(), st.randoms())
def test_the_order_in_which_stories_come_does_not_matter(stories, random):
    other = random.sample(stories, len(stories))
    assert all_ranks(stories) == all_ranks(other)


@given(candidates(ranks=st.none()), st.data())
def test_no_story_is_ranked_lower_for_being_newer_longer_or_pictured(stories, data):
    if not stories:
        return
    at = data.draw(st.integers(0, len(stories) - 1))
    old = stories[at]
    better = replace(
        old,
        words=old.words + data.draw(st.integers(0, 500)),
        pictured=True,
        date=old.date and min(DAY, old.date + datetime.timedelta(days=1)),
    )
    if old.date and old.date > DAY:
        better = replace(better, date=old.date)
    improved = [*stories[:at], better, *stories[at + 1 :]]
    assert all_ranks(improved)[old.slug] <= all_ranks(stories)[old.slug]


@given(candidates())
def test_without_a_day_the_newest_story_says_it(stories):
    newest = max((one.date for one in stories if one.date), default=None)
    rules = replace(RULES, day=None)
    assert all_ranks(stories, rules) == all_ranks(stories, replace(RULES, day=newest))
