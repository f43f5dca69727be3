"""Pictures among operators (BI ... ID ... EI) as pictures of the resources. Source: ISO 32000-1,
8.9.7."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pikepdf

from layout.press.separation.refused import Unpressable
from layout.press.separation.spaces import GREY, Space

_KEYS = {
    "/BPC": "/BitsPerComponent",
    "/CS": "/ColorSpace",
    "/D": "/Decode",
    "/DP": "/DecodeParms",
    "/F": "/Filter",
    "/H": "/Height",
    "/IM": "/ImageMask",
    "/I": "/Interpolate",
    "/W": "/Width",
}
_FILTERS = {
    "/AHx": "/ASCIIHexDecode",
    "/A85": "/ASCII85Decode",
    "/LZW": "/LZWDecode",
    "/Fl": "/FlateDecode",
    "/RL": "/RunLengthDecode",
    "/CCF": "/CCITTFaxDecode",
    "/DCT": "/DCTDecode",
}
_AS_IT_IS = ("/G", "/DeviceGray")


def picture_stream(
    pdf: pikepdf.Pdf, dictionary: bytes, data: bytes, space_of: Callable[[str], Space]
) -> Any | None:
    """An inline picture as a stream; None where it has no colours that would be others in print: a
    stencil, or a picture in grey. Raises Unpressable where it cannot be read."""
    try:
        it: Any = pikepdf.Object.parse(b"<<" + dictionary + b">>")
    except (pikepdf.PdfError, ValueError) as error:
        raise Unpressable("a picture among the operators cannot be read") from error
    named = {_KEYS.get(key, key): value for key, value in it.items()}
    if bool(named.get("/ImageMask", False)):
        return None
    space = named.get("/ColorSpace")
    if str(space) in _AS_IT_IS and space_of("/DeviceGray") is GREY:
        return None
    stream: Any = pdf.make_stream(data)
    for key, value in named.items():
        stream[key] = value
    found = named.get("/Filter")
    if isinstance(found, pikepdf.Name):
        stream["/Filter"] = _whole(found)
    elif isinstance(found, pikepdf.Array):
        stream["/Filter"] = pikepdf.Array([_whole(one) for one in found])
    stream["/Type"], stream["/Subtype"] = pikepdf.Name.XObject, pikepdf.Name.Image
    return stream


def _whole(name: Any) -> pikepdf.Name:
    return pikepdf.Name(_FILTERS.get(str(name), str(name)))
