"""Rules that can be read but that nobody can mean: checked rules come in, warnings of `newsgrid
check` go out; a file for each thing they warn of. Open `all_warnings.py` first.
"""
