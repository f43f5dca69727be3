"""Rules that can be read but that nobody can mean: checked rules come in, warnings of `newsgrid
check` go out; one file for each kind of warning. Open `all_warnings.py` first.
"""
