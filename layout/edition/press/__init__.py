"""An edition comes in; the files that its printer takes go out. Open `print_files.py`."""
