"""The ad book of one edition: ads.csv or ads.toml comes in; bookings go out, and every mistake at
its cell. Open `read.py` first.
"""
