"""Who joins, stands in, talks, is bought or is held."""
