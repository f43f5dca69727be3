"""The print edition of one story: its modules and pictures measured, made up, its boxes filled.
Open `print_story.py` first.
"""
