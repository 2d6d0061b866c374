"""Documents: list, sheet, search, marks."""
