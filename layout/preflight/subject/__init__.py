"""What rules see and say: a file with its pages walked in, faults with page and place out. Begin
with `subject.py`."""
