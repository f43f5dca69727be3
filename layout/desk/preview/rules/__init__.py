"""The rules view: slots.toml read, completed, edited and tried. Open `routes.py` first."""
