"""Mug shots in a printed edition: each stands half a column wide within the text of its story, and
a reader outside the engine finds nothing wrong there."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.editions.checker import problems_of
from support.editions.report import printed_edition
from support.newspapers.sample_newspaper import SETTINGS, newspaper, picture, story, usual_stories

from layout.desk.preview.print.facts.placed_story import story_facts
from layout.edition.in_numbers import figures_of
from layout.edition.make_edition import Newspaper
from layout.page.document import Image, Page

pytestmark = pytest.mark.slow

MUG = '\n![A woman in a cap](mug.png "Elvira Monge"){.mug keep=20,0,80,50}\n'
TALL = '\n![A man at the rail](tall.png "Tomás Aguirre")\n'
WIDE = '\n![Boats at the pier](wide.png "The pier on Friday."){.full-width}\n'


def stories() -> dict[str, str]:
    """The usual ones: a mug shot with a picture in one that jumps, one alone in others, and a
    portrait that nobody marked."""
    found = usual_stories()
    found["news-0"] = story("news-0", "News", 640, rank=1).replace("cut: 0\n", "") + WIDE + MUG
    del found["news-1"], found["news-3"]
    found["news-2"] += MUG
    found["sport-2"] += TALL
    found["sport-3"] += MUG.replace("mug.png", "gone.png")
    return found


def printed(folder: Path, settings: str) -> tuple[Newspaper, list[str]]:
    paper = newspaper(folder / "paper", stories(), settings=settings)
    for name, across, down in (("mug", 600, 900), ("tall", 600, 800), ("wide", 1500, 1000)):
        picture(paper / "stories" / f"{name}.png", across, down)
    made, edition = printed_edition(paper, folder / "edition.pdf")
    known = ("the artwork of", "rows are white")
    problems = [each for each in problems_of(edition) if not any(w in each for w in known)]
    return made, problems


def mugs(made: Newspaper) -> dict[str, tuple[Page, Image]]:
    """The pictures that are narrower than half a column, by story."""
    return {
        image.story: (page, image)
        for page in made.document.pages
        for image in page.images
        if image.role == "picture"
        and image.story
        and 2 * image.rect.width < page.grid.columns[0][1]
    }


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> tuple[Newspaper, list[str]]:
    return printed(tmp_path_factory.mktemp("mugs"), SETTINGS)


def test_no_law_is_broken(edition):
    assert edition[1] == [], edition[1]


def test_each_stands_in_its_story_and_is_cropped_to_what_must_be_seen(edition):
    found = mugs(edition[0])
    assert sorted(found) == ["news-0", "news-2"]
    for page, image in found.values():
        assert any(leg.story == image.story and _within(image, leg.rect) for leg in page.legs)
        assert image.crop.right - image.crop.left < 70_000 and image.crop.bottom <= 60_000
        assert 1.1 < image.rect.height / image.rect.width < 1.5


def test_its_name_stands_below_it_and_is_said_before_the_text_beside_it(edition):
    for page, image in mugs(edition[0]).values():
        names = [f for f in page.fragments if f.role == "cutline" and f.story == image.story]
        (name,) = [one for one in names if one.rect.x == image.rect.x]
        assert name.rect.y == image.rect.bottom
        following = page.fragments[page.fragments.index(name) + 1]
        assert following.role == "body" and following.rect.x > image.rect.right


def test_of_a_story_that_jumps_it_stands_on_the_turn(edition):
    made = edition[0]
    jumps = [one for one in figures_of(made)["jumped"] if one["id"] == "news-0"]
    page, _ = mugs(made)["news-0"]
    assert [one["to"] for one in jumps] == [page.number]


def test_the_desk_counts_it_among_the_pictures_that_are_printed(edition):
    assert "2 of 2" in str(story_facts(edition[0], "news-0"))
    assert figures_of(edition[0])["left_out"] == []


def test_portraits_are_recognised_where_the_publication_says_so(tmp_path):
    settings = SETTINGS.replace("pages = 4\n", 'pages = 4\nmugs = "by rule"\n', 1)
    made, problems = printed(tmp_path, settings)
    assert problems == []
    assert sorted(mugs(made)) == ["news-0", "news-2", "sport-2"]


def _within(image: Image, rect) -> bool:
    across = rect.x <= image.rect.x and image.rect.right <= rect.right
    return across and rect.y <= image.rect.y and image.rect.bottom <= rect.bottom
