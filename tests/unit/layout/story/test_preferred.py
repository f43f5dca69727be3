"""Preferences about stories: what is preferred, and decisions with some of it and without."""

from __future__ import annotations

from layout.story.decided import Decided, Decisions, Form, OnePicture, Place, Rest
from layout.story.preferred import PREFERABLE, Wanted, as_preferred, keys_of, wanted_in

EACH = (OnePicture("pier.jpg", 2),)
FORM = Form(columns=4, deck=False, pictures=("pier.jpg",), each=EACH)
PLACE = Place(2, 30, "left")
ALL = Decided(
    (3,),
    lead=True,
    rather=True,
    form=FORM,
    cut=0,
    jump=True,
    together=("tide",),
    apart=("gulls",),
    turns=(7,),
    place=PLACE,
    rest=Rest(columns=2),
    preferred=PREFERABLE[1:],
)


def preferred(*keys: str) -> Decided:
    """What is decided of the story where these preferences are kept."""
    kept = [Wanted("quay", key) for key in keys]
    return as_preferred(Decisions({"quay": ALL}), kept).of("quay")


def test_everything_but_page_and_lead_is_tried_if_it_is_decided() -> None:
    keys = ["columns", "deck", "pictures", "cut", "jump", "together", "apart"]
    keys += ["region", "place", "rest"]
    assert [*keys_of(ALL)] == keys
    assert [*wanted_in(Decisions({"quay": ALL}))] == [Wanted("quay", key) for key in keys]
    hard = Decided(form=FORM, preferred=("rows",))
    assert [*wanted_in(Decisions({"quay": hard, "tide": Decided()}))] == []


def test_without_any_nothing_is_left_but_the_page_and_the_lead() -> None:
    assert preferred() == Decided((3,), lead=True, rather=True, preferred=ALL.preferred)


def test_what_is_kept_is_decided() -> None:
    assert preferred("columns", "cut").looks == ("columns 4", "cut 0")
    assert preferred("pictures").form == Form(pictures=("pier.jpg",), each=EACH)
    assert preferred("jump").turns == (7,) and preferred("jump").rest is None
    assert (preferred("rest").turns, preferred("rest").rest) == ((7,), Rest(columns=2))
    assert (preferred("together").together, preferred("together").apart) == (("tide",), ())


def test_a_place_binds_its_story_to_its_page() -> None:
    assert (preferred("region").place, preferred("region").rather) == (Place(region="left"), False)
    assert preferred("place").place == Place(2, 30)
    assert preferred("place", "region").place == PLACE


def test_a_lead_that_is_preferred_keeps_no_other_away() -> None:
    bound = as_preferred(Decisions({"quay": ALL}), [Wanted("quay", "region")])
    assert bound.leads == {} and Decisions({"quay": Decided((3,), lead=True)}).leads == {3: "quay"}
