"""Stories to read: a story comes in, out go its pictures and its markup. Open `story_markup.py`
first.
"""
