"""What cannot be in print: two stories of one name, sections that are not there, pages that do not
come to a paper."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from layout.checking.whole_publication import check_publication
from layout.publication.settings.newsgrid_toml import House
from layout.publication.settings.print_sections import plan_mistakes, whole
from layout.publication.slugs_and_sections import (
    goes_to_press,
    is_printed,
    repeated_among,
    unknown_section,
)
from layout.story.as_written import Story
from layout.story.publication import PrintPlan, PrintSection, Publication
from layout.story.run import plain
from layout.work.terminal.console import QUIET


def codes(**said: Any) -> list[str]:
    return [mistake.code for mistake in plan_mistakes({"print": said})]


def sections(*pages: object) -> list[dict[str, object]]:
    return [
        {"name": f"S{n}"} | ({} if each is None else {"pages": each})
        for n, each in enumerate(pages)
    ]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ({"pages": 8, "sections": sections(4, 4)}, []),
        ({"pages": 8, "sections": sections(4, None)}, []),
        ({"pages": 8, "sections": sections(4, 2)}, ["wrong-pages"]),
        ({"pages": 8, "sections": sections(8, None)}, ["wrong-pages"]),
        ({"sections": sections(4, 2)}, ["wrong-pages"]),
        ({"sections": sections(4, 2, None)}, []),
        ({"sections": sections(96, None)}, ["wrong-pages"]),
        ({"sections": sections(4, "many")}, []),
        ({"sections": [{"name": "A"}, {"name": "A"}]}, ["repeated-section"]),
        ({"sections": [{"name": "A", "share": 60, "most": "50 %"}]}, ["wrong-share"]),
        ({"sections": [{"name": "A", "most": 40}]}, ["wrong-share"]),
        ({"sections": [{"name": "A", "share": 40, "most": 40}]}, []),
        ({"pages": 8, "colour": [1, 8, 9, "x"]}, ["wrong-colour"]),
        ({"sections": "Town", "colour": 3}, []),
    ],
)
def test_pages_and_sections_come_to_a_paper(said: dict[str, Any], found: list[str]):
    assert codes(**said) == found


def test_a_share_may_be_written_with_its_sign():
    assert [whole(each) for each in (12, "45 %", "45%", True, "4.5 %", None)] == [
        *(12, 45, 45),
        *(None, None, None),
    ]


def test_the_second_story_of_a_name_is_left_out_and_says_whose_name_it_is():
    files = {Path("a.md"): "ferry", Path("b.md"): "", Path("c.md"): "ferry", Path("d.md"): ""}
    (finding,) = repeated_among(files)
    assert finding.code == "repeated-story" and finding.where.file == "c.md"
    assert "a.md" in finding.message


def test_a_story_of_no_section_of_the_paper_goes_into_the_first():
    plan = PrintPlan(None, (PrintSection("Town"), PrintSection("Sport")))

    def found(section: str, plan: PrintPlan = plan):
        story = Story("s", plain("S"), (), section=section)
        return [each.message for each in unknown_section(story, Path("s.md"), plan)]

    (message,) = found("Sprot")
    assert 'did you mean "Sport"' in message and "goes to Town" in message
    assert found("Sport") == found("") == found("Sprot", PrintPlan()) == []


def test_names_count_only_where_something_is_printed(tmp_path: Path):
    stories = []
    for name in ("a", "b"):
        stories.append(tmp_path / f"{name}.md")
        stories[-1].write_text("---\nslug: ferry\n---\n# Ferry\n\nIt sails.\n")
    assert not is_printed(tmp_path)
    assert check_publication(tmp_path, stories, QUIET, False).findings == ()
    (tmp_path / "newsgrid.toml").write_text('name = "Gazette"\n')
    assert not is_printed(tmp_path)
    (tmp_path / "ads.csv").write_text("id,advertiser,size\n")
    assert is_printed(tmp_path)
    (found,) = check_publication(tmp_path, stories, QUIET, False).findings
    assert found.code == "repeated-story"
    planned = Publication(print_plan=PrintPlan(8))
    assert goes_to_press(House(planned, {})) and not goes_to_press(House(Publication(), {}))
