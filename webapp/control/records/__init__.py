"""One page a subject of control."""
