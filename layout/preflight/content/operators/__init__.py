"""The operators of content, by what they do: begin with `all_operators.py`. The run of a stream in,
events and a changed state out."""
