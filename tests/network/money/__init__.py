"""The money flow."""
