"""Laws of a story's own rules: what it sets holds everywhere, and anything ends in findings."""

from __future__ import annotations

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from layout.story.markdown.read_markdown import parse_markdown
from slots.finding import BadInput
from slots.rulebook.load import default_rules
from slots.rulebook.override import overridden

RULES = default_rules()
AT = tuple(RULES.breakpoints)
quick = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])

LENGTHS = st.sampled_from(("0px", "40px", "3 lines", "2 paragraphs", "20%", "1 screen"))
NAMES = st.sampled_from(("heading", "image", "full-width-image", "list", "#faq"))
SLOTS = st.sampled_from(tuple(RULES.slot))
GOOD = st.fixed_dictionaries(
    {},
    optional={
        "from_top": LENGTHS,
        "from_end": LENGTHS,
        "margin": st.sampled_from(("9px", "2 lines")),
        "value": st.integers(1, 99),
        "max": st.integers(0, 3),
        "clearance": st.dictionaries(NAMES, LENGTHS, max_size=2),
        "never_after": st.lists(NAMES, max_size=2, unique=True),
    },
)
ODD = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-2, 9), st.dates(), st.text(max_size=8)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=9), inner, max_size=3)
    ),
    max_leaves=8,
)


def story(rules):
    front = yaml.safe_dump({"headline": "A", "rules": rules}, allow_unicode=True)
    return f"---\n{front}---\n\nText.\n"


@quick
@given(st.dictionaries(SLOTS, st.one_of(GOOD, st.none()), min_size=1, max_size=3))
def test_what_a_story_sets_holds_at_every_breakpoint_and_nothing_else_changes(rules):
    rules = {slot: terms for slot, terms in rules.items() if terms}
    written, _ = parse_markdown(story(rules), "story.md")
    merged = overridden(RULES, written.rules)
    for slot in RULES.slot:
        for point in AT:
            old, new, own = RULES.terms(slot, point), merged.terms(slot, point), rules.get(slot, {})
            for key in type(new).model_fields:
                if key == "clearance":
                    for name, length in own.get(key, {}).items():
                        assert str(new.clearance[name].above) == length
                elif key in own:
                    held = getattr(new, key)
                    assert (
                        list(held) == own[key]
                        if key == "never_after"
                        else str(held) == str(own[key])
                    )
                elif key not in ("min", "auto"):
                    assert getattr(new, key) == getattr(old, key)
            assert new.max is None or (new.min <= new.max and new.auto <= max(new.max, old.auto))


@quick
@given(st.dictionaries(st.one_of(SLOTS, st.sampled_from(("page", "x", "defaults"))), ODD))
def test_anything_ends_in_rules_or_in_findings_at_lines_of_the_story(rules):
    text = story(rules)
    lines, findings = len(text.splitlines()), ()
    try:
        written, findings = parse_markdown(text, "story.md")
        overridden(RULES, written.rules)
    except (
        BadInput
    ) as error:  # of the front matter, where YAML has lost its characters, or of rules
        findings = (*findings, *error.findings)
    for finding in findings:
        assert finding.message and finding.where.file == "story.md"
        assert finding.where.line is None or 1 <= finding.where.line <= lines
