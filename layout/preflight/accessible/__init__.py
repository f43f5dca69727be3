"""A PDF comes in; out goes what keeps it from being PDF/UA-1, so far as a program can tell (ISO
14289-1; the conditions are those of the Matterhorn Protocol that need no human). Open `check.py`
first.
"""
