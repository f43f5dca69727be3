"""The content of a post as the HTML that WordPress puts on its page, in the order in which it does
(`the_content`): addresses on a line of their own, blocks, typographic characters, paragraphs,
shortcodes, its own name and smilies; and the featured picture before it.
"""

from __future__ import annotations

import re

from layout.imports.wordpress.content.blocks import has_blocks, with_blocks
from layout.imports.wordpress.content.page import Page, embed_html
from layout.imports.wordpress.content.paragraphs import paragraphs
from layout.imports.wordpress.content.pictures import with_featured, with_originals
from layout.imports.wordpress.content.shortcode_kinds import (
    with_known_shortcodes,
    with_plugins_shortcodes,
)
from layout.imports.wordpress.content.typography import own_name, set_type, with_smilies

_HOSTS = (
    "youtube.com youtu.be vimeo.com dailymotion.com dai.ly flickr.com flic.kr smugmug.com "
    "scribd.com wordpress.tv crowdsignal.com polldaddy.com poll.fm survey.fm twitter.com x.com "
    "soundcloud.com slideshare.net open.spotify.com imgur.com issuu.com mixcloud.com ted.com "
    "animoto.com video214.com videopress.com tumblr.com kickstarter.com kck.st cloudup.com "
    "reverbnation.com reddit.com speakerdeck.com screencast.com amazon.com tiktok.com "
    "pinterest.com wolframcloud.com pca.st anghami.com bsky.app canva.com facebook.com "
    "instagram.com threads.net mastodon.social"
).split()
_HOST = rf"(?:[\w-]+\.)*(?:{'|'.join(map(re.escape, _HOSTS))})"
_EMBED = rf"https?://{_HOST}(?:[/?#][^\s<>\"]*)?"
_ON_A_LINE = re.compile(rf"^([ \t]*)({_EMBED})([ \t]*)$", re.MULTILINE | re.IGNORECASE)
_IN_A_PARAGRAPH = re.compile(rf"(<p(?:\s[^<>]*)?>\s*)({_EMBED})(\s*</p>)", re.IGNORECASE)

_COUNTED = re.compile(r"\?_=\d{1,6}(?=[\"'<])")
"""What WordPress puts after the address of each player of a page."""


def served(page: Page) -> str:
    """The HTML of a post's page, from its featured picture to the end of its content.

    Lines stay where they are in the content, so that findings have their place.
    """
    post = page.post
    content = post.content.replace("\r\n", "\n").replace("\r", "\n")
    if post.rendered:
        html = with_plugins_shortcodes(_COUNTED.sub("", content), page)
    else:
        html = _written(content, page)
    return with_featured(with_originals(html, page), page)


def _written(content: str, page: Page) -> str:
    """Content as it was typed, made the page's."""
    if "://" in content:
        content = _ON_A_LINE.sub(_embedded, content)
        content = _IN_A_PARAGRAPH.sub(_embedded, content)
    if has_blocks(content):
        html = set_type(with_blocks(content, page), page.language)
    else:
        html = paragraphs(set_type(content, page.language))
    return with_smilies(own_name(with_known_shortcodes(html, page)))


def _embedded(match: re.Match[str]) -> str:
    return f"{match[1]}{embed_html(match[2])}{match[3]}"
