"""Rules that cannot hold: typed rules and their text come in, mistakes with line and remedy go out,
and no rules come of such a file. Open `all_mistakes.py` first.
"""
