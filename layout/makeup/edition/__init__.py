"""Making up a whole edition: stories onto pages around the ads, each page filled exactly."""
