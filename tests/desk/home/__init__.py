"""The desk's first page: the news, what waits, and what is left after the end of play."""
