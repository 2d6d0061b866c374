"""What every part of an exercise stands on: state, commands, events, derived values, the snapshot."""
