"""The only place where exercise and database meet."""
