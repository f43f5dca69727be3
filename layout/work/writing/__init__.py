"""Files written whole or not at all: bytes and a name come in; the file takes its name in one step,
and leftovers of killed runs are removed. Open `whole_files.py` first.
"""
