"""Money under restraint."""
