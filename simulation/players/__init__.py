"""Automatic players: policies that play a country from its view alone."""
