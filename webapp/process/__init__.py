"""What the process stands on: its files, what hinders them, what it keeps in memory; nothing of exercises."""
