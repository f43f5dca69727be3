"""What stands above a story of a WordPress export: titles, decks, bylines, dates, section, tags."""

import datetime

import pytest
from support.imports.wordpress_samples import SITE, export, item_xml, items_of, only, read

from layout.imports.html.copy_of import Setting
from layout.imports.item import Head, Status
from layout.imports.wordpress.content.page import Page
from layout.imports.wordpress.export_posts import moment
from layout.imports.wordpress.head import head_of
from layout.imports.wordpress.item_of import key_of
from layout.imports.wordpress.site import Post, Site
from layout.story.run import Emphasis, Run, plain, text_of
from slots.finding import Where

AUTHOR = """<wp:author><wp:author_login>ines</wp:author_login>
<wp:author_display_name><![CDATA[Inés Carrasco]]></wp:author_display_name></wp:author>
<wp:author><wp:author_login>tom</wp:author_login>
<wp:author_display_name><![CDATA[Tomás Aguirre]]></wp:author_display_name></wp:author>
<wp:category><wp:term_id>5</wp:term_id><wp:category_nicename>town</wp:category_nicename>
<wp:cat_name><![CDATA[Town]]></wp:cat_name></wp:category>"""


def test_a_title_is_set_and_keeps_its_emphasis() -> None:
    head = only("One.", title='"Ferry\'s" <em>return</em> -- Wordpress').head
    assert head.headline == (
        Run("“Ferry’s” "),
        Run("return", Emphasis.ITALIC),
        Run(" — WordPress"),
    )


@pytest.mark.parametrize("field", ["print_headline", "_print_headline", "print_title"])
def test_a_print_headline_is_kept_where_the_source_has_one(field: str) -> None:
    assert text_of(only("One.", meta={field: "Ferry's"}).head.print_headline) == "Ferry’s"
    assert only("One.", meta={"_yoast_wpseo_title": "SEO"}).head.print_headline == ()


def test_an_excerpt_that_somebody_wrote_is_the_deck() -> None:
    assert text_of(only("One.", excerpt="It's back").head.deck) == "It’s back"
    assert only("One.").head.deck == ()


def test_an_excerpt_that_repeats_the_opening_is_no_deck() -> None:
    item = only("<p>One two three</p> four.", excerpt="One two three [&hellip;]")
    assert item.head.deck == ()
    assert [each.text for each in item.copy.left_out] == ["One two three […]"]


def test_a_subtitle_goes_before_the_excerpt() -> None:
    item = only("One.", excerpt="For lists", meta={"newspack_post_subtitle": "A subtitle"})
    assert text_of(item.head.deck) == "A subtitle"
    assert [(each.what, each.text) for each in item.copy.left_out] == [
        ("an excerpt for lists", "For lists")
    ]


def test_kicker_and_dateline_come_of_custom_fields() -> None:
    head = only("One.", meta={"kicker": "Transport", "dateline": "PUERTO ALBA"}).head
    assert (head.kicker, head.dateline) == ("Transport", "PUERTO ALBA")


def byline(language: str = "en-US", **fields: object) -> str:
    given = read(export(item_xml("One.", **fields), head=AUTHOR, language=language))
    return items_of(given)[0].head.byline


def test_an_author_is_called_by_name() -> None:
    assert byline(creator="ines") == "By Inés Carrasco"
    assert byline("es-EC", creator="ines") == "Por Inés Carrasco"
    assert byline("xx", creator="ines") == "Inés Carrasco"
    assert byline(creator="somebody") == "By somebody"
    assert byline() == ""


def test_an_account_is_no_author() -> None:
    item = only("One.", creator="admin")
    assert item.head.byline == ""
    assert [each.text for each in item.copy.left_out] == ["admin"]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "By Ana Ruiz, Tomás Aguirre and Inés Carrasco"),
        ("es", "Por Ana Ruiz, Tomás Aguirre e Inés Carrasco"),
        ("de", "Von Ana Ruiz, Tomás Aguirre und Inés Carrasco"),
    ],
)
def test_co_authors_are_listed(language: str, expected: str) -> None:
    guest = item_xml("", "Ana Ruiz", 30, kind="guest-author", slug="cap-ana")
    terms = [("author", "cap-ana", "ana"), ("author", "cap-tom", "tom"), ("author", "ines", "ines")]
    post = item_xml("One.", creator="ines", terms=terms)
    given = read(export(guest, post, head=AUTHOR, language=language))
    assert items_of(given)[0].head.byline == expected


def test_a_byline_of_its_own_goes_before_the_account() -> None:
    assert byline(creator="ines", meta={"byline": "By Ana Ruiz in Quito"}) == "By Ana Ruiz in Quito"
    assert byline(creator="ines", meta={"byline": "Ana Ruiz"}) == "By Ana Ruiz"


def test_section_and_tags() -> None:
    terms = [
        ("category", "uncategorized", "Uncategorized"),
        ("category", "news", "News &amp; Views"),
        ("category", "town", "Town"),
        ("post_tag", "ferry", "ferry"),
        ("series", "sea", "The sea"),
        ("post_format", "post-format-aside", "Aside"),
    ]
    head = items_of(read(export(item_xml("One.", terms=terms), head=AUTHOR)))[0].head
    assert (head.section, head.tags) == ("News & Views", ("Town", "ferry", "The sea"))
    primary = item_xml("One.", terms=terms, meta={"_yoast_wpseo_primary_category": "5"})
    head = items_of(read(export(primary, head=AUTHOR)))[0].head
    assert (head.section, head.tags) == ("Town", ("News & Views", "ferry", "The sea"))


