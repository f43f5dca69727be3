"""Long work by several processes with the same results as by one; everything that is started ends
with its parent. Tasks come in, results go out in order. Open `crew.py` first.
"""
