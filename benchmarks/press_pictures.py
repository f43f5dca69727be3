"""The pictures of docs/press.md: a page before and after it is brought to the press, and where the
ink limit bites.

    python -m benchmarks.press_pictures PLAIN.pdf PROFILE.icc docs

Pages are separated by Ghostscript and shown as the profile says they look: the picture is a proof.
"""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import pikepdf
from PIL import Image, ImageCms

from layout.press.colour.document import Wishes, in_inks
from layout.press.separation.ink_limit import limited_pixels
from layout.press.separation.printer import Printer

_DPI = 40
_LIMIT = 220
_INTENT = ImageCms.Intent.RELATIVE_COLORIMETRIC
_FLAGS = ImageCms.Flags.BLACKPOINTCOMPENSATION
_GAP = 8


def main(plain: Path, profile: Path, folder: Path) -> None:
    """Writes both pictures into a folder."""
    press = Printer(profile.read_bytes(), _LIMIT)
    proof = ImageCms.buildTransform(
        str(profile), ImageCms.createProfile("sRGB"), "CMYK", "RGB", _INTENT, _FLAGS
    )
    for name, image in (
        ("press-before-after", _page(plain, press, proof)),
        ("press-ink-limit", _limit(plain, press, proof)),
    ):
        image.quantize(200).save(folder / f"{name}.png", optimize=True)


def _page(plain: Path, press: Printer, proof: ImageCms.ImageCmsTransform) -> Image.Image:
    with pikepdf.open(plain) as pdf:
        del pdf.pages[1:]
        before = _rendered(_bytes(pdf), "png16m")
        in_inks(pdf, press, Wishes(dpi=200))
        inks = _rendered(_bytes(pdf), "tiff32nc")
    after = ImageCms.applyTransform(inks, proof)
    assert after is not None
    return _beside([before, after, _difference(before, after)])


def _limit(plain: Path, press: Printer, proof: ImageCms.ImageCmsTransform) -> Image.Image:
    """Pictures in inks that were made without thinking of newsprint: three a file has, darkened."""
    rows = []
    for picture in _pictures(plain)[:3]:
        light = np.asarray(picture.convert("RGB").resize((240, 160)), np.float64) / 255
        inks = np.zeros((160, 240, 4), np.uint8)
        dark = (1 - light) * 1.15
        inks[:, :, :3] = np.clip(dark * 255, 0, 255)
        inks[:, :, 3] = np.clip((np.min(dark, axis=2) - 0.2) * 300, 0, 255)
        limited = _limited(inks, press)
        images = [Image.frombytes("CMYK", (240, 160), one.tobytes()) for one in (inks, limited)]
        shown = [ImageCms.applyTransform(image, proof) for image in images]
        taken = inks.sum(axis=2, dtype=int) - limited.sum(axis=2, dtype=int)
        where = Image.fromarray(np.clip(taken, 0, 255).astype(np.uint8)).convert("RGB")
        rows.append(_beside([*(one for one in shown if one is not None), where]))
    whole = Image.new("RGB", (rows[0].width, sum(row.height + _GAP for row in rows)), "white")
    for at, row in enumerate(rows):
        whole.paste(row, (0, at * (row.height + _GAP)))
    return whole


def _limited(inks: np.ndarray, press: Printer) -> np.ndarray:
    return limited_pixels(inks, press.limit)


def _pictures(plain: Path) -> list[Image.Image]:
    """The largest photographs of a file."""
    with pikepdf.open(plain) as pdf:
        found = [
            it
            for it in pdf.objects
            if isinstance(it, pikepdf.Stream)
            and it.get("/Subtype") == "/Image"
            and it.get("/Filter") == "/DCTDecode"
        ]
        found.sort(key=lambda it: -len(it.read_raw_bytes()))
        return [Image.open(io.BytesIO(it.read_raw_bytes())).copy() for it in found]


def _bytes(pdf: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def _rendered(data: bytes, device: str) -> Image.Image:
    with tempfile.TemporaryDirectory() as folder:
        file, out = Path(folder, "in.pdf"), Path(folder, "out")
        file.write_bytes(data)
        command = ["gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", f"-sDEVICE={device}"]
        command += [f"-r{_DPI * 4}", f"-sOutputFile={out}", str(file)]
        subprocess.run(command, check=True)
        with Image.open(out) as image:
            return image.reduce(4)


def _difference(before: Image.Image, after: Image.Image) -> Image.Image:
    apart = np.abs(np.asarray(before, int) - np.asarray(after, int)).max(axis=2)
    return Image.fromarray(np.clip(apart, 0, 255).astype(np.uint8)).convert("RGB")


def _beside(images: list[Image.Image]) -> Image.Image:
    width = sum(image.width for image in images) + _GAP * (len(images) - 1)
    whole = Image.new("RGB", (width, images[0].height), "white")
    at = 0
    for image in images:
        whole.paste(image, (at, 0))
        at += image.width + _GAP
    return whole


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
