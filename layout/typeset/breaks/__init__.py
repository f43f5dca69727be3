"""Line breaking: tokens and a measure come in, lines go out. Knuth-Plass for print, greedy as
browsers do for the web, by sense for headlines. Open `break_paragraph.py` first.
"""
