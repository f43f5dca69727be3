"""What `newsgrid print` writes and reports: an edition or one story comes in; its files
and a summary go out. Open `print_publication.py` first, `print_lone_story.py` for one story.
"""
