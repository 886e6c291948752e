"""Writing in a room. It never meets the journal."""
