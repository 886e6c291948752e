"""Backups: how one is made and verified, what is not in it, the file it lies in, and how one is put back."""


class Refused(Exception):
    """Why nothing was done, and what to do about it, in a sentence or two."""
