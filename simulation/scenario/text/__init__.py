"""The texts of a scenario, by language."""
