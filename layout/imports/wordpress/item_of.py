"""An item of a post: its key and version, its status, its head and copy, and what was left out."""

from __future__ import annotations

import re
from dataclasses import replace

from layout.imports.dates import version_of
from layout.imports.html.copy_of import Setting, copy_of
from layout.imports.item import Item, LeftOut, Status
from layout.imports.wordpress.content.page import Page, words_of
from layout.imports.wordpress.content.pictures import with_library
from layout.imports.wordpress.content.served import served
from layout.imports.wordpress.head import head_of
from layout.imports.wordpress.site import STORY, Post, Site
from slots.finding import Finding, Where

_NUMBER_IN_GUID = re.compile(r"[?&](?:p|page_id)=(\d{1,18})\Z")


def item_of(post: Post, site: Site, key: str) -> Item:
    """The item of a post. Whatever its content is, it comes to one."""
    page = Page(post, site)
    setting = Setting(post.content_at, post.link or site.address)
    html = served(page)
    head = head_of(page, setting)
    copy = with_library(copy_of(html, setting), page)
    _leave_out_comments(page)
    findings = (*post.findings, *page.all_findings(), *copy.findings)
    copy = replace(
        copy,
        left_out=(*page.left_out, *copy.left_out),
        findings=tuple(_placed(each, post.where) for each in findings),
    )
    kind = "" if post.type == STORY else post.type
    version, status = version_of(post.modified), _status_of(post)
    return Item(key, version, post.where, head, copy, status, kind=kind, site=site.name)


def _placed(finding: Finding, where: Where) -> Finding:
    """A finding with the line of its post where it has none of its own."""
    return finding if finding.where.line else replace(finding, where=where)


def key_of(post: Post, site: Site) -> str:
    """What names a post for good, in exports and in answers: its GUID, unless that is the number of
    another post, as where posts were copied; else its site and number."""
    match = _NUMBER_IN_GUID.search(post.guid)
    foreign = match and post.number is not None and int(match[1]) != post.number
    return f"wordpress {post.guid if post.guid and not foreign else number_key(post, site)}"


def number_key(post: Post, site: Site) -> str:
    """The site's address with a post's number; the slug or title where it has none."""
    place = site.address.rstrip("/") or site.name
    return f"{place}/?p={post.number or post.slug or words_of(post.title)}"


def _status_of(post: Post) -> Status:
    """Whether readers of the site see a post. One without a status was never published, as in
    WordPress; a server shows strangers only what is."""
    if post.locked or post.status == "private":
        return Status.PRIVATE
    if post.status == "publish" or (post.rendered and not post.status):
        return Status.PUBLISHED
    return Status.DRAFT


def _leave_out_comments(page: Page) -> None:
    """Readers' comments are words of the source, and none of the story."""
    if page.post.comments:
        text = "\n".join(page.post.comments)
        page.left_out.append(LeftOut("readers' comments", text, page.post.where))
