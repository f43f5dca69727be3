"""A page handed on: one HTML file that shows it with its overlay, without the desk. A page's HTML,
its files and what explains it come in, the file goes out. Open `one_file.py` first.
"""
