"""Why something was refused, in sentences, and what to change in the rules or the story so that it
fits. Open `outcome.py` first.
"""
