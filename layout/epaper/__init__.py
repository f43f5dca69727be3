"""The e-paper of an edition: a finished edition and its PDF come in, the files of a folder go out:
pages as PDFs and pictures, what stands where on them, stories to read, and what libraries, apps and
reading devices take. Open `make_epaper.py` first.
"""
