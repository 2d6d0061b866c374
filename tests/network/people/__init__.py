"""People who are moved, and people beside the network."""
