"""Who is asking, what is allowed, what an error says."""
