"""Who asks for a page, what this visitor may do, and what an error says."""
