"""A checker of placements, written from docs/slots.md and not from the code under test.

It knows rules as plain data, puts boxes into a copy of the flow one by one, and measures in that
flow. It tries every choice there is, so stories that it looks at are short.
"""

import itertools
import math
from fractions import Fraction

from support.placement.oracle_gaps import (
    HOLDS,
    amount,
    categories_of,
    closed_by_copy,
    copy_between,
    is_beside,
    mark,
    measured,
    term,
)

from slots.case import Case
from slots.placing.place import place
from slots.rules.terms import Rules
from slots.strip.content import About
from slots.strip.measured_flow import Role

NO_STORY = About()


def boxes(rules, strip, n, contents, chain):
    """(top, bottom) of each box of a chain, found by putting them in and pushing the rest down."""
    found = []
    pushed = 0
    for gap, which in chain:
        air = amount(term(rules, contents[which].slot, "margin", "24px"), strip)[1]
        foot = strip.items[gap - 1].bottom if gap else 0
        natural = mark(strip, gap) - foot
        beside = is_beside(rules, contents[which])
        top = mark(strip, gap) + pushed if beside else foot + pushed + max(air, natural)
        bottom = top + contents[which].sizes[n][1]
        found.append((top, bottom))
        pushed = pushed if beside else bottom + air - mark(strip, gap)
    return found


def wanted_distances(rules, one, other):
    """The distances one slot asks of another: by the most specific name, and by categories."""
    distance = term(rules, one.slot, "distance", {})
    names = ["same"] if one.slot == other.slot else []
    names += [other.slot, HOLDS[other.slot]]
    names += ["module"] if HOLDS[other.slot] != "ad" else []
    found = [distance[name] for name in (*names, "any") if name in distance][:1]
    theirs = categories_of(rules, other)
    found += [distance[f"#{name}"] for name in theirs if f"#{name}" in distance]
    if theirs & categories_of(rules, one) and "same-category" in distance:
        found.append(distance["same-category"])
    return found


def allowed_together(rules, strips, contents, members):
    """Quotas, exclusion and density of a set of contents."""
    page = rules["page"]
    slots = [contents[m].slot for m in members]
    ads = [m for m in members if HOLDS[contents[m].slot] == "ad"]
    if len(ads) > page.get("max_ads", 99):
        return False
    words = sum(item.words for item in strips[0].items)
    for text in page.get("fewer_ads", []):
        most, _, under, _ = text.split()
        if words < int(under) and len(ads) > int(most):
            return False
    if any(slots.count(s) > term(rules, s, "max", 99) for s in slots):
        return False
    for group in page.get("never_together", []):
        named = {s for s in slots if s in group}
        others = [m for m in members if contents[m].slot not in named]
        marked = [m for m in others if any(f"#{c}" in group for c in all_of(rules, contents[m]))]
        if len(named) + len(marked) > 1:
            return False
    limits = [Fraction(page["density"].rstrip("%")) / 100] if "density" in page else []
    limits += [Fraction(30, 100)] if page.get("sticky_video") else []
    for n, strip in enumerate(strips):
        if limits and ads and density(strip, n, contents, ads, rules) > min(limits):
            return False
        if "promotion" in page and too_promotional(rules, strip, n, contents, members):
            return False
    return True


def all_of(rules, content):
    return categories_of(rules, content)


def density(strip, n, contents, ads, rules, more=()):
    """Ads (and `more` boxes that are counted with them) over the copy with them in it."""
    there = sum(i.bottom - i.top for i in strip.items if i.role is Role.AD)
    sticky = rules["page"].get("sticky_ad")
    there += amount(sticky, strip)[1] if sticky else 0
    counted = (*ads, *more)
    placed = sum(contents[m].sizes[n][1] for m in counted)
    inside = sum(contents[m].sizes[n][1] for m in counted if not is_beside(rules, contents[m]))
    if there + placed <= 0:
        return Fraction(0)
    return Fraction(there + placed, strip.height + inside) if strip.height + inside else Fraction(1)


