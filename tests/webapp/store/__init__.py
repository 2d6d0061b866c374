"""Where exercise and database meet."""
