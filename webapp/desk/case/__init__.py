"""Case plan, charges, defence and hearings."""
