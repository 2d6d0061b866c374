"""One folder for each procedure between countries."""
