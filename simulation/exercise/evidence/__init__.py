"""From traces in the world to a document in a file."""
