"""Tests of requests, law and offices."""
