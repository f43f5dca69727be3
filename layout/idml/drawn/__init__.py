"""An IDML page that a designer drew comes in, a dummy goes out: frames, then regions, then columns
and rows. Open `read_dummy_page.py` first.
"""
