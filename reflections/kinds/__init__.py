"""The kinds of answer. A file here with a ``KIND`` in it is a kind; nothing else needs to know."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from reflections.kinds.base import Invalid, Kind, Prompt, Unreadable, Value

__all__ = ["Invalid", "Kind", "Prompt", "Unreadable", "Value", "kind", "kinds"]


@cache
def kinds() -> dict[str, Kind]:
    """All kinds by key."""
    modules = (import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__))
    return {module.KIND.key: module.KIND for module in modules if hasattr(module, "KIND")}


def kind(key: str) -> Kind:
    """The kind called `key`; raises `Unreadable` when there is none."""
    try:
        return kinds()[key]
    except KeyError:
        raise Unreadable(key) from None
