"""What stands in the reserved box of each ad: creatives and sizes come in; beds with their markup,
script and policy go out. Open `beds.py` first.
"""
