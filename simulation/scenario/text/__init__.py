"""Reading load and warm-up words of a scenario, and what is wrong with its files in words."""
