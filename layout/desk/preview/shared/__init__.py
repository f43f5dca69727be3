"""What all views share: the desk itself, answers, events, and the files that it may read and write
(`text_files.py`). Open `desk.py` first.
"""
