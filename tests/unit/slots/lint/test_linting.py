"""newsgrid check on a publication: rules that never hold on its own stories."""

import json

import pytest

from layout.desk.command import main

TEXT = "The ferry crossed the bay at seven with forty people, two goats and the post on board.\n\n"
RULES = """\
[page]
density = "30%"

[slot.inline]
holds    = "ad"
takes    = ["google-ad"]
sizes    = ["200x50"]
label    = "Advertisement"
min      = 1
min_from = "100 words"
max      = 2
"""


@pytest.fixture
def gazette(tmp_path, capsys):
    """A function: a publication with these further rules and stories of so many paragraphs, and
    what check says of its rules as "severity code line: message"."""

    def checked(rules, stories=4, paragraphs=12, front="", options=()):
        (tmp_path / "newsgrid.toml").write_text('name = "The Gazette"\n')
        (tmp_path / "slots.toml").write_text(RULES + rules)
        (tmp_path / "stories").mkdir()
        for number in range(stories):
            head = f"---\nheadline: Story {number}\n{front}---\n\n"
            body = f"{TEXT}::: slot google-ad\n\n{TEXT * (paragraphs - 1)}"
            (tmp_path / "stories" / f"s{number}.md").write_text(head + body)
        code = main(["check", str(tmp_path), "--json", *options])
        findings = json.loads(capsys.readouterr().out)["findings"]
        told = [
            f"{each['severity']} {each['code']} {each['line']}: {each['message']}"
            for each in findings
            if each["file"].endswith("slots.toml")
        ]
        return code, told

    return checked


def test_rules_that_hold_on_the_stories_are_clean(gazette):
    assert gazette("") == (0, [])


def test_a_slot_that_finds_no_place_is_told_with_the_rule_that_was_nearest(gazette):
    code, told = gazette('from_top = "14 paragraphs"\n')
    assert code == 0
    assert told == [
        'warning never-filled 4: slot "inline" finds no place in the copy of 4 stories: most often '
        "(4 times), where it comes nearest, from_top needs 14 paragraphs, has 12 paragraphs"
    ]


def test_of_a_single_story_it_is_a_note_and_no_stories_is_silent(gazette, tmp_path, capsys):
    _, told = gazette('from_top = "14 paragraphs"\n', stories=1)
    assert told[0].startswith(
        'info never-filled 4: slot "inline" finds no place in the copy of the'
    )
    assert main(["check", str(tmp_path), "--no-stories", "--json"]) == 0
    assert "never-filled" not in capsys.readouterr().out


def test_a_breakpoint_is_named_where_it_is_not_all(gazette):
    _, told = gazette('[slot.inline.at.tablet]\nfrom_end = "13 paragraphs"\n')
    assert len(told) == 1
    assert told[0].endswith("has 12 paragraphs, at tablet")


def test_conditions_that_no_story_meets(gazette):
    _, told = gazette('when = { tags = ["war"] }\n[category.bank]\nsections = ["money"]\n')
    assert (
        'warning never-met 12: 4 stories: none meets the conditions of slot "inline"; most often '
        "when.tags asks for a tag of war"
    ) in told
    assert any('conditions of category "bank"' in each for each in told)
    assert not any("never-filled" in each for each in told)


def test_a_minimum_that_no_story_reaches(gazette):
    _, told = gazette('[slot.inline.at.mobile]\nmin = 2\ndistance = { same = "200%" }\nauto = 2\n')
    assert len(told) == 1
    assert told[0].startswith(
        "warning min-never-met 13: min = 2 is reached in none of 4 stories: at most 1 stand; most "
    )
    assert "distance same" in told[0] and told[0].endswith(", at mobile")


def test_steps_of_relaxation_that_all_need_and_that_none_needs(gazette):
    _, told = gazette(
        'from_top = "14 paragraphs"\nrelax = [\n{ rule = "from_top", to = "9 paragraphs" },\n'
        '{ rule = "from_top" },\n]\n'
    )
    assert told == [
        'warning relax-always 14: relax: step 1 (from_top) of slot "inline" is needed by 4 stories',
        'info relax-unused 15: relax: step 2 (from_top) of slot "inline" is needed by no story of '
        "4",
    ]


def test_stories_with_rules_of_their_own_say_nothing_about_all(gazette):
    _, told = gazette('from_top = "14 paragraphs"\n', front="rules: {inline: {max: 1}}\n")
    assert told == []


def test_a_publication_without_rules_or_with_broken_ones_is_only_read(gazette, tmp_path, capsys):
    code, told = gazette("valu = 3\n")
    assert code == 1
    assert [each.split(": ")[0] for each in told] == ["error unknown-rule 12"]
    (tmp_path / "slots.toml").unlink()
    assert main(["check", str(tmp_path)]) == 0
    assert "slots.toml" not in capsys.readouterr().out


def test_rules_are_linted_with_the_categories_of_the_creatives_beside_them(tmp_path, capsys):
    (tmp_path / "slots.toml").write_text(RULES + '[category.bank]\ntags = ["x"]\n')
    assert main(["check", str(tmp_path / "slots.toml")]) == 0
    assert 'no slot serves category "bank"' in capsys.readouterr().out
    (tmp_path / "creatives.toml").write_text(
        '[creative.loan]\nkind = "adsense"\nslots = ["inline"]\ncategories = ["bank"]\n'
        'client = "ca-pub-1234567890123456"\nslot = "1234567890"\n'
    )
    main(["check", str(tmp_path / "slots.toml")])
    assert "bank" not in capsys.readouterr().out
