"""PDF/X-1a:2003: grey, CMYK and spot colours alone, and nothing transparent.

Each requirement is a rule with an id of its own. Source: ISO 15930-4:2003, by what is published
of it: docs/preflight.md names that. The wording is ours.
"""

from __future__ import annotations

from layout.preflight.pdfx import colours, forbidden, intents, metadata, pages
from layout.preflight.subject.subject import Check

X1A: dict[str, Check] = {
    "X1A-version": metadata.at_most(4),
    "X1A-encryption": metadata.encrypted,
    "X1A-file-id": metadata.file_id,
    "X1A-packed-objects": metadata.packed_objects,
    "X1A-identified": metadata.identified_x1a,
    "X1A-title": metadata.informed("Title"),
    "X1A-dates": metadata.informed("CreationDate", "ModDate"),
    "X1A-trapped": metadata.trapped_x1a,
    "X1A-output-intent": intents.one_intent,
    "X1A-condition": intents.condition,
    "X1A-profile": intents.profile_or_registry,
    "X1A-media-box": pages.media_box,
    "X1A-trim-box": pages.trim_box,
    "X1A-boxes-nest": pages.boxes_nest,
    "X1A-view-areas": pages.view_areas,
    "X1A-composite": pages.composite,
    "X1A-annotations": pages.notes,
    "X1A-fonts": pages.fonts,
    "X1A-content": pages.readable,
    "X1A-colour": colours.plain_colour,
    "X1A-spots-agree": colours.spots_agree,
    "X1A-transparency": forbidden.transparency,
    "X1A-layers": forbidden.no_layers,
    "X1A-actions": forbidden.actions,
    "X1A-postscript": forbidden.postscript,
    "X1A-opi": forbidden.opi,
    "X1A-references": forbidden.references,
    "X1A-alternates": forbidden.alternates,
    "X1A-external": forbidden.external,
    "X1A-attachments": forbidden.attachments,
    "X1A-filters": forbidden.packed_by("LZWDecode", "LZW", "Crypt", "JPXDecode", "JBIG2Decode"),
    "X1A-transfer": forbidden.transfer,
    "X1A-halftones": forbidden.halftones,
    "X1A-rendering-intents": forbidden.rendering_intents,
}
