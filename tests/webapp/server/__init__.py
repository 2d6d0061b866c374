"""The server around the pages, started as people start it."""
