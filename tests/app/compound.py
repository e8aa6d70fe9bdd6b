"""A workbook with a password, as a spreadsheet program saves one: a compound file, made by hand."""

import struct

SECTOR = 512
_FREE, _END, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def encrypted_workbook(size: int = 8 * SECTOR) -> bytes:
    """Two streams, ``EncryptedPackage`` and ``EncryptionInfo``; what is in them is noise.

    Sector 0 is the table of sectors, 1 the directory, then come the streams one after the other;
    neither is so short that it would lie among the small ones.
    """
    each = size // SECTOR
    table = [_TABLE, _END]
    for start in (2, 2 + each):
        table += [*range(start + 1, start + each), _END]
    table += [_FREE] * (SECTOR // 4 - len(table))
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII",
        *(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6),
        *(0, 1, 1, 0, 4096, _END, 0, _END, 0),
    )
    header += struct.pack("<109I", 0, *[_FREE] * 108)
    directory = b"".join(
        (
            _entry("Root Entry", 5, child=1, start=_END, size=0),
            _entry("EncryptedPackage", 2, right=2, start=2, size=size),
            _entry("EncryptionInfo", 2, start=2 + each, size=size),
            _entry("", 0, start=0, size=0),
        )
    )
    noise = bytes(n * 167 % 256 for n in range(2 * size))
    return header + struct.pack(f"<{SECTOR // 4}I", *table) + directory + noise


def _entry(
    name: str, kind: int, *, start: int, size: int, child: int = _FREE, right: int = _FREE
) -> bytes:
    told = name.encode("utf-16-le")
    length = len(told) + 2 if told else 0
    head = struct.pack("<64sHBB", told, length, kind, 1)
    return head + struct.pack("<III16xI16xIQ", _FREE, right, child, 0, start, size)
