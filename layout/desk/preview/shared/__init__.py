"""What all views share: the desk itself, answers and events. Open `desk.py` first."""
