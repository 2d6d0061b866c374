"""Days that an instrument sets."""
