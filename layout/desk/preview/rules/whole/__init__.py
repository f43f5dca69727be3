"""Rules tried on all stories: a draft comes in; what changes, story by story and in sums, goes out.
Open `tasks.py` first.
"""
