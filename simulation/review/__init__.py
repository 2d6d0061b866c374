"""Timelines, attribution, outcomes and what-if, computed from events and reruns."""
