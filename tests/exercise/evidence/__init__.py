"""From what happened in the world to a document in a file, and what is found of conduct."""
