"""The product's settings with secrets for tests; hashing a password, slow on purpose, is quick here."""

import os

os.environ.setdefault("UNTOLD_SECRET_KEY", "for-the-tests-only-for-the-tests-only-for-the-tests-only-for-them")
os.environ.setdefault("UNTOLD_ENCRYPTION_KEYS", "dGVzdC1rZXktdGhhdC1pcy0zMi1ieXRlcy1sb25nISE=")

from config.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
