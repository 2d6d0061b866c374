"""Who joins, stands in, talks and is held."""
