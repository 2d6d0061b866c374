"""Pages of measures at home and of money."""
