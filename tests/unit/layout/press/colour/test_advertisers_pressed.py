"""Artwork of advertisers as others made it: every file is brought to the press, or refused in
words; no exception, whatever it is."""

import io
import shutil
import subprocess
from pathlib import Path

import pikepdf
import pytest
from support.press.press_files import colours_in, in_print

CORPUS = Path(__file__).parents[6] / "shared" / "corpora" / "advertiser-pdfs"
FILES = sorted(CORPUS.glob("*.pdf")) if CORPUS.is_dir() else []
INKS = {"k", "K", "scn", "SCN", "cs /Pattern", "CS /Pattern", "INLINE IMAGE"}

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not FILES, reason="shared/corpora/advertiser-pdfs is not here"),
]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_file_is_in_inks_or_refused(file, tmp_path):
    try:
        pdf = pikepdf.open(io.BytesIO(file.read_bytes()))
    except pikepdf.PasswordError:
        return  # ads with a password are refused when they come in
    for page in pdf.pages:
        if "/Annots" in page.obj:
            del page.obj["/Annots"]
    if "/AcroForm" in pdf.Root:
        del pdf.Root["/AcroForm"]
    done = in_print(pdf)
    for one in done.refused:
        assert one.message
        assert one.remedy
        assert str(file) not in one.message
    if done.refused:
        return
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True, encryption=False)
    found = set(colours_in(out.getvalue())) - INKS
    assert all(one.endswith(("/DeviceCMYK", "/DeviceGray")) for one in found), found
    if shutil.which("pdftotext"):
        (tmp_path / "a.pdf").write_bytes(out.getvalue())
        texts = [
            subprocess.run(["pdftotext", str(one), "-"], capture_output=True).stdout
            for one in (file, tmp_path / "a.pdf")
        ]
        if not any("/Annots" in page.obj for page in pikepdf.open(file).pages):
            assert texts[0] == texts[1]
