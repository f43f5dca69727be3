"""Stories, ad book and findings in the desk, file by file."""
