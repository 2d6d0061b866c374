"""Tests of the shape of the project: layers, sizes, forbidden names, what a wheel holds."""
