"""Pages in other languages: what fits, and where their words stand."""
