"""The desk's first page, the warm-up, and what happened after the end of play."""
