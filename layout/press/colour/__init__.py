"""A PDF comes in; the same PDF in the inks of one press goes out: nothing but DeviceCMYK,
DeviceGray and the spot colours that the press runs. Open `document.py` first.
"""
