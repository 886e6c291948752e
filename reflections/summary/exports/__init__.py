"""Files to take along: what goes in, how long it is, in which format."""
