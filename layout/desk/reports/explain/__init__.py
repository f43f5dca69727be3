"""`newsgrid explain` and `place`: decisions come in; for every ad and box, where it stands and why,
or every refusal, goes out. Open `view.py` first.
"""
