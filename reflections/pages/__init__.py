"""Home, help, privacy, the account pages: what is composed of all packages."""
