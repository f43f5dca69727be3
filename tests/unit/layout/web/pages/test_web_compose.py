from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from layout.story.as_written import Ask, SlotAsk, Story
from layout.story.block import Crosshead, Listing, Paragraph, Picture
from layout.story.module import Module, ModuleItem
from layout.story.publication import Publication
from layout.story.run import Run, plain
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.theme import load_theme
from layout.web.html.text_markup import safe_href
from layout.web.pages.compose import ComposedPage, compose, plan_story
from slots.rulebook.load import default_rules, parse_rules
from slots.rules.terms import Region

pytestmark = pytest.mark.slow

LONG = "Officials of the two countries also discussed migration issues at some length today. " * 4
NEWSLETTER = Module(
    "newsletter", "newsletter-1", plain("Sign up"), success="Done!", action="https://list.example/a"
)


ITEM = ModuleItem(plain("One"), "Read more.")
DIGEST = Module("digest", "digest-1", plain("Week"), items=(ITEM,))
GAZETTE = Publication(name="The Gazette")


def made(story: Story, rules=None, publication: Publication = GAZETTE) -> ComposedPage:
    return compose(story, load_theme(), Foundry(), rules or default_rules(), publication)


def story_of(*blocks, asks=()) -> Story:
    return Story("slug", plain("A headline"), blocks, tuple(Ask(len(blocks), a) for a in asks))


def html_of(site: ComposedPage) -> str:
    return dict(site.files)["index.html"].decode()


def css_of(site: ComposedPage) -> str:
    return next(data.decode() for path, data in site.files if path.endswith(".css"))


def codes(site: ComposedPage) -> list[str]:
    return [finding.code for finding in site.findings]


def test_everything_written_is_escaped():
    nasty = '<script>alert("1")</script>&\'"'
    site = made(
        replace(
            story_of(Paragraph(plain(nasty)), Crosshead(plain(nasty))),
            headline=plain(nasty),
            kicker=nasty,
            byline=nasty,
            date_text=nasty,
            deck=plain(nasty),
        ),
        publication=Publication(name=nasty, tagline=nasty),
    )
    assert "<script" not in html_of(site)
    assert html_of(site).count("&lt;script&gt;") >= 8


