"""What the files of stories end in: one list for readers, the desk's writing and `-o`.

It stands apart from the readers, since the desk's own process knows it and reads no story.
"""

PLAIN_SUFFIXES = (".txt", ".text")
MARKDOWN_SUFFIXES = (".md", ".markdown")
SUFFIXES = (*MARKDOWN_SUFFIXES, *PLAIN_SUFFIXES)
