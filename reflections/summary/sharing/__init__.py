"""A mentor as witness: links behind which somebody reads chosen parts, and what they reply."""
