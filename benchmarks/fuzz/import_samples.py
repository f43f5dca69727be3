"""A story as every format that is imported would have it: what an export, a wire, a document says,
given the fields of one story.

    Told(title, slug, body as HTML, picture, ...) ──a format──▶ bytes of that format

So whatever is put into a field – a headline with a line break and `---`, a picture's name that
leads out – is tried in all of them.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f64540"
    "0000000049454e44ae426082"
)
BODY = (
    "<p>The ferry is back on the <b>bay</b> after years of talk about its old pier.</p>"
    "<h2>What changes</h2><ul><li>Two boats a day</li></ul>"
)


@dataclass(frozen=True, slots=True)
class Told:
    """What a source says of its story. `body` is HTML."""

    title: str = "Ferry is back"
    slug: str = "ferry-is-back"
    key: str = "https://paper.example/?p=1"
    link: str = "https://paper.example/ferry"
    author: str = "Ana Ruiz"
    section: str = "Town"
    tags: tuple[str, ...] = ("ferry", "pier")
    date: str = "2024-05-06T07:08:09"
    body: str = BODY
    picture: str = "pier.png"
    caption: str = "The pier"

    @property
    def whole(self) -> str:
        """The body with its picture at the end."""
        return (
            f"{self.body}<figure><img src={quoteattr(self.picture)} alt={quoteattr(self.caption)}>"
            f"<figcaption>{escape(self.caption)}</figcaption></figure>"
        )


def _xml(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _json(data: object) -> bytes:
    return json.dumps(data).encode()


def _cdata(text: str) -> str:
    return f"<![CDATA[{text.replace(']]>', ']]]]><![CDATA[>')}]]>"


def wxr(told: Told) -> bytes:
    """WordPress's export."""
    terms = "".join(
        f'<category domain="post_tag" nicename="t{n}">{_cdata(tag)}</category>'
        for n, tag in enumerate(told.tags)
    )
    return _xml(f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>The Paper</title><link>https://paper.example</link>
<wp:wxr_version>1.2</wp:wxr_version><wp:base_blog_url>https://paper.example</wp:base_blog_url>
<item><title>{_cdata(told.title)}</title><link>{escape(told.link)}</link>
<dc:creator>{_cdata(told.author)}</dc:creator><guid>{escape(told.key)}</guid>
<content:encoded>{_cdata(told.whole)}</content:encoded>
<excerpt:encoded>{_cdata(told.caption)}</excerpt:encoded><wp:post_id>1</wp:post_id>
<wp:post_date>{escape(told.date)}</wp:post_date><wp:status>publish</wp:status>
<wp:post_name>{_cdata(told.slug)}</wp:post_name><wp:post_type>post</wp:post_type>
<category domain="category" nicename="s">{_cdata(told.section)}</category>{terms}
</item></channel></rss>""")


def rest(told: Told) -> bytes:
    """WordPress's REST interface, an answer saved."""
    terms = [{"taxonomy": "category", "name": told.section, "slug": "s"}]
    tags = [{"taxonomy": "post_tag", "name": tag, "slug": tag} for tag in told.tags]
    post = {
        "id": 1,
        "date": told.date,
        "date_gmt": told.date,
        "modified_gmt": told.date,
        "guid": {"rendered": told.key},
        "slug": told.slug,
        "status": "publish",
        "type": "post",
        "link": told.link,
        "title": {"rendered": told.title},
        "content": {"rendered": told.whole, "protected": False},
        "excerpt": {"rendered": told.caption, "protected": False},
        "_embedded": {"author": [{"id": 1, "name": told.author}], "wp:term": [terms, tags]},
    }
    return _json([post])


def ninjs(told: Told) -> bytes:
    """IPTC's ninjs 1."""
    return _json(
        {
            "uri": told.key,
            "type": "text",
            "version": "1",
            "pubstatus": "usable",
            "versioncreated": told.date,
            "headline": told.title,
            "slugline": told.slug,
            "byline": told.author,
            "body_html": told.body,
            "subject": [{"name": name, "code": name} for name in (told.section, *told.tags)],
            "associations": {
                "main": {
                    "uri": f"{told.key}#p",
                    "type": "picture",
                    "description_text": told.caption,
                    "byline": told.author,
                    "renditions": {"original": {"href": told.picture, "mimetype": "image/png"}},
                }
            },
        }
    )


def g2(told: Told) -> bytes:
    """NewsML-G2, its content as XHTML."""
    words = "".join(f"<keyword>{escape(tag)}</keyword>" for tag in told.tags)
    return _xml(
        '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" version="4" standard="NewsML-G2"'
        f' guid={quoteattr(told.key)}><itemMeta><itemClass qcode="ninat:text"/>'
        f"<versionCreated>{escape(told.date)}</versionCreated>"
        '<pubStatus qcode="stat:usable"/></itemMeta>'
        f'<contentMeta>{words}<subject qcode="subj:04000000"><name>{escape(told.section)}</name>'
        f"</subject><slugline>{escape(told.slug)}</slugline>"
        f"<headline>{escape(told.title)}</headline><by>{escape(told.author)}</by></contentMeta>"
        '<contentSet><inlineXML contenttype="application/xhtml+xml">'
        '<html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head>'
        f"<body>{told.body}</body></html></inlineXML></contentSet></newsItem>"
    )


def newsml(told: Told) -> bytes:
    """NewsML 1."""
    return _xml(
        '<NewsML Version="1.2"><NewsEnvelope/><NewsItem><Identification><NewsIdentifier>'
        "<ProviderId>agx.example</ProviderId><DateId>20240506</DateId>"
        f"<NewsItemId>{escape(told.key)}</NewsItemId><RevisionId>2</RevisionId></NewsIdentifier>"
        f"<NameLabel>{escape(told.slug)}</NameLabel></Identification><NewsManagement>"
        '<NewsItemType FormalName="News"/><Status FormalName="Usable"/></NewsManagement>'
        f"<NewsComponent><NewsComponent><NewsLines><HeadLine>{escape(told.title)}</HeadLine>"
        f"<ByLine>{escape(told.author)}</ByLine></NewsLines>"
        f'<ContentItem><MediaType FormalName="Text"/><DataContent>{told.body}</DataContent>'
        f"</ContentItem></NewsComponent><NewsComponent><ContentItem Href={quoteattr(told.picture)}>"
        '<MediaType FormalName="Photo"/><MimeType FormalName="image/png"/></ContentItem>'
        "</NewsComponent></NewsComponent></NewsItem></NewsML>"
    )


def nitf(told: Told) -> bytes:
    """NITF."""
    words = "".join(f"<keyword key={quoteattr(tag)}/>" for tag in told.tags)
    return _xml(
        '<?xml version="1.0" encoding="UTF-8"?><nitf><head>'
        f"<title>{escape(told.title)}</title><docdata><doc-id id-string={quoteattr(told.key)}/>"
        f"<date.issue norm={quoteattr(told.date)}/><key-list>{words}</key-list></docdata></head>"
        f"<body><body.head><hedline><hl1>{escape(told.title)}</hl1></hedline>"
        f"<byline>{escape(told.author)}</byline></body.head><body.content>{told.body}"
        f'<media media-type="image"><media-reference source={quoteattr(told.picture)}/>'
        f"<media-caption>{escape(told.caption)}</media-caption></media></body.content></body></nitf>"
    )


def iptc_7901(told: Told) -> bytes:
    """A wire of 1979, with dpa's head."""
    text = (
        f"\x01eca0003 3 i 12  dpa 0045\n\n{told.slug}/{told.section}/\n\x02{told.title}\n"
        f"By {told.author} =\n\nPuerto Alba (dpa) - {told.body}\n\nAll is well.\n\n"
        "dpa ar lt\n\n\x03212322 GMT Nov 18\n\x7f\x7f\x04"
    )
    return text.replace("\n", "\r\n").encode("utf-8", "surrogatepass")


def anpa(told: Told) -> bytes:
    """A wire of AP's."""
    return (
        f"\x16\x16\x01AW2870\x1f_{told.slug}\nr i\x13\x11 {told.slug}  05-06 0012\n"
        f"\x02^{told.title}<\n^By {told.author}=\n   PUERTO ALBA (AP) _ {told.body}\n"
        "   All is well on the bay.\n\x03AP-NY-05-06-24 0708EDT<\x04\n"
    ).encode("utf-8", "surrogatepass")


def ritzau(told: Told) -> bytes:
    """Ritzau's queue."""
    return _xml(
        "<XMLNewsQueuedResponse><ListOfRBNews><RBNews>"
        f"<NewsID>{escape(told.key)}</NewsID><PublishDate>{escape(told.date)}</PublishDate>"
        f"<headline>{escape(told.title)}</headline><section>{escape(told.section)}</section>"
        f"<version>2</version><content>{escape(told.body)}</content>"
        f"<byLine>{escape(told.author)}</byLine></RBNews></ListOfRBNews></XMLNewsQueuedResponse>"
    )


def wenn(told: Told) -> bytes:
    """WENN's Atom."""
    return _xml(
        '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:m="http://feed.wenn.com/xmlns/nm" '
        f'xmlns:c="http://feed.wenn.com/xmlns/cm"><entry><id>{escape(told.key)}</id>'
        f'<title type="text">{escape(told.title)}</title><updated>{escape(told.date)}</updated>'
        f"<category term={quoteattr(told.section)}/><m:NewsManagement/><c:ContentMetadata>"
        f"<c:body>{escape(told.body)}</c:body></c:ContentMetadata></entry></feed>"
    )


def rss(told: Told) -> bytes:
    """RSS 2 with full content."""
    return _xml(
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Paper</title>'
        f"<link>https://paper.example</link><item><title>{escape(told.title)}</title>"
        f"<link>{escape(told.link)}</link><guid>{escape(told.key)}</guid>"
        f"<dc:creator>{escape(told.author)}</dc:creator><pubDate>{escape(told.date)}</pubDate>"
        + "".join(f"<category>{escape(tag)}</category>" for tag in (told.section, *told.tags))
        + f"<content:encoded>{_cdata(told.whole)}</content:encoded></item></channel></rss>"
    )


def atom(told: Told) -> bytes:
    """Atom with full content."""
    return _xml(
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>The Paper</title><id>x</id><entry>'
        f"<id>{escape(told.key)}</id><title>{escape(told.title)}</title>"
        f"<link href={quoteattr(told.link)}/><updated>{escape(told.date)}</updated>"
        f"<author><name>{escape(told.author)}</name></author>"
        + "".join(f"<category term={quoteattr(tag)}/>" for tag in (told.section, *told.tags))
        + f'<content type="html">{escape(told.whole)}</content></entry></feed>'
    )


def json_feed(told: Told) -> bytes:
    """JSON Feed 1.1."""
    item = {
        "id": told.key,
        "url": told.link,
        "title": told.title,
        "content_html": told.whole,
        "date_published": told.date,
        "authors": [{"name": told.author}],
        "tags": [told.section, *told.tags],
        "image": told.picture,
    }
    version = "https://jsonfeed.org/version/1.1"
    return _json({"version": version, "title": "The Paper", "items": [item]})


def ghost(told: Told) -> bytes:
    """Ghost's export."""
    names = (told.section, *told.tags)
    post = {
        "id": "1",
        "uuid": told.key,
        "title": told.title,
        "slug": told.slug,
        "html": told.body,
        "feature_image": told.picture,
        "custom_excerpt": told.caption,
        "status": "published",
        "type": "post",
        "published_at": told.date,
    }
    data = {
        "posts": [post],
        "tags": [{"id": str(n), "name": name} for n, name in enumerate(names)],
        "posts_tags": [{"post_id": "1", "tag_id": str(n)} for n, _ in enumerate(names)],
        "users": [{"id": "1", "name": told.author}],
        "posts_authors": [{"post_id": "1", "author_id": "1"}],
        "settings": [{"key": "title", "value": "The Paper"}],
    }
    return _json({"db": [{"meta": {"version": "5.75.0"}, "data": data}]})


def page(told: Told) -> bytes:
    """A saved web page."""
    return _xml(
        f"<!doctype html><html><head><title>{escape(told.title)} - The Paper</title>"
        f'<link rel="canonical" href={quoteattr(told.link)}>'
        f'<meta name="author" content={quoteattr(told.author)}>'
        f'<meta property="article:section" content={quoteattr(told.section)}>'
        f'<meta property="article:published_time" content={quoteattr(told.date)}></head>'
        f"<body><nav><a href=/>Home</a></nav><article><h1>{escape(told.title)}</h1>{told.whole}"
        "<p>The harbour council said on Monday that it had waited long enough for this.</p>"
        "</article><footer>Imprint</footer></body></html>"
    )


def hugo(told: Told) -> bytes:
    """Markdown of Hugo; JSON is YAML."""
    head = {
        "title": told.title,
        "slug": told.slug,
        "author": told.author,
        "date": told.date,
        "categories": [told.section],
        "tags": list(told.tags),
        "layout": "post",
    }
    lines = "".join(f"{key}: {json.dumps(value)}\n" for key, value in head.items())
    body = f"The ferry is back.\n\n{told.body}\n\n![{told.caption}]({told.picture})\n"
    return _xml(f"---\n{lines}---\n\n{body}")


def own(told: Told) -> bytes:
    """A story of newsgrid's."""
    head = f"headline: {json.dumps(told.title)}\nsection: {json.dumps(told.section)}\n"
    return _xml(
        f"---\n{head}tags: {json.dumps(told.tags)}\n---\n\nThe ferry is back.\n\n{told.body}\n\n"
        f"![{told.caption}]({told.picture})\n"
    )


def plain(told: Told) -> bytes:
    """Plain text."""
    return _xml(f"{told.title}\n\nBy {told.author}\n\n{told.body}\n\nThe end of it.\n")


_W = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def word_parts(told: Told) -> dict[str, bytes]:
    """The parts of a Word file."""

    def line(text: str, style: str = "Normal") -> str:
        return (
            f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{escape(text)}</w:t></w:r>'
            "</w:p>"
        )

    drawn = (
        f"<w:p><w:r><w:drawing><wp:inline><wp:docPr id='1' name='a' descr={quoteattr(told.caption)}"
        '/><a:graphic><a:graphicData><a:blip r:embed="p"/></a:graphicData></a:graphic></wp:inline>'
        '</w:drawing></w:r><w:hyperlink r:id="l"><w:r><w:t>more</w:t></w:r></w:hyperlink></w:p>'
    )
    body = line(told.title, "Title") + line(f"By {told.author}") + line(told.body) + drawn
    styles = '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>'
    kinds = "http://schemas.openxmlformats.org/package/2006/content-types"
    links = (
        f'<Relationship Id="p" Type="{_KINDS}/image" Target={quoteattr(told.picture)}/>'
        f'<Relationship Id="l" Type="{_KINDS}/hyperlink" Target={quoteattr(told.link)} '
        'TargetMode="External"/>'
        f'<Relationship Id="s" Type="{_KINDS}/styles" Target="styles.xml"/>'
    )
    document = f'<Relationship Id="r" Type="{_KINDS}/officeDocument" Target="word/document.xml"/>'
    return {
        "[Content_Types].xml": _xml(f'<Types xmlns="{kinds}"/>'),
        "_rels/.rels": _xml(f'<Relationships xmlns="{_RELATIONS}">{document}</Relationships>'),
        "word/document.xml": _xml(f"<w:document {_W}><w:body>{body}</w:body></w:document>"),
        "word/_rels/document.xml.rels": _xml(
            f'<Relationships xmlns="{_RELATIONS}">{links}</Relationships>'
        ),
        "word/styles.xml": _xml(f"<w:styles {_W}>{styles}</w:styles>"),
        "word/pier.png": PNG,
    }


_O = "urn:oasis:names:tc:opendocument:xmlns"


def open_parts(told: Told) -> dict[str, bytes]:
    """The parts of an OpenDocument text."""
    spaces = (
        f'xmlns:office="{_O}:office:1.0" xmlns:text="{_O}:text:1.0" xmlns:draw="{_O}:drawing:1.0" '
        'xmlns:xlink="http://www.w3.org/1999/xlink"'
    )
    body = (
        f'<text:h text:outline-level="1">{escape(told.title)}</text:h>'
        f"<text:p>By {escape(told.author)}</text:p><text:p>{escape(told.body)}</text:p>"
        f"<text:p><text:a xlink:href={quoteattr(told.link)}>more</text:a><draw:frame><draw:image "
        f"xlink:href={quoteattr(told.picture)}/></draw:frame></text:p>"
    )
    content = (
        f'<office:document-content {spaces} office:version="1.3"><office:body><office:text>{body}'
        "</office:text></office:body></office:document-content>"
    )
    return {
        "mimetype": b"application/vnd.oasis.opendocument.text",
        "content.xml": _xml(content),
        "pier.png": PNG,
    }


def zipped(parts: dict[str, bytes]) -> bytes:
    """A zip of parts in their order."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            stored = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            member = zipfile.ZipInfo(name, (2024, 5, 6, 7, 8, 8))
            member.compress_type = stored
            archive.writestr(member, part)
    return data.getvalue()


def word(told: Told) -> bytes:
    """A Word file."""
    return zipped(word_parts(told))


def open_document(told: Told) -> bytes:
    """An OpenDocument text."""
    return zipped(open_parts(told))


SAYS: dict[str, Callable[[Told], bytes]] = {
    "WXR": wxr,
    "REST": rest,
    "ninjs": ninjs,
    "G2": g2,
    "NewsML 1": newsml,
    "NITF": nitf,
    "7901": iptc_7901,
    "ANPA": anpa,
    "Ritzau": ritzau,
    "WENN": wenn,
    "RSS": rss,
    "Atom": atom,
    "JSON Feed": json_feed,
    "Ghost": ghost,
    "page": page,
    "Hugo": hugo,
    "own": own,
    "plain": plain,
    "Word": word,
    "OpenDocument": open_document,
}
"""What each format says of a story."""
PARTS = {"Word": word_parts, "OpenDocument": open_parts}
"""Of the formats that are zips, their parts."""
