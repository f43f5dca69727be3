"""NewsML 1: AFP's and others' items."""

import pytest
from support.imports.wire_files import findings_in, item_in, items_in, left_out, read, texts

from layout.imports.item import Status
from layout.imports.source import source_of
from layout.imports.wires.newsml_1 import read_newsml_1
from layout.story.block import Picture
from slots.finding import BadInput

HEAD = """<NewsItem xml:lang="fr"><Identification><NewsIdentifier>
 <ProviderId>agx.example</ProviderId><DateId>20240506</DateId><NewsItemId>F1</NewsItemId>
 <RevisionId PreviousRevision="1" Update="N">2</RevisionId>
 <PublicIdentifier>urn:newsml:agx.example:20240506:F1:2</PublicIdentifier></NewsIdentifier>
 <NameLabel>bac-port</NameLabel></Identification>
 <NewsManagement><NewsItemType FormalName="News"/><FirstCreated>20240506T070809Z</FirstCreated>
 <ThisRevisionCreated>20240506T080809Z</ThisRevisionCreated><Status FormalName="Usable"/>
 <Urgency FormalName="3"/></NewsManagement>"""
LINES = """<NewsLines><HeadLine>Le bac revient</HeadLine><SubHeadLine>Deux par jour</SubHeadLine>
 <ByLine>Ana Ruiz</ByLine><DateLine>PORT-ALBA, 6 mai 2024 (AFP) -</DateLine>
 <CopyrightLine>(c) AFP</CopyrightLine><SlugLine>bac</SlugLine>
 <NewsLine><NewsLineType FormalName="AdvisoryLine"/><NewsLineText>ATTENTION - ajoute</NewsLineText>
 </NewsLine></NewsLines>"""
ABOUT = """<DescriptiveMetadata><Language FormalName="fr"/><SubjectCode>
 <SubjectDetail FormalName="04015001"/><Subject FormalName="04000000"/></SubjectCode>
 <Property FormalName="Keyword" Value="bac"/></DescriptiveMetadata>"""


def content(data: str, kind: str = "Text") -> str:
    return (
        f'<ContentItem><MediaType FormalName="{kind}"/><Characteristics>'
        f'<Property FormalName="Words" Value="4"/></Characteristics>'
        f"<DataContent>{data}</DataContent></ContentItem>"
    )


def photo(href: str, width: int, name: str = "") -> str:
    return (
        f'<ContentItem Href="{href}"><MediaType FormalName="Photo"/><Format FormalName="{name}"/>'
        f'<MimeType FormalName="image/jpeg"/><Characteristics>'
        f'<Property FormalName="Width" Value="{width}"/></Characteristics></ContentItem>'
    )


def story(inside: str = content("<p>Le bac est revenu.</p>")) -> str:
    return (
        f'<NewsML Version="1.2"><NewsEnvelope/>{HEAD}<NewsComponent>{LINES}{ABOUT}{inside}'
        "</NewsComponent></NewsItem></NewsML>"
    )


def test_the_head_is_that_of_an_editor() -> None:
    item = item_in(story())
    head = item.head
    assert (item.key, item.version) == ("urn:newsml:agx.example:20240506:F1", "2")
    assert "".join(run.text for run in head.headline) == "Le bac revient"
    assert "".join(run.text for run in head.deck) == "Deux par jour"
    assert (head.byline, head.dateline) == ("Par Ana Ruiz", "PORT-ALBA, 6 mai 2024 (AFP)")
    assert (head.section, head.tags, head.rank) == ("Business", ("bac",), 2)
    assert (head.language, head.slug) == ("fr", "bac")
    assert left_out(item) == {
        "a notice of rights": ["(c) AFP"],
        "a note to editors": ["ATTENTION - ajoute"],
    }


def test_text_comes_as_nitf_as_html_or_plain() -> None:
    body = "<body><body.content><p>Le bac.</p></body.content></body>"
    assert texts(item_in(story(content(f"<nitf>{body}</nitf>")))) == ["Le bac."]
    assert texts(item_in(story(content("<![CDATA[<P>Le bac.</P>]]>")))) == ["Le bac."]
    assert texts(item_in(story(content("Un.\n\nDeux.")))) == ["Un.", "Deux."]
    within = f"<NewsComponent>{content('<p>Le bac.</p>')}</NewsComponent>"
    assert texts(item_in(story(within))) == ["Le bac."]


def test_pictures_come_largest_first_with_their_caption() -> None:
    caption = (
        '<NewsComponent><Role FormalName="Caption"/>'
        + content("<p>Le port.</p>")
        + "</NewsComponent>"
    )
    inside = (
        f"<NewsComponent>{content('<p>Le bac.</p>')}</NewsComponent><NewsComponent>"
        "<NewsLines><HeadLine>Port</HeadLine><ByLine>Tom</ByLine><CreditLine>AFP</CreditLine>"
        f"</NewsLines>{photo('t.jpg', 9000, 'Thumbnail')}{photo('q.jpg', 900)}{caption}"
        "</NewsComponent>"
    )
    item = item_in(story(inside))
    shown = next(piece for piece in item.copy.pieces if isinstance(piece, Picture))
    assert ("".join(run.text for run in shown.cutline), shown.alt) == ("Le port.", "Port")
    assert (shown.credit, item.copy.media[0].places) == ("Tom/AFP", ("q.jpg", "t.jpg"))


def test_two_texts_are_two_stories_and_one_in_two_forms_is_one() -> None:
    one = f"<NewsComponent>{content('<p>Le bac.</p>')}</NewsComponent>"
    two = f"<NewsComponent>{content('<p>Autre chose.</p>')}</NewsComponent>"
    keys = [item.key.rpartition(":")[2] for item in items_in(story(one + two))]
    assert keys == ["F1", "F1#2"]
    assert len(items_in(story(one + one))) == 1


def test_status_and_embargo() -> None:
    killed = story().replace('"Usable"', '"Canceled"')
    assert item_in(killed).status is Status.KILLED
    until = '<StatusWillChange><FutureStatus FormalName="Usable"/><DateAndTime>20240507T000000Z'
    held = story().replace(
        '<Status FormalName="Usable"/>',
        f'<Status FormalName="Embargoed"/>{until}</DateAndTime></StatusWillChange>',
    )
    assert str(item_in(held).head.embargo) == "2024-05-07 00:00:00+00:00"
    unknown = story().replace('"Usable"', '"Embargoed"')
    assert "embargo" in [each.code for each in findings_in(unknown)]


def test_what_is_no_xml_at_all_is_bad_input() -> None:
    with pytest.raises(BadInput, match="no XML"):
        list(read_newsml_1(source_of(b"", "empty")))


def test_a_picture_alone_or_an_empty_envelope_is_told() -> None:
    (alone,) = read(story(f"<NewsComponent>{photo('q.jpg', 900)}</NewsComponent>"))
    assert "q.jpg" in str(alone)
    assert "Le bac revient" in str(alone)
    (empty,) = read("<NewsML><NewsEnvelope/></NewsML>")
    assert "without a news item" in str(empty)
