"""Stories onto pages: stories and a grid come in, a document goes out. A story alone is made up in
`story`, a newspaper in `edition`; both use `type`. No files here.
"""
