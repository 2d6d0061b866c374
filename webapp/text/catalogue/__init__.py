"""English sentences by subject."""
