"""Front matter, the YAML between `---` above a story: text comes in, typed fields and the story's
own rules go out, with a finding at every line that is wrong. Open `yaml_lines.py` first.
"""
