"""Files for tests of print files, and a reader that says what colours are in a file: it shares no
code with what converts them."""

from __future__ import annotations

import io
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pikepdf
from PIL import Image
from support.press.press_profile import press_profile

from layout.press.colour.document import Done, Wishes, in_inks
from layout.press.separation.printer import Printer

_OPERATORS = {"g", "G", "rg", "RG", "k", "K", "sc", "SC", "scn", "SCN", "INLINE IMAGE"}


def printer(limit: int = 220) -> Printer:
    return Printer(press_profile(), limit)


def page_of(content: bytes, width: int = 200, height: int = 200, **resources) -> pikepdf.Pdf:
    """A file of one page with content; `resources` are dictionaries by the name of their kind."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(width, height))
    page = pdf.pages[0].obj
    page.Contents = pdf.make_stream(content)
    page.Resources = pikepdf.Dictionary({f"/{kind}": table for kind, table in resources.items()})
    return pdf


def in_print(pdf: pikepdf.Pdf, limit: int = 220, **wishes) -> Done:
    return in_inks(pdf, printer(limit), Wishes(**wishes))


def content_of(pdf: pikepdf.Pdf, page: int = 0) -> str:
    """The content of a page as converted, a line for each operator."""
    parsed = pikepdf.parse_content_stream(pdf.pages[page])
    return "\n".join(pikepdf.unparse_content_stream([one]).decode("latin-1") for one in parsed)


def saved(pdf: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()


def picture(pdf: pikepdf.Pdf, pixels: np.ndarray, space, **entries) -> pikepdf.Stream:
    """A picture XObject of eight bits."""
    made = pdf.make_stream(np.ascontiguousarray(pixels, np.uint8).tobytes())
    made.Type, made.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    made.Width, made.Height, made.BitsPerComponent = pixels.shape[1], pixels.shape[0], 8
    made.ColorSpace = space
    for key, value in entries.items():
        made[f"/{key}"] = value
    return made


def colours_in(data: bytes) -> Counter[str]:
    """All ways in which a file says colours: operators, spaces of pictures, shadings, groups. What
    is there and reached by nothing is left out by saving."""
    found: Counter[str] = Counter()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        drawn = [page.obj for page in pdf.pages]
        for it in pdf.objects:
            if isinstance(it, pikepdf.Stream | pikepdf.Dictionary):
                found.update(_spaces_of(it))
            if isinstance(it, pikepdf.Stream):
                form = str(it.get("/Subtype", "")) == "/Form" or it.get("/PatternType") == 1
                drawn += [it] if form else []
        for stream in drawn:
            found.update(_operators_of(stream))
    return found


def _spaces_of(it) -> Iterator[str]:
    """The colour spaces that an object names."""
    if str(it.get("/Subtype", "")) == "/Image" and not it.get("/ImageMask", False):
        yield f"picture {_space(it.get('/ColorSpace'))}"
    if "/ShadingType" in it:
        yield f"shading {_space(it.ColorSpace)}"
    if it.get("/S") == "/Transparency" and "/CS" in it:
        yield f"group {_space(it.CS)}"
    for space in (it.get("/ColorSpace") or {}).values() if _is_table(it) else ():
        yield f"space {_space(space)}"


def _operators_of(stream) -> Iterator[str]:
    """The operators of content that choose colours."""
    for operation in pikepdf.parse_content_stream(stream):
        name = str(operation.operator)
        if name in ("cs", "CS"):
            yield f"{name} {operation.operands[0]}"
        elif name in _OPERATORS:
            yield name


def _is_table(it) -> bool:
    return isinstance(it.get("/ColorSpace"), pikepdf.Dictionary)


def _space(it) -> str:
    if isinstance(it, pikepdf.Array):
        inner = f" {_space(it[1])}" if str(it[0]) in ("/Indexed", "/Pattern") else ""
        return f"{it[0]}{inner}"
    return str(it)


def inks_of(data: bytes, page: int = 1, dpi: int = 72) -> np.ndarray:
    """What a page has of each ink in per cent, as Ghostscript separates it: height x width x 4."""
    with tempfile.TemporaryDirectory() as folder:
        file, out = Path(folder, "in.pdf"), Path(folder, "out.tif")
        file.write_bytes(data)
        command = ["gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiff32nc", f"-r{dpi}"]
        command += ["-dOverprint=/simulate", f"-dFirstPage={page}", f"-dLastPage={page}"]
        subprocess.run([*command, f"-sOutputFile={out}", str(file)], check=True, timeout=120)
        with Image.open(out) as image:
            return np.asarray(image).astype(float) / 2.55


def most_ink(inks: np.ndarray, dpi: int = 72, square: float = 15) -> float:
    """The highest mean of ink in any square of so many millimetres."""
    total = inks.sum(axis=-1)
    side = min(round(square / 25.4 * dpi), *total.shape)
    sums = np.pad(total, ((1, 0), (1, 0))).cumsum(0).cumsum(1)
    means = sums[side:, side:] - sums[:-side, side:] - sums[side:, :-side] + sums[:-side, :-side]
    return float(means.max()) / side**2
