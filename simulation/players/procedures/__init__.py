"""The policy of each procedure, by its name."""
