"""State, commands, events and copies that every subject of an exercise stands on."""
