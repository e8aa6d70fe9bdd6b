"""From the bytes of a text file to its text, whatever program and machine wrote them."""

import codecs
from dataclasses import dataclass

from workshop_studio.domain.errors import BadInput

MOST_BYTES = 256 * 1024 * 1024
"""The largest file that is read; a million ballots take a tenth of it."""

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NO_TEXT = (  # how common files begin that are no text, though some of them hold little else
    *(b"\x89PNG", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\0", b"MM\0*"),
    *(b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"7z\xbc\xaf", b"\xfd7zXZ"),
    *(b"%PDF-", b"{\\rtf", b"\xd0\xcf\x11\xe0", b"SQLite format 3\0", b"\x7fELF"),
)
_CONTROLS = bytes({*range(32), 127} - set(b"\t\n\v\f\r\x1b"))
_LIKELY = frozenset("æøåÆØÅéèêëÉÈóòôöÓÒÔÖäÄüÜáàâÁÀñçßïíŠšŽž–—‘’“”„…•€§°½«»·´²®™\xa0")
"""What Norwegian and English are made of beyond ASCII."""
_WITH_NORWEGIAN = ("cp1252", "mac_roman", "cp850")
"""Windows, old Macintosh and the Windows command prompt, tried in this order."""
_CUT = "unexpected end of data"
"""What Python says of UTF-8 that ends in the midst of a character."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and the name of the encoding that it was in, such as ``"cp1252"``."""

    text: str
    encoding: str


def decode(data: bytes, name: str, encoding: str | None = None) -> Decoded:
    """The text of a file: by its byte order mark, as UTF-8, UTF-16, Windows-1252, or a guess.

    NUL and other control characters within what is otherwise text are kept as they stand. A file
    is refused as no text when it begins as a known binary format does, when NULs make up nearly a
    third of it and it is not UTF-16, or when it is not UTF-8 and one byte in twenty is a control
    character. Text in UTF-8 that has some spoilt bytes is refused with the line of the first, as
    reading it in another encoding would show nonsense.

    Args:
        data: the whole file.
        name: what to call the file in an error.
        encoding: what it is encoded in, by a name that Python knows; None to find out.
    """
    if len(data) > MOST_BYTES:
        raise BadInput("import.too_large", name=name, most=MOST_BYTES // 1024**2)
    if encoding is not None:
        return _decoded_as_told(data, encoding, name)
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], encoding, name)
    if data.startswith(_NO_TEXT):
        raise BadInput("import.binary", name=name)
    if wide := _utf_16_by_nuls(data, name):
        return wide
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _one_byte_a_letter(data, error, name)
    if text.count("\0") > 0.3 * len(text):
        raise BadInput("import.binary", name=name)
    return Decoded(text, "utf-8")


def _decoded(data: bytes, encoding: str, name: str) -> Decoded:
    """The text in an encoding that is beyond doubt, so that what does not fit it is damage."""
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError as error:
        raise _damaged(data, error, name) from error


def _decoded_as_told(data: bytes, encoding: str, name: str) -> Decoded:
    """The text in the encoding that somebody chose; a byte order mark is no part of it."""
    if data.startswith(_NO_TEXT):
        raise BadInput("import.binary", name=name)
    try:
        known = codecs.lookup(encoding).name
        text = data.decode(known)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BadInput("import.wrong_encoding", name=name, line=line, encoding=encoding) from error
    except (LookupError, ValueError) as error:  # of no text, or of none such
        raise BadInput("import.no_such_encoding", encoding=encoding) from error
    return Decoded(text.removeprefix("\ufeff"), known)


def _damaged(data: bytes, error: UnicodeDecodeError, name: str) -> BadInput:
    line = data.count(b"\n", 0, error.start) + 1
    return BadInput("import.damaged_text", name=name, line=line, encoding=error.encoding.upper())


def _utf_16_by_nuls(data: bytes, name: str) -> Decoded | None:
    """UTF-16 without a mark: the high byte of every western character and space is NUL.

    In a long text some such characters are enough, as other scripts are mixed with them. In a
    short one it must be most, since a text in UTF-8 may hold a NUL or two.
    """
    sample = data[:65536]
    pairs = len(sample) // 2
    first, second = sample[0::2].count(0), sample[1::2].count(0)
    high, low, encoding = max((first, second, "utf-16-be"), (second, first, "utf-16-le"))
    if low > 0.1 * high or high < (0.15 if pairs > 50 else 0.6) * pairs or pairs == 0:
        return None
    if high > 0.6 * pairs:
        return _decoded(data, encoding, name)
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError:
        return None


def _one_byte_a_letter(data: bytes, error: UnicodeDecodeError, name: str) -> Decoded:
    """What is not UTF-8: Windows-1252 wherever its letters are likely, else the best guess."""
    if len(data) - len(data.translate(None, _CONTROLS)) > 1 + 0.05 * len(data):
        raise BadInput("import.binary", name=name) from error
    forgiving = data.decode("utf-8", "surrogateescape")
    beyond_ascii = sum(character > "\x7f" for character in forgiving)
    spoilt = sum("\udc80" <= character <= "\udcff" for character in forgiving)
    if beyond_ascii - spoilt >= spoilt:
        raise _damaged(data, error, name) from error
    for encoding in _WITH_NORWEGIAN:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue  # five bytes mean nothing in Windows-1252
        if _is_likely(text):
            return Decoded(text, encoding)
    if error.reason == _CUT:  # a guess might make Chinese of all of it
        raise _damaged(data, error, name) from error
    return _guessed(data, name)


def _is_likely(text: str) -> bool:
    """Whether at least four in five of the characters beyond ASCII are expected here.

    A dash or quotation mark of UTF-8, misread as Windows-1252, begins with two that are.
    """
    if "â€" in text:
        return False
    beyond_ascii = [character for character in text if character > "\x7f"]
    return sum(map(_LIKELY.__contains__, beyond_ascii)) >= 0.8 * len(beyond_ascii)


def _guessed(data: bytes, name: str) -> Decoded:
    """The text by statistics, which a short text may mislead."""
    import charset_normalizer  # slow to import, seldom needed

    best = charset_normalizer.from_bytes(data).best()
    if best is None:
        raise BadInput("import.unknown_encoding", name=name)
    return Decoded(data.decode(best.encoding), best.encoding)
