"""The kinds of answer. A file here with a ``KIND`` in it is a kind; nothing else needs to know."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from django.core.exceptions import ImproperlyConfigured

from reflections.kinds.base import Invalid, Kind, Prompt, Unreadable, Value

__all__ = ["Invalid", "Kind", "Prompt", "Unreadable", "Value", "kind", "kinds"]


@cache
def kinds() -> dict[str, Kind]:
    """All kinds by key; raises `ImproperlyConfigured` when a file bears another name than its kind."""
    modules = {found.name: import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__)}
    found = {name: module.KIND for name, module in modules.items() if hasattr(module, "KIND")}
    for name, this in found.items():
        if this.key != name:
            raise ImproperlyConfigured(f"kinds/{name}.py holds the kind {this.key!r}: its name and its key are one.")
    return found


def kind(key: str) -> Kind:
    """The kind called `key`; raises `Unreadable` when there is none."""
    try:
        return kinds()[key]
    except KeyError:
        raise Unreadable(key) from None
