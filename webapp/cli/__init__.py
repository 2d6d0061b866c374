"""The command line: dispatch, and what its commands share."""
