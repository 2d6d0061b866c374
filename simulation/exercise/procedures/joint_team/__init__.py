"""The joint investigation team."""
