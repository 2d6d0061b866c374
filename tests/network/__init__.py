"""Tests of the criminal network."""
