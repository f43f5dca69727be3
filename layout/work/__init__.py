"""What every run needs, whatever it makes: processes, a memory, whole files, and a way
to speak. Open the room, there are no files here.
"""
