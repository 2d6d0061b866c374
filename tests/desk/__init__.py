"""Tests of the team desk."""
