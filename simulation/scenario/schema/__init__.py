"""What an author may write, one file for each subject."""