@pytest.mark.parametrize(
    ("href", "kept"),
    [
        ("https://example.org/a?b=c&d", True),
        ("mailto:desk@example.org", True),
        ("../other.html#part", True),
        ("javascript:alert(1)", False),
        ("JAVASCRIPT:alert(1)", False),
        ("java\nscript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("vbscript:x", False),
        ("http://[broken", False),
    ],
)
def test_only_addresses_a_reader_may_follow_become_links(href: str, kept: bool):
    assert bool(safe_href(href)) == kept
    page = html_of(made(story_of(Paragraph((Run("word", href=href),)))))
    assert ("<a href=" in page.split('class="copy"')[1].split("</article>")[0]) == kept


def test_the_policy_lets_forms_go_to_their_address_and_nothing_else():
    page = html_of(made(story_of(Paragraph(plain(LONG)), asks=(NEWSLETTER,))))
    assert "default-src &#39;self&#39;" in page
    assert "form-action &#39;self&#39; https://list.example" in page
    assert 'action="https://list.example/a" method="post"' in page
    assert "<script" not in page and "style=" not in page


def test_a_form_with_no_address_is_told():
    site = made(story_of(Paragraph(plain(LONG)), asks=(replace(NEWSLETTER, action=None),)))
    assert "sign-up-goes-nowhere" in codes(site)
    assert 'name="email"' not in html_of(site)
    assert "sign-up-goes-nowhere" not in codes(
        made(
            story_of(Paragraph(plain(LONG)), asks=(replace(NEWSLETTER, action=None),)),
            publication=Publication(newsletter_action="https://list.example/"),
        )
    )


def test_glyphs_that_no_font_has_are_told():
    site = made(story_of(Paragraph(plain("A 漢字 story"))))
    (finding,) = (each for each in site.findings if each.code == "glyph-missing")
    assert "字漢" in finding.message
    assert "glyph-missing" not in codes(made(story_of(Paragraph(plain("Ж and ½")))))


def test_pictures_come_with_their_size_and_missing_ones_are_told(tmp_path: Path):
    Image.new("RGB", (1200, 800), "teal").save(tmp_path / "flood.jpg")
    (tmp_path / "broken.png").write_bytes(b"no picture")
    body = (
        Picture("flood.jpg", alt="A flood", cutline=plain("The flood."), credit="Ana Torres"),
        Picture("gone.jpg", cutline=plain("Nothing to see."), line=7),
        Picture("broken.png"),
    )
    site = made(replace(story_of(*body), source=str(tmp_path / "story.md")))
    page = html_of(site)
    assert 'width="1200" height="800" alt="A flood"' in page
    assert page.count("<img") == 1
    assert "The flood. Ana Torres" in page and "Nothing to see." in page
    assert [path for path, _ in site.files if path.startswith("media/flood-")]
    missing = [finding for finding in site.findings if finding.code == "picture-missing"]
    assert [finding.where.line for finding in missing] == [7, None]
    assert "no such file" in missing[0].message


def test_a_content_with_one_place_is_one_node_and_with_two_places_two():
    rules = parse_rules(
        """
[breakpoints]
phone = "320px..799px"
wide = "800px..1600px"
[slot.box]
holds = "digest"
[slot.box.at.wide]
region = "end"
[slot.mail]
holds = "newsletter"
region = "end"
""",
        "slots.toml",
    )
    story = story_of(*(Paragraph(plain(LONG)) for _ in range(6)), asks=(DIGEST, NEWSLETTER))
    site = made(story, rules)
    page = html_of(site)
    assert page.count('data-slot="digest-1"') == 2
    assert page.count('data-slot="newsletter-1"') == 1
    assert 'id="digest-1-at-2"' in page
    css = css_of(site)
    assert "@container page (width<max(800px,50rem)){#digest-1{display:block}" in css
    assert "@container page (width>=max(800px,50rem)){#digest-1-at-2{display:block}" in css
    assert dict(site.plan.breakpoints[0].homes)["digest-1"] is Region.ARTICLE


def test_two_ads_have_two_labels_and_two_creatives():
    asks = (SlotAsk("google-ad-1", "Google ad"), SlotAsk("google-ad-2", "Google ad"))
    page = html_of(made(story_of(*(Paragraph(plain(LONG)) for _ in range(8)), asks=asks)))
    assert 'aria-label="Advertisement"' in page and 'aria-label="Advertisement 2"' in page
    designs = ("house-print", "house-neighbours", "house-letters")
    assert sum(f'class="house {each}"' in page for each in designs) == 2


def test_only_fonts_that_the_page_sets_are_made():
    names = [path for path, _ in made(story_of(Paragraph(plain("Plain.")))).files]
    assert not any("italic" in name or "-700-" in name for name in names)
    listing = Listing(((Run("bold", 2),), (Run("slanted", 1),)))
    names = [path for path, _ in made(story_of(listing)).files]
    assert any("newsreader-18-700-roman" in name for name in names)
    assert any("newsreader-18-400-italic" in name for name in names)


def test_the_plan_alone_is_the_plan_of_the_page():
    story = story_of(*(Paragraph(plain(LONG)) for _ in range(5)), asks=(DIGEST, NEWSLETTER))
    alone = plan_story(story, load_theme(), Foundry(), default_rules())
    site = made(story)
    assert [point.homes for point in alone.breakpoints] == [
        point.homes for point in site.plan.breakpoints
    ]
    assert [point.decision for point in alone.breakpoints] == [
        point.decision for point in site.plan.breakpoints
    ]


def test_a_headline_alone_and_an_unknown_language_make_a_page():
    site = made(replace(story_of(Paragraph(plain("x"))), headline=(), language="und"))
    assert '<html lang="und">' in html_of(site)


@pytest.mark.parametrize("body", ["a" * 50_000, "שלום עולם " * 50, "漢" * 3000, "a-" * 5000])
def test_absurd_copy_ends(body: str):
    site = made(story_of(Paragraph(plain(body))))
    assert site.plan.breakpoints[0].strips[0].height > 0


SCRIPT = """
import hashlib, sys
from pathlib import Path
from layout.story.read.any_format import read_story
from layout.story.read.module_library import fill_modules
from layout.story.publication import Publication
from layout.typeset.words.theme import load_theme
from layout.typeset.words.foundry import Foundry
from layout.web.pages.compose import compose
from slots.rulebook.load import default_rules
story = fill_modules(read_story(Path(sys.argv[1]))[0], {})[0]
site = compose(story, load_theme(), Foundry(), default_rules(), Publication())
heavy = [name for name in ("weasyprint", "ortools", "pikepdf") if name in sys.modules]
sys.stdout.write(hashlib.sha256(repr(site.files).encode()).hexdigest() + " ".join(heavy))
"""


def test_the_same_bytes_under_another_hash_seed_and_no_heavy_imports():
    root = Path(__file__).parents[5]
    seed = root / "seeds" / "000_c245132f38cc56cf.txt"
    said = [
        subprocess.run(
            [sys.executable, "-c", SCRIPT, str(seed)],
            env={**os.environ, "PYTHONHASHSEED": number, "PYTHONPATH": str(root)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for number in ("1", "2")
    ]
    assert said[0] == said[1]
    assert len(said[0]) == 64


def test_a_rail_much_longer_than_its_story_is_told():
    asks = tuple(
        replace(DIGEST, id=f"digest-{n}", blocks=(Paragraph(plain(LONG)),)) for n in "1234"
    )
    assert "rail-too-long" in codes(made(story_of(Paragraph(plain("Short.")), asks=asks)))
    long = (Paragraph(plain(LONG)) for _ in range(12))
    assert "rail-too-long" not in codes(made(story_of(*long, asks=asks)))


@pytest.mark.parametrize(
    ("written", "shown"),
    [((3, 3, 2, 4), "2323"), ((2, 3, 4), "234"), ((5, 6, 6), "234"), ((2, 4, 2), "232")],
)
def test_headings_never_leave_a_level_out(written, shown):
    blocks = [
        block
        for level in written
        for block in (Crosshead(plain("Part"), level), Paragraph(plain("Some words.")))
    ]
    levels = re.findall(r'<h(\d) class="crosshead', html_of(made(story_of(*blocks))))
    assert "".join(levels) == shown
