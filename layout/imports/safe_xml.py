"""The one door for XML of others: the settings with which nothing in it can do harm, and the first
of its mistakes.

No entity is expanded, no DTD is loaded, nothing is fetched, whatever a file asks for; comments and
processing instructions are no words of it. Each format sets the size of what it reads by itself.
"""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree


def xml_parser(recover: bool = False, huge: bool = False) -> etree.XMLParser:
    """A parser for one file. With `recover` it reads what is not well-formed as far as that goes,
    and says so (`mistake_of`). Only with `huge` may elements stand over 256 deep in each other and
    a text have over 10 MB: for whom has limits of its own.

    >>> from lxml import etree
    >>> boom = b'<!DOCTYPE a [<!ENTITY b "boom">]><a>&b;<!-- c --></a>'
    >>> etree.fromstring(boom, xml_parser()).text is None
    True
    """
    return etree.XMLParser(
        recover=recover,
        huge_tree=huge,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )


@dataclass(frozen=True, slots=True)
class Mistake:
    """The first mistake of a file that was read nevertheless, on one line, and how many more there
    are."""

    message: str
    line: int
    column: int | None
    more: int


def mistake_of(parser: etree.XMLParser) -> Mistake | None:
    """What a parser that recovers found first; None where all was well-formed. Names of characters
    that nobody declared are no mistake: who reads the text says what becomes of them."""
    errors = [
        each
        for each in parser.error_log
        if each.level_name != "WARNING" and "not defined" not in each.message
    ]
    if not errors:
        return None
    message = " ".join(errors[0].message.split())
    return Mistake(message, errors[0].line, errors[0].column or None, len(errors) - 1)
