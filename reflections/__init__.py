"""Untold: what people write, alone and in a room."""
