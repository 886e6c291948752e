"""A neutral document, its printers and its drawings."""
