"""The commands of `rogatory`: files out and in, backups, and what the documents say of them."""
