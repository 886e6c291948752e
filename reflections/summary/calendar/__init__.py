"""Dates for a calendar: a file, and a private feed."""
