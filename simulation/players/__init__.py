"""Policies that play a country from its view alone."""
