"""Redirects for printed addresses: pages that lead on those who type what the paper has printed.

The print edition prints "gazette.example/r/7pwgt" where the web has a link, and under a story that
it has shortened. Here each such code gets a page that sends readers on (by `meta refresh`, without
script), with a link for those whom it does not send. Where two stories have the same code, which is
rare, the page sends nobody: it has a link to each of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple
from urllib.parse import urlsplit

from layout.press.boxes.house_ads import HOUSE_ADS
from layout.press.boxes.printed_address import (
    address_base,
    short_address,
    sign_up_address,
    story_target,
)
from layout.story.as_written import Story
from layout.story.block import Embed
from layout.story.module import Module
from layout.story.publication import Publication
from layout.story.run import text_of
from layout.web.cards.addresses import SHORT

_HOME = ""
"""The home page, as a path: where addresses lead that stand for no other page."""

_PART = re.compile(r"[A-Za-z0-9_~-][A-Za-z0-9._~-]*")
"""What a folder of the site may be called by a printed address: no name with a dot at its start."""


class PrintedLink(NamedTuple):
    """A link that the paper prints an address for: the `target` that the address is made from (the
    link's address, else its text), and where it `leads`: an http address, or a path of the site."""

    target: str
    leads: str


def printed_by(story: Story, path: str) -> tuple[PrintedLink, ...]:
    """What the paper prints addresses for: the story itself, at `path`, and the links of its
    modules. They lead to the link's own address; where there is none, to the story's page."""
    itself = PrintedLink(story_target(story.slug), path)
    return tuple(dict.fromkeys((itself, *_printed(story, path))))


def _printed(story: Story, path: str) -> Iterator[PrintedLink]:
    for ask in story.asks:
        module = ask.content
        if not isinstance(module, Module):
            continue
        for item in module.items:
            if item.link:
                target = item.href or text_of(item.runs)
                yield PrintedLink(target, _leads(item.href or "", path))
        for block in module.blocks:
            if isinstance(block, Embed):
                yield PrintedLink(block.href, _leads(block.href, path))


def printed_by_sign_ups(story: Story, publication: Publication, path: str) -> Iterator[PrintedLink]:
    """The same for its sign-up boxes: they lead to the form's address, else to the story's page."""
    for ask in story.asks:
        module = ask.content
        if isinstance(module, Module) and module.kind == "newsletter":
            action = module.action or publication.newsletter_action
            address = sign_up_address(module, publication)
            leads = _leads(address if action else "", path)
            yield PrintedLink(address, leads)
            if not action:
                yield PrintedLink(text_of(module.title), leads)


def _leads(href: str, path: str) -> str:
    return href if urlsplit(href).scheme in ("http", "https") else path


def redirects(
    printed: Iterable[PrintedLink], publication: Publication
) -> Mapping[str, tuple[str, ...]]:
    """The pages that send readers on, by path in the site: where each leads, to more than one place
    where targets happen to have one code.

    Of two links to one target the first says where it leads. House ads lead to the home page.
    """
    folder = _short_folder(publication)
    found: dict[str, dict[str, str]] = {}
    house = (PrintedLink(f"house-ad-{name}", _HOME) for name in HOUSE_ADS)
    for target, leads in (*printed, *house):
        code = short_address(publication, target).rsplit("/", 1)[-1]
        found.setdefault(f"{folder}{code}/index.html", {}).setdefault(target, leads)
    return {path: tuple(dict.fromkeys(by.values())) for path, by in sorted(found.items())}


def _short_folder(publication: Publication) -> str:
    """The folder of the site that printed addresses begin with, with a slash at its end.

    That is what their base has after the site's own address. A base on another host is served
    from "r/": point that host there.
    """
    site = urlsplit(publication.site)
    own = site.netloc.removeprefix("www.") + site.path.rstrip("/")
    base = address_base(publication)
    if publication.site and (base == own or base.startswith(f"{own}/")):
        parts = [part for part in base.removeprefix(own).split("/") if part]
        if all(_PART.fullmatch(part) for part in parts):
            return "".join(f"{part}/" for part in parts)
    return f"{SHORT}/"
