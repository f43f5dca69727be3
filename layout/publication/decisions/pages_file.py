"""The tables of pages.toml, as a pydantic model: what is decided of each kind of thing.

[story.SLUG], [page.NUMBER], [ad.ID], [section.NAME], [house_ad.NAME]    keys in `pages_keys.py`
[dummy.NAME]                                            a page's template, as in `dummies_keys.py`
"""

from __future__ import annotations

from pydantic import Field

from layout.press.boxes.house_ads import HOUSE_ADS
from layout.publication.decisions.dummies_keys import DummyFile
from layout.publication.decisions.pages_keys import (
    NAME,
    NUMBER,
    AdKeys,
    HouseAdKeys,
    PageKeys,
    SectionKeys,
    StoryKeys,
)
from slots.rules.frozen_table import Table
from slots.rules.notation import Strict


class PagesFile(Strict):
    """What the editor decided of a printed edition."""

    story: Table[StoryKeys] = Field(
        default_factory=Table, description="what is decided of stories, by their slugs"
    )
    page: Table[PageKeys] = Field(
        default_factory=Table,
        description="what is decided of pages, by their numbers",
        json_schema_extra={"propertyNames": {"pattern": f"^{NUMBER}$"}},
    )
    ad: Table[AdKeys] = Field(
        default_factory=Table, description="what is decided of ads, by their ids in the ad book"
    )
    section: Table[SectionKeys] = Field(
        default_factory=Table, description="what is decided of sections, by their names"
    )
    house_ad: Table[HouseAdKeys] = Field(
        default_factory=Table,
        description="which house ads stand where, by their names",
        json_schema_extra={"propertyNames": {"enum": [*HOUSE_ADS]}},
    )
    dummy: Table[DummyFile] = Field(
        default_factory=Table,
        description="templates of pages of the publication's own, by their names",
        json_schema_extra={"propertyNames": {"pattern": f"^{NAME}$"}},
    )