def too_promotional(rules, strip, n, contents, members):
    ads = [m for m in members if HOLDS[contents[m].slot] == "ad"]
    modules = [m for m in members if m not in ads]
    own = [m for m in modules if term(rules, contents[m].slot, "promotional", False)]
    limit = Fraction(rules["page"]["promotion"].rstrip("%")) / 100
    return bool(ads or own) and density(strip, n, contents, ads, rules, own) > limit


def at_peace(rules, strips, contents, chain):
    """Order and distances between the boxes of a chain."""
    order = rules["page"].get("order", [])
    for upper, lower in itertools.combinations(range(len(chain)), 2):
        above, below = contents[chain[upper][1]], contents[chain[lower][1]]
        ranks = [order.index(c.slot) for c in (above, below) if c.slot in order]
        if len(ranks) == 2 and ranks[0] > ranks[1]:
            return False
        asked = (*wanted_distances(rules, above, below), *wanted_distances(rules, below, above))
        asked += ("0px",) if is_beside(rules, above) and is_beside(rules, below) else ()
        for text, n in itertools.product(asked, range(len(strips))):
            what, need = amount(text, strips[n])
            stood = boxes(rules, strips[n], n, contents, chain)
            have = (
                between(rules, stood, contents, chain, (upper, lower))
                if what == "mpt"
                else copy_between(strips[n], chain[upper][0], chain[lower][0], what)
            )
            if have < need:
                return False
    return spaced(rules, strips, contents, chain) and seen_at_once(rules, strips, contents, chain)


def between(rules, stood, contents, chain, pair):
    """From foot to head; but a box beside the copy has its foot in the way of its like alone."""
    upper, lower = pair
    first, last = (is_beside(rules, contents[chain[n][1]]) for n in pair)
    start = stood[upper][0] if first and not last else stood[upper][1]
    return stood[lower][0] - start


def spaced(rules, strips, contents, chain):
    """Spacing that grows with the ads above."""
    entries = []
    for text in rules["page"].get("spacing", []):
        length, _, more = text.partition(" after ")
        entries.append((int(more.split()[0]) if more else 1, length))
    ads = [n for n, (_, which) in enumerate(chain) if HOLDS[contents[which].slot] == "ad"]
    for count, (upper, lower) in enumerate(itertools.pairwise(ads), 1):
        asked = [length for least, length in sorted(entries) if least <= count]
        for n, strip in enumerate(strips if asked else ()):
            what, need = amount(asked[-1], strip)
            stood = boxes(rules, strip, n, contents, chain)
            have = (
                between(rules, stood, contents, chain, (upper, lower))
                if what == "mpt"
                else copy_between(strip, chain[upper][0], chain[lower][0], what)
            )
            if have < need:
                return False
    return True


def seen_at_once(rules, strips, contents, chain):
    """Scroll over the page, a screen's height open at a time, and count the ads in it."""
    most = rules["page"].get("max_per_screen", 99)
    for n, strip in enumerate(strips):
        stood = boxes(rules, strip, n, contents, chain)
        ads = [
            box
            for box, (_, which) in zip(stood, chain, strict=True)
            if HOLDS[contents[which].slot] == "ad"
        ]
        ads += [(each.top, each.foot) for each in strip.standing]
        screen = strip.viewport[1]
        for _, bottom in ads:
            for top in (bottom - 1, *(box[0] - screen + 1 for box in ads)):
                met = sum(box[0] < top + screen and box[1] > top for box in ads)
                if met > most:
                    return False
    return True


def lines_of(item, strip):
    """The reading length of a block: a line of text holds its width over 1.8 leadings in words."""
    if item.words and item.role.value in ("paragraph", "heading", "list", "quote"):
        exact = Fraction(item.words * 18 * strip.line, 10 * strip.width)
        return max(1, math.floor(exact + Fraction(1, 2)))
    return math.floor(Fraction(item.bottom - item.top, strip.line) + Fraction(1, 2))


def depth(strip, gap):
    return sum(lines_of(item, strip) for item in strip.items[:gap])