def test_what_else_is_said_of_a_post() -> None:
    comment = (
        "<wp:comment><wp:comment_author>Rosa</wp:comment_author><wp:comment_content>"
        "Well <![CDATA[<b>done</b>]]></wp:comment_content><wp:comment_approved>{}"
        "</wp:comment_approved><wp:comment_type>{}</wp:comment_type></wp:comment>"
    )
    more = comment.format(1, "comment") + comment.format("spam", "") + comment.format(1, "pingback")
    item = only("One.", slug="ferry", sticky="1", more=more, language="es")
    head = item.head
    assert (head.slug, head.rank, head.comments, head.language) == ("ferry", 1, 1, "es")
    assert [each.what for each in item.copy.left_out] == ["readers' comments"]
    assert item.copy.left_out[0].text == "Rosa\nWell done\nRosa\nWell done"


def test_a_post_may_have_a_language_of_its_own() -> None:
    head = only("One.", terms=[("language", "es", "Español")], creator="ines").head
    assert (head.language, head.byline, head.tags) == ("es", "Por ines", ())


def test_a_head_says_nothing_that_its_post_does_not() -> None:
    page = Page(Post(title="Ferry"), Site())
    assert head_of(page, Setting(Where("x"))) == Head(headline=plain("Ferry"))


def test_a_post_without_a_guid_is_known_by_its_site() -> None:
    post = Post(number=7, slug="ferry")
    assert key_of(post, Site(address=f"{SITE}/")) == f"wordpress {SITE}/?p=7"
    assert key_of(Post(slug="ferry"), Site(name="Gazette")) == "wordpress Gazette/?p=ferry"


# --- dates and status ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("local", "gmt", "expected"),
    [
        ("2026-01-05 18:04:48", "2026-01-05 16:04:48", "2026-01-05T18:04:48+02:00"),
        ("2026-01-05 18:04:48", "2026-01-05 12:34:48", "2026-01-05T18:04:48+05:30"),
        ("2026-01-05T18:04:48", "2026-01-05T18:04:48", "2026-01-05T18:04:48+00:00"),
        ("2026-01-05 18:04:48", "0000-00-00 00:00:00", "2026-01-05T18:04:48"),
        ("", "2026-01-05 16:04:48", "2026-01-05T16:04:48+00:00"),
        ("2026-01-05 18:04:48", "2020-01-05 16:04:48", "2026-01-05T18:04:48"),
    ],
)
def test_the_zone_is_what_both_times_differ_by(local: str, gmt: str, expected: str) -> None:
    found = moment(local, gmt)
    assert found is not None
    assert found.isoformat() == expected


@pytest.mark.parametrize("text", ["0000-00-00 00:00:00", "", "soon", "2026-13-01 00:00:00"])
def test_no_time_is_none(text: str) -> None:
    assert moment(text, text) is None


def test_dates_of_a_post() -> None:
    item = only(
        "One.",
        date="2026-01-05 18:04:48",
        gmt="2026-01-05 16:04:48",
        modified="2026-01-06 09:00:00",
        modified_gmt="2026-01-06 07:00:00",
    )
    zone = datetime.timezone(datetime.timedelta(hours=2))
    assert item.head.date == datetime.datetime(2026, 1, 5, 18, 4, 48, tzinfo=zone)
    assert item.head.updated == datetime.datetime(2026, 1, 6, 9, tzinfo=zone)
    assert item.version == "2026-01-06T07:00:00"
    old = only("One.", pub="Mon, 05 Jan 2026 16:04:48 +0000")
    assert old.head.date == datetime.datetime(2026, 1, 5, 16, 4, 48, tzinfo=datetime.UTC)
    assert (old.version, old.head.updated) == ("", None)
    never = only("One.", pub="Wed, 30 Nov -0001 00:00:00 +0000", status="draft")
    assert never.head.date is None


@pytest.mark.parametrize(
    ("status", "password", "expected"),
    [
        ("publish", "", Status.PUBLISHED),
        ("publish", "secret", Status.PRIVATE),
        ("private", "", Status.PRIVATE),
        ("draft", "", Status.DRAFT),
        ("pending", "", Status.DRAFT),
        ("future", "", Status.DRAFT),
        ("trash", "", Status.DRAFT),
        ("pitch", "", Status.DRAFT),
    ],
)
def test_only_what_readers_see_is_published(status: str, password: str, expected: Status) -> None:
    assert only("One.", status=status, password=password).status is expected


def test_what_waits_for_its_day_has_an_embargo() -> None:
    item = only("One.", status="future", date="2030-01-01 08:00:00", gmt="2030-01-01 08:00:00")
    assert item.head.embargo == datetime.datetime(2030, 1, 1, 8, tzinfo=datetime.UTC)


def test_pages_say_that_they_are_none() -> None:
    assert only("One.", kind="page").kind == "page"
    assert only("One.").kind == ""
