"""The scenarios that ship with Rogatory, one directory each, as data."""
