"""Restrained money: its review by a court, its confiscation, its return."""
