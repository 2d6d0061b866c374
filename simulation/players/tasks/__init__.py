"""One task of an office a module."""
