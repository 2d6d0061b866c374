"""What an author may write, one file a subject."""
