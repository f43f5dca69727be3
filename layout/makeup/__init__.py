"""Stories onto pages."""
