"""Fewer ads in shorter stories: how many stand, why no more, and what is measured again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.placement.small_cases import case_of, paragraphs, rules_of

from slots.audit.measure_again import audit
from slots.placing.place import place
from slots.rules.spacing import FewerAds, parse_fewer
from slots.strip.content import About

NAMES = ["a-1", "a-2", "a-3"]


def placed(page, count, **more):
    """A case of so many paragraphs of 50 words, its decision, and the rules that refuse."""
    case = case_of(rules_of(page, a={}), NAMES, paragraphs(count), **more)
    decision = place(case)
    assert audit(case, decision) == ()
    told = {str(each.rule) for each in decision.refusals}
    return len(decision.placements), told


@pytest.mark.parametrize(
    ("count", "stand"), [(11, 2), (12, 3), (3, 1)], ids=["under 600", "600", "under 200"]
)
def test_a_story_has_as_many_ads_as_its_words_allow(count, stand):
    page = {"fewer_ads": ["2 under 600 words", "1 under 200 words"], "max_ads": 3}
    found, told = placed(page, count)
    assert found == stand
    assert ("fewer_ads" in told) == (stand < 3)


def test_words_that_are_said_of_a_story_count_for_more_than_those_of_its_copy():
    page = {"fewer_ads": ["1 under 600 words"]}
    assert placed(page, 6)[0] == 1
    assert placed(page, 6, about=About(words=2_000))[0] == 3


def test_the_audit_finds_one_too_many():
    case = case_of(rules_of({}, a={}), NAMES, paragraphs(6))
    strict = replace(case, rules=rules_of({"fewer_ads": ["1 under 600 words"]}, a={}))
    assert [each.rule for each in audit(strict, place(case))] == ["fewer_ads"]


@pytest.mark.parametrize(
    "text", ["2", "2 under 600", "two under 600 words", "2 under 0 words", "2 over 9 words"]
)
def test_what_is_no_such_rule_is_refused_with_an_example(text):
    with pytest.raises(ValueError, match="2 under 600 words"):
        parse_fewer(text)


def test_it_is_written_as_it_is_read():
    assert parse_fewer(" 2  UNDER 600 words") == FewerAds(2, 600)
    assert str(FewerAds(0, 1)) == "0 under 1 word"
