"""Files of others opened with care: bytes in, pages, streams and values out, each within bounds.
Begin with `pdf.py`."""
