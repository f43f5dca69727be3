"""Best-first search: a problem comes in, the chain of boxes that is worth most goes out, with an
upper bound that proves it. Open `best_first.py` first, then `outlook.py`.
"""
