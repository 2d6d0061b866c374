"""The results of an exercise: every figure of pages, tables and commands, defined once, one module for each subject."""