def worth(rules, strips, contents, chain):
    """The objective, as docs/slots.md defines it."""
    strip, page = strips[0], rules["page"]
    total = 0
    whole = depth(strip, len(strip.items))
    stops = [0, *(depth(strip, gap) for gap, _ in chain), whole]
    if whole:
        even = page.get("evenness", 20) * 1000
        square = whole**2
        total += even - sum(even * (b - a) ** 2 // square for a, b in itertools.pairwise(stops))
    for gap, which in chain:
        value = term(rules, contents[which].slot, "value", 100) * 1000
        decay = Fraction(term(rules, contents[which].slot, "decay", "0%").rstrip("%")) / 100
        if strip.viewport[1] and decay:
            lost = value * decay * depth(strip, gap) * strip.line / strip.viewport[1]
            value = max(value - int(lost), value // 10)
        total += value
    order = [which for _, which in chain]
    swapped = sum(a > b for a, b in itertools.combinations(order, 2))
    total -= swapped * page.get("source_order", 5) * 1000
    for slot in {c.slot for c in contents}:
        here = sum(contents[which].slot == slot for which in order)
        total += 10**12 * min(here, least(rules, strips, slot))
    return total


def least(rules, strips, slot):
    """A slot's `min`, where the story is long enough for it at every width."""
    long_enough = term(rules, slot, "min_from")
    for strip in strips if long_enough else ():
        what, need = amount(long_enough, strip)
        if measured(strip, len(strip.items), what) < need:
            return 0
    return term(rules, slot, "min", 0)


def valid(rules, strips, contents, chain):
    members = tuple(sorted(which for _, which in chain))
    return (
        not any(closed_by_copy(rules, strips, contents[w], gap) for gap, w in chain)
        and allowed_together(rules, strips, contents, members)
        and at_peace(rules, strips, contents, chain)
    )


def every_valid_chain(rules, strips, contents):
    gaps = range(len(strips[0].items) + 1)
    options = [
        [None, *(g for g in gaps if not closed_by_copy(rules, strips, content, g))]
        for content in contents
    ]
    for chosen in itertools.product(*options):
        chain = tuple(sorted((g, which) for which, g in enumerate(chosen) if g is not None))
        if len({gap for gap, _ in chain}) == len(chain) and valid(rules, strips, contents, chain):
            yield chain


def chain_of(decision, strips, contents):
    gaps = {item.id: gap for gap, item in enumerate(strips[0].items)}
    places = {content.id: place for place, content in enumerate(contents)}
    end = len(strips[0].items)
    return tuple((gaps.get(p.before, end), places[p.slot]) for p in decision.placements)


def typed(rules):
    slots = {name: {"holds": HOLDS[name], **own} for name, own in rules["slot"].items()}
    return Rules.model_validate({**rules, "slot": slots})


def check_sound_and_optimal(strips, contents, rules, about=NO_STORY):
    """A placement keeps every rule, and no other that does is worth more."""
    decision = place(Case(strips, contents, typed(rules), "mobile", about), trace=False)
    chain = chain_of(decision, strips, contents)
    assert valid(rules, strips, contents, chain)
    assert worth(rules, strips, contents, chain) == decision.objective == decision.bound
    chains = every_valid_chain(rules, strips, contents)
    assert decision.objective == max(worth(rules, strips, contents, c) for c in chains)


def check_complete_and_just(strips, contents, rules, about=NO_STORY):
    """A refusal stands exactly where a rule forbids the content, with the others as they stand."""
    decision = place(Case(strips, contents, typed(rules), "mobile", about))
    chain = chain_of(decision, strips, contents)
    items = strips[0].items
    for which, content in enumerate(contents):
        own = next((gap for gap, w in chain if w == which), None)
        others = tuple(stop for stop in chain if stop[1] != which)
        for gap in range(len(items) + 1):
            candidate = items[gap].id if gap < len(items) else None
            key = (content.id, candidate)
            told = {str(r.rule) for r in decision.refusals if (r.slot, r.candidate) == key}
            longer = tuple(sorted((*others, (gap, which))))
            free = all(gap != taken for taken, _ in others)
            if free and valid(rules, strips, contents, longer):
                gain = worth(rules, strips, contents, longer)
                gain -= worth(rules, strips, contents, others)
                assert told == ({"worth"} if own is None else set())
                assert own is not None or gain <= 0
            else:
                assert told and "worth" not in told
