"""WordPress says the same: Debian's own WordPress and MariaDB, filled with the posts of an export:
the story of its export, that of its REST answers and the words of the pages that it serves.

`__main__.py` starts and stops all it needs, under build/wordpress: those of this machine, or others
that apt fetches and nothing installs.
"""
