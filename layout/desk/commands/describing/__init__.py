"""Commands that say what newsgrid is like itself, for editors of files, programs and shells.

Comes in: the names of a file people write, of a command, or of a shell. Goes out: a JSON schema, or
a script of completion. Begin with `schema.py`.
"""
