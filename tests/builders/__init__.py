"""Builders of small worlds for tests."""
