"""Tests of the whole project, one small file a feature."""
