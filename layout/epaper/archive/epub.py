"""The stories of an issue as an EPUB 3 publication: for reading devices, at any size of type.

    mimetype                        first, and not compressed (OCF 3.3, 4.2)
    META-INF/container.xml          where the package is
    EPUB/package.opf                what there is, and in which order it is read
    EPUB/contents.xhtml             sections and their stories
    EPUB/cover.xhtml, text/*.xhtml  the first page, and each story

The archive has no date but the edition's: the same issue gives the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from html import escape
from pathlib import PurePosixPath

from layout.epaper.issue import Issue, IssueStory
from layout.epaper.marked import as_xml, element, fill
from layout.epaper.page_files import Sizes
from layout.epaper.screen.epaper_words import EpaperWords
from layout.epaper.stories.story_markup import article_of
from layout.epaper.stories.story_pictures import MIME, StoryPicture
from layout.press.ink.metadata import UNDATED
from layout.story.text.sanitise import legal

_CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>\
</rootfiles>
</container>
"""
_CSS = """\
body { line-height: 1.5; }
h1, h2, h3, h4 { line-height: 1.2; text-align: left; hyphens: none; }
.kicker, .byline, .meta, figcaption, .credit, .more { font-family: sans-serif; font-size: 0.85em; }
.kicker { font-weight: bold; margin-bottom: 0; }
.headline { margin-top: 0.2em; }
.deck { font-size: 1.15em; }
figure { margin: 1.5em 0; }
img { max-width: 100%; height: auto; }
.box { margin: 1.5em 0; padding: 0 1em 0.5em; border-top: 3px solid #155a96; }
.box, table { border-bottom: 1px solid #8a8d91; }
.pull-quote { font-size: 1.3em; font-style: italic; }
table { border-collapse: collapse; width: 100%; font-size: 0.85em; }
th, td { padding: 0.3em 0.5em; border-top: 1px solid #8a8d91; text-align: left; }
.right { text-align: right; }
.centre { text-align: center; }
.cover { margin: 0; text-align: center; }
.cover img { max-height: 95vh; }
"""
_PAGE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" \
lang="{language}" xml:lang="{language}">
<head><title>{title}</title><link rel="stylesheet" type="text/css" href="{above}style.css"/></head>
<body>
{body}
</body>
</html>
"""
_COVER = "media/cover.jpg"
_ALL = "application/xhtml+xml"


def epub_of(issue: Issue, words: EpaperWords, cover: bytes, size: Sizes) -> bytes:
    """An issue as an EPUB file; `cover` is a picture of its first page, of this size in px."""
    pictures = {p.href: p for one in issue.stories for p in one.pictures.values()}
    files: dict[str, bytes] = {
        "META-INF/container.xml": _CONTAINER.encode(),
        "EPUB/package.opf": _package(issue, pictures).encode(),
        "EPUB/style.css": _CSS.encode(),
        "EPUB/contents.xhtml": _contents(issue, words).encode(),
        "EPUB/cover.xhtml": _cover(issue, size).encode(),
        f"EPUB/{_COVER}": cover,
    }
    files |= {f"EPUB/{_text(one)}": _story(one).encode() for one in issue.stories}
    files |= {f"EPUB/{href}": picture.data for href, picture in pictures.items()}
    return _archive(files, issue)


def _text(one: IssueStory) -> str:
    return f"text/{one.name}.xhtml"


def _story(one: IssueStory) -> str:
    body = as_xml(article_of(one.story, one.pictures, "../"))
    return _page(one.title, one.story.language, body, "../")


def _page(title: str, language: str, body: str, above: str = "") -> str:
    quoted = _escaped(title) or "-"
    return _PAGE.format(language=escape(language), title=quoted, above=above, body=body)


def _cover(issue: Issue, size: Sizes) -> str:
    picture = element("img", src=_COVER, alt=issue.title, width=size[0], height=size[1])
    return _page(issue.title, issue.language, as_xml(element("p", picture, class_="cover")))


def _contents(issue: Issue, words: EpaperWords) -> str:
    """The table of contents, which reading devices show as theirs too."""
    sections = element("ol")
    for name, stories in issue.sections.items():
        links = (
            element("li", element("a", one.title, href=_text(one), lang=one.story.language))
            for one in stories
        )
        fill(sections, element("li", element("span", name or issue.name), element("ol", *links)))
    if not len(sections):
        fill(sections, element("li", element("a", issue.title, href="cover.xhtml")))
    made = as_xml(element("nav", element("h1", words.contents), sections, id="toc"))
    made = made.replace("<nav ", '<nav epub:type="toc" ', 1)
    return _page(words.contents, issue.language, made)


def _package(issue: Issue, pictures: Mapping[str, StoryPicture]) -> str:
    day = (issue.date or UNDATED).isoformat()
    told = (
        f'<dc:identifier id="id">{issue.identifier}</dc:identifier>',
        f"<dc:title>{_escaped(issue.title)}</dc:title>",
        f"<dc:language>{_escaped(issue.language)}</dc:language>",
        f"<dc:publisher>{_escaped(issue.name)}</dc:publisher>",
        *([f"<dc:date>{day}</dc:date>"] if issue.date else []),
        f'<meta property="dcterms:modified">{day}T00:00:00Z</meta>',
        *_accessible(bool(pictures)),
    )
    items = "\n".join(_items(issue, pictures))
    order = ["cover", "contents", *(f"s-{one.name}" for one in issue.stories)]
    spine = "\n".join(f'<itemref idref="{name}"/>' for name in order)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" '
        f'xml:lang="{_escaped(issue.language)}" prefix="schema: http://schema.org/">\n'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
        + "\n".join(told)
        + f"\n</metadata>\n<manifest>\n{items}\n</manifest>\n"
        + f"<spine>\n{spine}\n</spine>\n</package>\n"
    )


def _accessible(pictured: bool) -> Iterator[str]:
    """What the publication says of how it can be read (EPUB Accessibility 1.1)."""
    modes = ["textual", *(["visual"] if pictured else [])]
    features = ["structuralNavigation", "tableOfContents", "readingOrder", "alternativeText"]
    for mode in modes:
        yield f'<meta property="schema:accessMode">{mode}</meta>'
    yield '<meta property="schema:accessModeSufficient">textual</meta>'
    for feature in features:
        yield f'<meta property="schema:accessibilityFeature">{feature}</meta>'
    yield '<meta property="schema:accessibilityHazard">none</meta>'


def _items(issue: Issue, pictures: Mapping[str, StoryPicture]) -> Iterator[str]:
    yield _item("contents", "contents.xhtml", _ALL, ' properties="nav"')
    yield _item("cover", "cover.xhtml", _ALL)
    yield _item("cover-picture", _COVER, "image/jpeg", ' properties="cover-image"')
    yield _item("style", "style.css", "text/css")
    for one in issue.stories:
        yield _item(f"s-{one.name}", _text(one), _ALL)
    for number, (href, picture) in enumerate(sorted(pictures.items()), 1):
        yield _item(f"picture-{number}", href, picture.mime)


def _item(name: str, href: str, mime: str, more: str = "") -> str:
    return f'<item id="{name}" href="{href}" media-type="{mime}"{more}/>'


def _escaped(text: str) -> str:
    return escape(legal(text), quote=True)


def _archive(files: Mapping[str, bytes], issue: Issue) -> bytes:
    day = issue.date or UNDATED
    date = (max(day.year, 1980), day.month, day.day, 0, 0, 0)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(_entry("mimetype", date), "application/epub+zip", zipfile.ZIP_STORED)
        for name, data in files.items():
            packed = PurePosixPath(name).suffix in MIME
            how = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
            archive.writestr(_entry(name, date), data, how)
    return out.getvalue()


def _entry(name: str, date: tuple[int, int, int, int, int, int]) -> zipfile.ZipInfo:
    made = zipfile.ZipInfo(name, date)
    made.create_system, made.external_attr = 3, 0o644 << 16
    return made
