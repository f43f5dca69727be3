"""Everything that is wrong before it costs anything: a file or a publication comes in, findings go
out. Open `one_file.py` first.
"""
