"""The one finder of resources: the checkout's ``resources/`` or the copy in the wheel."""

from pathlib import Path

_PACKAGE = Path(__file__).parent


def resources() -> Path:
    """The folder of resources.

    In a wheel it lies in the package; in a checkout (an editable install) beside it.
    A file that hatch force-includes is not where ``importlib.resources`` looks in an editable
    install, hence this function.
    """
    packed = _PACKAGE / "_resources"
    return packed if packed.is_dir() else _PACKAGE.parent / "resources"
