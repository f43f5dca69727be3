"""One or two sets of rules and all stories come in; what the rules do to each story, and sums, go
out. Open `simulate.py` first, then `results.py`.
"""
