"""Rules and strips put together: which gaps are closed to each content and by which rule, what must
keep apart, what a choice is worth. The exact search and all strategies work on this. Open
`build.py` first.
"""
