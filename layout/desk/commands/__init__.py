"""One file for each command of `newsgrid`: arguments come in, a report goes out. Open the file with
the command's name; `web.py` is a short one.
"""
