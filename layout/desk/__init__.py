"""What people use. This folder itself has only the way in: the installed command, the table of
commands, how its process begins and ends, and the report of command lines that cannot be parsed.
Open `command.py` first.
"""
