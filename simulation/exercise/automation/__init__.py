"""When automatic players act, and the port through which they do."""
