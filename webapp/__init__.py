"""The shell around the simulation: command line, web pages, database, charts."""
