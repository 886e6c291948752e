"""Tests of the house itself: its budgets, walls, words, links, tools and how it starts."""

from pathlib import Path

HOUSE = Path(__file__).resolve().parents[2]
