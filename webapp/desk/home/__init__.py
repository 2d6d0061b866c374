"""The desk's first page, the warm-up, and what came after play."""
