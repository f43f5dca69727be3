"""What stands in the place of each shortcode: those of WordPress itself, ads and sign-up forms of
plugins; of all others the text is kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

from layout.imports.item import LeftOut
from layout.imports.wordpress.content.page import (
    VIDEOS,
    Page,
    embed_html,
    is_picture,
    module_html,
    picture_html,
    player_html,
    slot_html,
)
from layout.imports.wordpress.content.shortcodes import Shortcode, with_shortcodes
from layout.imports.wordpress.site import Attachment

_ADS = frozenset(
    """
    adinserter ad_inserter the_ad the_ad_group the_ad_placement ad ads adrotate quads wp_quads
    adsense google_adsense googlead dfads dfp_ads broadstreet adning pro_ad_display_adzone
    bsa_pro_ad_space wpproads newspack_ads newspack_ad_unit newspack-ad-unit ad-unit adzone
    wpadcenter_ad wpadcenter_adgroup advanced_ads
    """.split()
)
_FORMS = frozenset(
    """
    mc4wp_form mc4wp-form jetpack_subscription_form newsletter_form newsletter newsletter_signup
    newsletter_signup_form mailpoet_form wysija_form mailerlite_form email-subscribers
    email-subscribers-form email-subscribers-advanced-form sibwp_form convertkit convertkit_form
    mailmunch-form yikes-mailchimp mailchimpsf_form mailster_form tnp_form blog_subscription_form
    newspack_newsletters_subscribe newspack-newsletters-subscribe klaviyo_form
    """.split()
)
_DEEPEST = 20
"""So many shortcodes stand in each other; what is deeper is text."""
_RECORDINGS = ("mp3", "m4a", "ogg", "wav", "wma", "flac")
_PLAYER_SOURCES = ("src", *_RECORDINGS, *VIDEOS)
_PICTURE_AND_TEXT = re.compile(
    r"\s*((?:<a\s[^>]*>\s*)?<img\s[^>]*>(?:\s*</a>)?)(.*)", re.DOTALL | re.IGNORECASE
)
_CAPTION_PARAGRAPH = re.compile(r"</?p>|^\s*<br\s*/?>|<br\s*/?>\s*$", re.IGNORECASE)


def _caption(code: Shortcode, page: Page) -> str:
    """`[caption]`, whose text stands after the picture, or, before WordPress 3.4, in a value."""
    inner = with_known_shortcodes(code.inner, page)
    caption = unescape(code.values.get("caption", ""))
    match = _PICTURE_AND_TEXT.match(inner)
    if caption:
        picture = inner
    elif match and match[2].strip():
        picture, caption = match[1], _CAPTION_PARAGRAPH.sub(" ", match[2]).strip()
    else:
        return inner
    return f"<figure>{picture}<figcaption>{caption}</figcaption></figure>"


def _gallery(code: Shortcode, page: Page) -> str:
    """`[gallery]`: the pictures it names, else those that were added to the post."""
    found = _listed(code, page, is_picture)
    if not found:
        message = "a gallery whose pictures are not in the source"
        page.report(
            "empty-gallery", message, "export the media as well: Tools, Export, All content"
        )
    return "".join(picture_html(each, page) for each in found)


def _playlist(code: Shortcode, page: Page) -> str:
    """`[playlist]`: its recordings, or films, one after the other."""
    found = _listed(code, page, lambda each: not is_picture(each))
    return "".join(player_html(each.address) for each in found)


def _listed(code: Shortcode, page: Page, wanted: Callable[[Attachment], bool]) -> list[Attachment]:
    """The files a gallery or list has: by number, or by the post they were added to."""
    values = code.values
    named = values.get("ids") or values.get("include") or ""
    if named:
        return [
            each for each in page.attachments(named.replace(" ", "").split(",")) if wanted(each)
        ]
    post = values.get("id") or str(page.post.number or "")
    without = values.get("exclude", "").replace(" ", "").split(",")
    added = page.site.added_to(int(post) if post.isascii() and post.isdigit() else None)
    found = [each for each in added if wanted(each) and str(each.id) not in without]
    return found[::-1] if values.get("order", "").upper() == "DESC" else found


def _embed(code: Shortcode, page: Page) -> str:
    address = code.inner.strip() or code.values.get("src", "") or code.values.get("0", "")
    return embed_html(address) if address else ""


def _player(code: Shortcode, page: Page) -> str:
    """`[audio]` and `[video]`: what they name, else the first file of that kind of the post."""
    for name in _PLAYER_SOURCES:
        if code.values.get(name):
            return player_html(code.values[name])
    ending = VIDEOS if code.name == "video" else _RECORDINGS
    for attachment in page.site.added_to(page.post.number):
        if attachment.address.lower().endswith(ending):
            return player_html(attachment.address)
    return with_known_shortcodes(code.inner, page)


def _form(code: Shortcode, page: Page) -> str:
    title = code.values.get("title", "")
    words = code.values.get("subscribe_text", "") or code.values.get("description", "")
    inner = with_known_shortcodes(code.inner, page) or (f"<p>{words}</p>" if words else "")
    return module_html("newsletter", title, inner)


_OWN: dict[str, Callable[[Shortcode, Page], str]] = {
    "caption": _caption,
    "wp_caption": _caption,
    "gallery": _gallery,
    "playlist": _playlist,
    "embed": _embed,
    "audio": _player,
    "video": _player,
}
_KNOWN = frozenset((*_OWN, *_ADS - {"ad", "ads", "newsletter"}, *_FORMS - {"newsletter"}))
"""Names of shortcodes that are one wherever they stand; "[ad]" may be an editor's word."""
_PLUGINS = _KNOWN - _OWN.keys()


def with_known_shortcodes(html: str, page: Page) -> str:
    """HTML of an export with what stands in the place of its shortcodes; unknown ones leave their
    text, and their tags are noted."""
    if page.deep >= _DEEPEST:
        return html
    page.deep += 1
    out = with_shortcodes(html, _KNOWN, lambda code: _in_place(code, page))
    page.deep -= 1
    return out


def with_plugins_shortcodes(html: str, page: Page) -> str:
    """HTML as WordPress serves it, in which only shortcodes are left that it does not know: those
    of plugins that are off, and those of its own that somebody wrote to be read."""
    return with_shortcodes(
        html, _PLUGINS, lambda code: None if code.name in _OWN else _in_place(code, page)
    )


def _in_place(code: Shortcode, page: Page) -> str:
    if code.name in _OWN:
        return _OWN[code.name](code, page)
    if code.name in _ADS:
        return slot_html() + with_known_shortcodes(code.inner, page)
    if code.name in _FORMS:
        return _form(code, page)
    page.unknown[code.name] += 1
    tags = f"{code.opening} {code.closing}".strip()
    page.left_out.append(LeftOut(f"the shortcode [{code.name}]", tags, page.post.content_at))
    return with_known_shortcodes(code.inner, page)
