"""A publication comes in, a web site goes out, of which only what changed is made and written. Open
`changed_stories.py` first, then `finish.py` and `write_changes.py`.
"""
