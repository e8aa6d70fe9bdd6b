"""From the bytes of a spreadsheet to rows: what kind it is, and what it says when it is no XLSX."""

import warnings
import zlib
from typing import Final
from zipfile import BadZipFile, LargeZipFile

from workshop_studio.app.progress import Watch, unwatched
from workshop_studio.app.tables import Grid
from workshop_studio.domain.errors import BadInput

ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
OLE: Final = b"\xd0\xcf\x11\xe0"
"""How Office's files of before 2007 begin, and the later ones with a password."""

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OLD_SHEETS = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
_BROKEN = (  # what a damaged file makes of openpyxl, zipfile and the reader of XML
    *(ValueError, TypeError, LookupError, AttributeError, ArithmeticError, AssertionError),
    *(OSError, EOFError, RuntimeError, SyntaxError, BadZipFile, LargeZipFile, zlib.error),
)


def is_spreadsheet(data: bytes, name: str) -> bool:
    """Whether a file is a spreadsheet, or calls itself one, so that it is not read as text."""
    return data.startswith((*ZIP, OLE)) or name.lower().endswith((".xlsx", ".xlsm", ".xls"))


def read_sheet(
    data: bytes, name: str, *, sheet: str | None = None, watch: Watch = unwatched
) -> Grid:
    """The rows of a sheet as a person sees them; blank rows and hidden sheets are left out.

    Args:
        data: the whole file.
        name: what to call the file in an error.
        sheet: the sheet's name; None for the first that holds something.
        watch: is told how much is read.
    """
    _check_kind(data, name)
    from workshop_studio.app.workbook import Archive, read_workbook  # slow: imports openpyxl

    # openpyxl warns of what it leaves out, such as drop-downs: nothing that rows are made of
    warnings.filterwarnings("ignore", category=UserWarning, module=r"openpyxl\.")
    try:
        with Archive(data, name, watch) as archive:
            return read_workbook(archive, name, sheet)
    except _BROKEN as error:
        raise BadInput("import.broken_spreadsheet", name=name) from error


def _check_kind(data: bytes, name: str) -> None:
    """Refuse what is no zip, and say what it is instead."""
    is_old = name.lower().endswith(".xls")
    if not data:
        raise BadInput("import.empty", name=name)
    if data.startswith(OLE):
        if _ENCRYPTED in data:
            raise BadInput("import.password", name=name)
        is_old = is_old or any(part in data for part in _OLD_SHEETS)
        raise BadInput("import.old_format" if is_old else "import.binary", name=name)
    if not data.startswith(ZIP):
        raise BadInput("import.old_format" if is_old else "import.not_spreadsheet", name=name)
