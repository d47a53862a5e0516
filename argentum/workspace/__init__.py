"""What lies on the user's disk: configuration, projects, documents and how files are written."""
