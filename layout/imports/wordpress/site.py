"""What an export or an answer says, read: posts, and the site that they need.

Both readers, of XML and of JSON, end here; what makes items of it does not know which it was.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from slots.finding import NOWHERE, Finding, Where

STORY = "post"
"""The type of post that is a story; pages and the site's own types are not."""

MACHINERY = frozenset(
    """
    attachment revision nav_menu_item custom_css customize_changeset oembed_cache user_request
    wp_block wp_template wp_template_part wp_global_styles wp_navigation wp_font_family
    wp_font_face guest-author acf-field acf-field-group wpcf7_contact_form wpforms mc4wp-form
    elementor_library newspack_popups_cpt newspack_nl_list advanced_ads advanced_ads_plcmnt
    shop_order shop_order_refund shop_coupon scheduled-action jp_img_sitemap jp_sitemap
    jp_sitemap_master feedback amp_validated_url
    """.split()
)
"""Types of posts that no reader of the site opens as a page: settings, menus, forms, old copies."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of the media library: its address, caption (HTML), alt text, credit, and the post it
    was added to; `order` is its place among those of the same post."""

    id: int
    address: str
    title: str = ""
    caption: str = ""
    alt: str = ""
    credit: str = ""
    parent: int = 0
    order: int = 0


@dataclass(frozen=True, slots=True)
class Term:
    """A category, tag or other term a post has: its taxonomy, slug, name and number."""

    domain: str
    slug: str
    name: str
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """A post as the source has it.

    `title`, `content` and `excerpt` are HTML: as it was written, or, where `rendered`, as
    WordPress serves it. `authors` are names as they are shown, `accounts` the logins they stand
    for where the source has no name. `moment` and `modified` have a zone where the source has
    both its times. `comments` are approved ones, with their authors. `missing` names what the
    source ought to have said and did not.
    """

    type: str = STORY
    status: str = ""
    number: int | None = None
    guid: str = ""
    link: str = ""
    title: str = ""
    content: str = ""
    excerpt: str = ""
    rendered: bool = False
    slug: str = ""
    authors: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    moment: datetime.datetime | None = None
    modified: datetime.datetime | None = None
    terms: tuple[Term, ...] = ()
    meta: Mapping[str, str] = field(default_factory=dict)
    sticky: bool = False
    locked: bool = False
    comments: tuple[str, ...] = ()
    comment_count: int = 0
    featured: Attachment | None = None
    language: str = ""
    where: Where = NOWHERE
    content_at: Where = NOWHERE
    findings: tuple[Finding, ...] = ()


@dataclass(slots=True)
class Site:
    """All that posts need and that may stand anywhere in a source. Filled by a first reading."""

    address: str = ""
    language: str = ""
    name: str = ""
    attachments: dict[int, Attachment] = field(default_factory=dict)
    patterns: dict[int, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    """What accounts are called, by login or number; guest authors by slug."""
    terms: dict[int, Term] = field(default_factory=dict)
    term_numbers: dict[tuple[str, str], int] = field(default_factory=dict)
    """Numbers of terms by taxonomy and slug, which is how posts of an export name them."""
    comments: dict[int, list[str]] = field(default_factory=dict)
    """Readers' comments by the number of their post, where they are in answers of their own."""
    by_file: dict[str, int] = field(default_factory=dict)
    """Attachments by what their address is known by: the copy may have a smaller size."""
    by_post: dict[int, set[int]] = field(default_factory=dict)
    """Attachments by the number of the post they were added to."""

    def add(self, attachment: Attachment) -> None:
        """Takes up a file of the media library."""
        self.attachments[attachment.id] = attachment
        self.by_file.setdefault(file_key(attachment.address), attachment.id)
        self.by_post.setdefault(attachment.parent, set()).add(attachment.id)

    def added_to(self, post: int | None) -> list[Attachment]:
        """The files added to a post, in the order a gallery of them has."""
        if not post:
            return []
        added = (self.attachments[number] for number in self.by_post.get(post, ()))
        own = [each for each in added if each.parent == post]
        return sorted(own, key=lambda each: (each.order, each.id))


def whole_number(text: str) -> int | None:
    """The number that figures alone say, None for anything else, and for one too long."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def file_key(address: str) -> str:
    """What an address of an uploaded file is known by, whatever its host and query.

    >>> file_key("https://paper.example/wp-content/uploads/2024/05/pier.jpg?w=300")
    '2024/05/pier.jpg'
    """
    path = address.split("?", 1)[0].split("#", 1)[0]
    for mark in ("/uploads/", "/files/"):
        if mark in path:
            return path.rsplit(mark, 1)[1]
    return path.split("://", 1)[-1]
