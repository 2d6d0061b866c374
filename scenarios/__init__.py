"""The scenarios that come with Rogatory, one directory each, as data."""
