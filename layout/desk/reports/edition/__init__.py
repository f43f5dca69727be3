"""What `newsgrid print` writes and tells: an edition or one story comes in; its files are written,
and a summary goes out. Open `print_publication.py` first, `print_lone_story.py` for one story.
"""
