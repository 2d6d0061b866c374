"""The world of an exercise and the rules of its law: no web, no database, no drawing."""
