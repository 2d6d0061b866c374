"""An office that no country has: customs, with one act of its own."""
