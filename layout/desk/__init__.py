"""What people touch. Here only the way in: the installed command, the table of commands,
completion, and command lines that nobody can follow. Open `command.py` first.
"""
