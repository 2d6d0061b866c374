"""What single decisions changed: which can be otherwise and how, screening, and prices over runs."""
