"""When automatic players act."""
