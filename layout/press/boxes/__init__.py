"""Markup for boxes: modules, house ads, notes that keep an ad's place, printed addresses. A module
or an ad and a size come in, HTML for `layout.press.frames` goes out. Open `module_markup.py` first.
"""
