"""ninjs 1.0 to 3.1, superdesk's and AP's included: JSON in, items out. Open `read.py` first."""
