"""The case page: plan and charges."""
