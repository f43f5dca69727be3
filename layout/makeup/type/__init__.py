"""The parts of a page in type: headlines, legs, cutlines, furniture, index; each set to a width in
whole grid rows. Open `pour.py` for legs, `headline.py` for heads.
"""
