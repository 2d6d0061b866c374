"""Forms as people fill them."""
