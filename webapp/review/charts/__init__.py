"""The charts; the only place with matplotlib."""
