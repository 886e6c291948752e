"""A render process with a stand-in for the printer, and the product's server with that process behind it."""
