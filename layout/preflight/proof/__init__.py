"""The proof of a preflight: files with their verdicts in, a PDF out that shows each page with what
was found. Begin with `draw.py`."""
