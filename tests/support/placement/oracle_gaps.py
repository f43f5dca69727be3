"""What one gap of a copy allows to one content, for `placement_oracle`: written from docs/slots.md,
and not from the code under test. It knows rules as plain data.
"""

import math
import re
from fractions import Fraction

from slots.strip.measured_flow import Role

PX = 750
HOLDS = {"a": "ad", "b": "ad", "m": "blue_box"}


def amount(text, strip):
    """(what is counted, how much of it) for a length, straight from the table in the docs."""
    found = re.fullmatch(r"([\d.]+) ?(.*)", text)
    number, unit = Fraction(found[1]), found[2].rstrip("s")
    everything = (0, len(strip.items))
    if unit in ("word", "paragraph", "character"):
        return f"{unit}s", number
    if unit.startswith("% of "):
        what = {"text": "characters", "paragraph": "paragraphs"}[unit[5:]]
        return what, math.ceil(number / 100 * copy_between(strip, *everything, what))
    one = {
        "px": Fraction(PX),
        "%": Fraction(strip.height, 100),
        "line": Fraction(strip.line),
        "screen": Fraction(strip.viewport[1]),
    }[unit]
    return "mpt", round(number * one)


def term(rules, slot, key, default=None):
    """A slot's own rule, or the default."""
    return rules["slot"][slot].get(key, default)


def copy_between(strip, upper, lower, what):
    """Words, characters or paragraphs of the items from index `upper` up to, not with, `lower`."""
    items = strip.items[upper:lower]
    if what == "words":
        return sum(item.words for item in items)
    if what == "characters":
        counted = any(item.characters for item in strip.items)
        return sum(item.characters if counted else 6 * item.words for item in items)
    return sum(item.role is Role.PARAGRAPH for item in items)


def mark(strip, gap):
    return strip.items[gap].top if gap < len(strip.items) else strip.height


def is_beside(rules, content):
    return term(rules, content.slot, "region", "article") == "beside"


def called(item):
    """All names of a block, the most special first."""
    tags = [f"#{tag}" for tag in item.tags]
    display = [f"{item.display.value}-{item.role.value}"] if item.display else []
    link_box = ["rich-link"] if item.role is Role.EMBED and not display else []
    level = [f"h{item.level}"] if item.role is Role.HEADING else []
    return [*tags, *display, *level, item.role.value, *link_box]


def is_one(item, names):
    return item is not None and any(name in names for name in called(item))


def measured(strip, gap, what):
    """What lies above a gap."""
    return mark(strip, gap) if what == "mpt" else copy_between(strip, 0, gap, what)


def first_past(strips, start, step, times):
    """The gap that is the first at or past a length on every strip, or nothing."""
    firsts = []
    for strip in strips:
        what, need = amount(start, strip)
        need += times * max(1, amount(step, strip)[1])
        gaps = range(len(strip.items) + 1)
        firsts.append([gap for gap in gaps if measured(strip, gap, what) >= need][:1])
    return max(first[0] for first in firsts) if all(firsts) else None


def stands_at(position, strips, gap):
    """Whether a gap is where a position says."""
    paragraphs = [n for n, item in enumerate(strips[0].items) if item.role is Role.PARAGRAPH]
    nth = re.fullmatch(r"(after|before) paragraph (-?\d+)", position)
    if nth:
        number = int(nth[2])
        if abs(number) > len(paragraphs):
            return False
        return gap == paragraphs[number - (number > 0)] + (nth[1] == "after")
    every = re.fullmatch(r"every (.*?)(?: from (.*))?", position)
    if every:
        step, start = every[1], every[2] or every[1]
        return gap in [first_past(strips, start, step, times) for times in range(60)]
    if not position.startswith("-"):
        return gap == first_past(strips, position, position, 0)
    lasts = []
    for strip in strips:
        what, need = amount(position[1:], strip)
        count = len(strip.items)
        all_of_it = measured(strip, count, what)
        gaps = [g for g in range(count + 1) if all_of_it - measured(strip, g, what) >= need]
        lasts.append(gaps[-1:])
    return all(lasts) and gap == min(last[0] for last in lasts)


