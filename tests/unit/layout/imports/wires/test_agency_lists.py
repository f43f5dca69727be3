"""What single agencies send in XML of their own."""

from support.imports.wire_files import findings_in, item_in, left_out, read, texts

from layout.imports.item import Status
from layout.imports.source import source_of
from layout.imports.wires.agency_lists import read_reuters_list

RITZAU = """<XMLNewsQueuedResponse><ListOfRBNews><RBNews><NewsID>n1</NewsID>
 <PublishDate>2024-05-06T07:08:09</PublishDate><strapline>PRINT/NOTE</strapline>
 <headline>F&amp;apos;rgen er tilbage</headline><subtitle>To om dagen</subtitle>
 <town>Aarhus</town><origin>/ritzau/</origin><section>Indland</section><version>2</version>
 <content>&lt;p&gt;F&amp;amp;apos;rgen sejler igen.&lt;/p&gt;</content><Priority>3</Priority>
 <IPTCList><int>04000000</int></IPTCList><replacedID>n0</replacedID>
 <Annuleret>false</Annuleret><Korrektion>true</Korrektion><byLine>Ana Ruiz</byLine>
 <byLineEmail>a@example.org</byLineEmail></RBNews></ListOfRBNews></XMLNewsQueuedResponse>"""

WENN = """<feed xmlns="http://www.w3.org/2005/Atom" xmlns:m="http://feed.wenn.com/xmlns/nm"
 xmlns:c="http://feed.wenn.com/xmlns/cm"><entry><id>urn:w:1</id>
 <title type="text">Ferry is back</title><content type="text">Short.</content>
 <updated>2024-05-06T07:08:09Z</updated><category term="Music"/>
 <m:NewsManagement><m:published>2024-05-05T00:00:00Z</m:published>
 <m:updated>2024-05-06T00:00:00Z</m:updated>
 <m:publishing_status>Published</m:publishing_status></m:NewsManagement>
 <c:ContentMetadata lang="en-GB"><c:first_line>The ferry is back.</c:first_line>
 <c:body>  All is well.

  The end.</c:body><c:slug>(AR/LT)</c:slug><c:tags><c:tag value="Ferries"/></c:tags>
 </c:ContentMetadata></entry></feed>"""


def test_news_of_ritzau_are_items() -> None:
    item = item_in(RITZAU)
    head = item.head
    assert (item.key, item.version, item.replaces) == ("ritzau n1", "2", ("ritzau n0",))
    assert "".join(run.text for run in head.headline) == "F'rgen er tilbage"
    assert "".join(run.text for run in head.deck) == "To om dagen"
    assert (head.byline, head.dateline) == ("Af Ana Ruiz, ritzau", "Aarhus")
    assert (head.section, head.rank, head.language) == ("Indland", 2, "da")
    assert texts(item) == ["F'rgen sejler igen."]
    assert left_out(item) == {
        "a note to editors": ["PRINT/NOTE"],
        "how to reach the writer": ["a@example.org"],
    }
    assert [each.code for each in findings_in(RITZAU)] == ["corrected"]


def test_ritzau_takes_news_back() -> None:
    killed = RITZAU.replace("<Annuleret>false", "<Annuleret>true")
    assert item_in(killed).status is Status.KILLED


def test_the_text_of_wenn_stands_beside_the_entry() -> None:
    item = item_in(WENN)
    assert texts(item) == ["The ferry is back.", "All is well.", "The end."]
    assert (item.head.section, item.head.tags) == ("Music", ("Ferries",))
    assert left_out(item) == {
        "initials of writers": ["(AR/LT)"],
        "the content of the entry": ["Short."],
    }


def test_a_list_without_texts_is_told() -> None:
    text = b"<results><result><guid>tag:reuters.com,1</guid></result></results>"
    (finding,) = read_reuters_list(source_of(text, "channel"))
    assert "a list of 1 items" in str(finding)
    assert [str(each)[4:] for each in read(text.decode())] == [str(finding)[7:]]
