"""Tests of what a country can only get by asking, on a planted world of two countries."""
