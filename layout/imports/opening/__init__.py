"""Sources, wherever they lie: names from the command line come in; sources go out one after the
other, each recognised by its content, and a finding for what is none. Open `open_sources.py` first.
"""
