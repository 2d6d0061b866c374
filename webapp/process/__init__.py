"""What the process needs: its files, faults of disk and database, and its memory; nothing about exercises."""
