"""Who is asking, what is allowed, and what is said of a fault."""
