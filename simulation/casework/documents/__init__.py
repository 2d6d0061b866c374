"""Documents as values: made from traces, each kind by its own writer."""
