"""The YAML between `---` above a story: text comes in, typed fields and the story's own rules go
out, with a finding at every line that cannot be meant. Open `yaml_lines.py` first.
"""
