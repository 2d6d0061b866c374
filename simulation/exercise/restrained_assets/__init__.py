"""Money under restraint: its court review, its confiscation, its return."""
