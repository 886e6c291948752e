"""An exported journal comes back in."""
