"""The editor's decisions in an edition: the task of make-up comes in, out goes the same with those
decisions that can be kept, and what is said of the others. Open `kept_in_edition.py` first;
`refused_in_words.py` says what is told.
"""
