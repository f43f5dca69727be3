"""What the house puts into boxes: modules, house ads, notes that keep an ad's place, printed
addresses. Open `module_markup.py` first.
"""