def closed_by_copy(rules, strips, content, gap):
    """Whether any rule about the copy alone forbids a content a gap, on any strip."""
    positions = term(rules, content.slot, "positions")
    if positions and not any(stands_at(position, strips, gap) for position in positions):
        return True
    if barred_by_category(rules, content):
        return True
    return any(_closed_on(rules, strip, content, gap, n) for n, strip in enumerate(strips))


def _closed_on(rules, strip, content, gap, n):
    count = len(strip.items)
    if is_beside(rules, content):
        run, room = term(rules, content.slot, "min_run"), strip.height - mark(strip, gap)
        if mark(strip, gap) < strip.rail:
            return True
        if run and room < content.sizes[n][1] + amount(run, strip)[1]:
            return True
    elif content.sizes[n][0] > strip.width:
        return True
    for key, upper, lower in (("from_top", 0, gap), ("from_end", gap, count)):
        if text := term(rules, content.slot, key):
            what, need = amount(text, strip)
            length = mark(strip, gap) if key == "from_top" else strip.height - mark(strip, gap)
            have = length if what == "mpt" else copy_between(strip, upper, lower, what)
            if have < need:
                return True
    above = strip.items[gap - 1] if gap else None
    below = strip.items[gap] if gap < count else None
    adjacent = int(term(rules, content.slot, "adjacent", "0 words").split()[0])
    if any(i and i.role is Role.PARAGRAPH and i.words < adjacent for i in (above, below)):
        return True
    led_to = above is not None and above.leads and below is not None
    beside = is_beside(rules, content)
    if led_to and not beside and not term(rules, content.slot, "after_lead_in", False):
        return True
    return _bad_neighbours(rules, content, above, below) or _too_near_an_opponent(
        rules, strip, content, gap
    )


def _bad_neighbours(rules, content, above, below):
    if is_one(above, term(rules, content.slot, "never_after", [])):
        return True
    if is_one(below, term(rules, content.slot, "never_before", [])):
        return True
    only = term(rules, content.slot, "only_before")
    if only and not is_one(below, only):
        return True
    for name in term(rules, content.slot, "never_inside", []):
        if is_one(above, [name]) and is_one(below, [name]):
            return True
    pairs = term(rules, content.slot, "never_between", [])
    return any(is_one(above, [first]) and is_one(below, [second]) for first, second in pairs)


def categories_of(rules, content):
    return {*content.categories, *term(rules, content.slot, "categories", [])}


def barred_by_category(rules, content):
    """Stories of the checker have the tag "crash" and no other."""
    whens = [rules.get("category", {}).get(name, {}) for name in categories_of(rules, content)]
    return any("crash" in when.get("without_tags", []) for when in whens)


def _too_near_an_opponent(rules, strip, content, gap):
    clearance = term(rules, content.slot, "clearance", {})
    for place_of, item in enumerate(strip.items):
        for direction in ("above", "below"):
            if (place_of < gap) != (direction == "above"):
                continue
            asked = [
                clearance[name]
                for name in called(item)
                if clearance.get(name, {}).get(direction) is not None
            ]
            if not asked:
                continue
            below = strip.items[gap] if gap < len(strip.items) else None
            if direction == "below" and is_one(below, asked[0].get("unless_before", [])):
                continue
            text = asked[0][direction]
            what, need = amount(text, strip)
            if what != "mpt":
                ends = (place_of + 1, gap) if direction == "above" else (gap, place_of)
                have = copy_between(strip, *ends, what)
            elif direction == "above":
                have = mark(strip, gap) - item.bottom
            else:
                have = item.top - mark(strip, gap)
            if have < need:
                return True
    return False
