"""Documents of office programs: Word (.docx) and OpenDocument (.odt, .fodt) come in, an item goes
out; a finding for what has to be saved anew first (.doc, .rtf, a file with a password).

    parts ──accepted──▶ Word as it reads ──mammoth──┐
                                                     ├─▶ Written ──head.py──▶ Item
    parts ──odfdo─────▶ content, styles ────────────┘

Open `written.py` first: what both readers give; then `word.py`, `open_document.py`.
"""
