"""Who someone is, what they consented to, and the seal on what they write."""
