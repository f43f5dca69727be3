"""What was written, as typed values: story, blocks, runs, modules, the publication it appears in.
Readers produce them, every edition consumes them. Open `as_written.py` first.
"""
