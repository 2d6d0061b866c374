"""What every part of an exercise needs: state, commands, events, derived values, the snapshot."""
