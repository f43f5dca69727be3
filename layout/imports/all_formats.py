"""The formats that are imported: the one table of them, each named in the first file of its room.

No two of them recognise the same bytes, except that a story of ours or plain text is what is
nothing else: it is tried last. The others stand in the order of what it costs to try them, the
cheapest first.
"""

from __future__ import annotations

from layout.imports.documents.old_word import OLD_WORD
from layout.imports.documents.open_document import OPEN_DOCUMENT
from layout.imports.documents.word import WORD
from layout.imports.feeds.json_feed import JSON_FEED
from layout.imports.feeds.xml_feed import FEED
from layout.imports.item import Format
from layout.imports.others_markdown.ghost import GHOST
from layout.imports.others_markdown.others import OTHERS_MARKDOWN
from layout.imports.others_markdown.own import STORY
from layout.imports.pages.read_page import HTML
from layout.imports.wires import tell_apart as wires
from layout.imports.wordpress.rest import REST
from layout.imports.wordpress.wxr import WXR

FORMATS: tuple[Format, ...] = (
    WXR,
    REST,
    wires.NINJS,
    wires.NEWSML_G2,
    wires.NEWSML,
    wires.NITF,
    wires.IPTC_7901,
    wires.ANPA_1312,
    wires.RITZAU,
    wires.WENN,
    wires.REUTERS_LIST,
    WORD,
    OPEN_DOCUMENT,
    OLD_WORD,
    FEED,
    JSON_FEED,
    GHOST,
    HTML,
    OTHERS_MARKDOWN,
    STORY,
)
