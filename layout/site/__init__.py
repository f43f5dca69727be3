"""A publication comes in, a web site goes out, of which only what changed is made and written. Open
`make_site.py` first, which is its stages, then `changed_stories.py`, `finish.py` and
`write_changes.py`.
"""
