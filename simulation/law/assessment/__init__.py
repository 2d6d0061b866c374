"""What can be said objectively of a request: contents, dual criminality, grounds, safeguards."""
