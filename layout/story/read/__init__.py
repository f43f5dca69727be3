"""A file comes in, a story goes out: this room chooses the reader and the encoding. A new import
format is added here, with a room of its own beside `markdown`. Open `any_format.py` first.
"""
