"""Partition of the web application: what each person may find, and what nobody can break."""
