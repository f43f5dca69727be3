"""What libraries, agencies and reading devices take: an issue comes in, out go ALTO of its pages,
NITF of its stories, an EPUB of these, and METS of all its files. Open `mets.py` first.
"""
