"""Words for translators: what has to be said, the files in which it goes out and comes in, and what was forgotten."""
