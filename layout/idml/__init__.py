"""An edition comes in, pages that a designer goes on with go out, as IDML (InDesign Markup); and an
IDML page comes in, a dummy goes out (`drawn`). Open `make_idml.py` first.
"""
