"""A folder comes in; stories with everything that they refer to go out, read and checked. Open
`all_stories.py` first, `material.py` for one story.
"""
