"""Constraint programming for one story with ads and modules on print pages: shapes come in; the
place of each, and the news hole left to the story, go out. Open `place_lone_story.py` first.
"""
