"""What PDF/X asks of a file: a chapter for each group of requirements, a check for each. Begin
with `x4.py` and `x1a.py`, which say what belongs to which of the two standards."""
