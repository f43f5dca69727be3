"""ads.txt: who may sell the publication's advertising space, as buyers look it up.

# Who may sell the advertising space of this site (iabtechlab.com/ads-txt)
google.com, pub-1234567890123456, DIRECT, f08c47fec0942fa0
CONTACT=ads@gazette.example
OWNERDOMAIN=gazette.example
"""

from __future__ import annotations

from collections.abc import Iterator

from layout.story.creative import Creatives, Seller

NAME = "ads.txt"


def ads_txt(creatives: Creatives) -> bytes:
    """The file for the root of the site; nothing (b"") where nobody sells.

    Records come in the order of creatives.toml, each once; variables after them. Source: IAB Tech
    Lab, ads.txt 1.1, sections 3.4 to 3.6.
    """
    if not creatives.sellers:
        return b""
    return "".join(f"{line}\n" for line in _lines(creatives)).encode()


def sellers_file(creatives: Creatives) -> dict[str, bytes]:
    """ads.txt by its name, for a folder of files; nothing where nobody sells."""
    return {NAME: ads_txt(creatives)} if creatives.sellers else {}


def _lines(creatives: Creatives) -> Iterator[str]:
    yield "# Who may sell the advertising space of this site (iabtechlab.com/ads-txt)"
    yield from dict.fromkeys(_record(seller) for seller in creatives.sellers)
    owners = creatives.owners
    variables = {
        "CONTACT": owners.contact,
        "OWNERDOMAIN": owners.owner,
        "MANAGERDOMAIN": owners.manager,
    }
    yield from (f"{name}={value}" for name, value in variables.items() if value)


def _record(seller: Seller) -> str:
    fields = (seller.domain, seller.account, seller.relationship, seller.certification)
    return ", ".join(field for field in fields if field)
