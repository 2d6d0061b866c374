"""Meetings of countries, their minutes and tasks."""
