"""When automatic players act, and the interface through which they act."""
