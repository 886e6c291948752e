"""Scripts that a browser runs only as they were made."""

from django import template
from django.contrib.staticfiles.storage import staticfiles_storage
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def integrity(name: str) -> SafeString | str:
    """The attribute that says what a static file hashes to; nothing before files are collected (tests, debugging)."""
    digest = staticfiles_storage.integrity(name)  # type: ignore[attr-defined]  # config.bundles.BundleStorage
    return format_html(' integrity="{}"', digest) if digest else ""
