"""PDF/X-4: complete exchange with transparency, layers and colours by profiles.

Each requirement is a rule with an id of its own. Source: ISO 15930-7:2010, by what is published
of it: docs/preflight.md names that. The wording is ours.
"""

from __future__ import annotations

from layout.preflight.pdfx import colours, forbidden, intents, metadata, pages
from layout.preflight.subject.subject import Check

X4: dict[str, Check] = {
    "X4-version": metadata.at_most(6),
    "X4-encryption": metadata.encrypted,
    "X4-file-id": metadata.file_id,
    "X4-metadata": metadata.metadata,
    "X4-identified": metadata.identified,
    "X4-title": metadata.named("dc:title"),
    "X4-dates": metadata.named("xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate"),
    "X4-document-id": metadata.named("xmpMM:DocumentID", "xmpMM:VersionID", "xmpMM:RenditionClass"),
    "X4-trapped": metadata.trapped,
    "X4-info-agrees": metadata.agrees,
    "X4-output-intent": intents.one_intent,
    "X4-condition": intents.condition,
    "X4-profile": intents.profile,
    "X4-media-box": pages.media_box,
    "X4-trim-box": pages.trim_box,
    "X4-boxes-nest": pages.boxes_nest,
    "X4-view-areas": pages.view_areas,
    "X4-annotations": pages.notes,
    "X4-fonts": pages.fonts,
    "X4-content": pages.readable,
    "X4-device-colour": colours.device_colour,
    "X4-profiles": colours.profiles,
    "X4-profiles-overprint": colours.profiles_overprint,
    "X4-spots-agree": colours.spots_agree,
    "X4-actions": forbidden.actions,
    "X4-postscript": forbidden.postscript,
    "X4-opi": forbidden.opi,
    "X4-references": forbidden.references,
    "X4-alternates": forbidden.alternates,
    "X4-external": forbidden.external,
    "X4-filters": forbidden.packed_by("LZWDecode", "LZW", "Crypt"),
    "X4-transfer": forbidden.transfer,
    "X4-halftones": forbidden.halftones,
    "X4-blends": forbidden.blends,
    "X4-rendering-intents": forbidden.rendering_intents,
    "X4-layers": forbidden.layers,
    "X4-presentations": forbidden.presentations,
}
