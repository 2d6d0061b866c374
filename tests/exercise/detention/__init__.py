"""Tests of the clocks of people who are held."""
