"""One story with ads and modules on print pages, as an integer program: shapes come in; the place
of each, and the news hole left to the story, go out. Open `place_all.py` first.
"""
