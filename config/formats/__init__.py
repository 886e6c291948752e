"""How dates are written, by language; Django finds a language here by its folder."""
