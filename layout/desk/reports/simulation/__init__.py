"""`newsgrid simulate`'s report: results come in, a terminal text or one HTML page with charts goes
out. Open `terminal_text.py` first.
"""
