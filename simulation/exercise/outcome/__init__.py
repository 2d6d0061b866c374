"""What an exercise came to: every figure that pages, tables and commands tell, defined once, one module a subject."""
