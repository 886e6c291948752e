"""A document as PDF, typeset by typst in a process of its own."""
