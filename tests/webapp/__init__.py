"""Tests of the web application: its pages, its store and its commands."""
