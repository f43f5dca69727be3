"""What people touch. Here only the way in: the installed command, the table of commands, how its
process begins and ends, and command lines that nobody can follow. Open `command.py` first.
"""
