"""The zip that a ``.workshop`` file is: read without trust, written the same each time.

Nothing is ever unpacked to the disk. Declared sizes are limits, not promises.
"""

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Mapping
from typing import NoReturn

from workshop_studio.domain.errors import BadInput

FILE_LIMIT = 512 << 20
"""Most bytes of a whole file."""
MEMBERS_LIMIT = 10_000
MEMBER_LIMIT = 256 << 20
"""Most bytes of one member, unpacked."""
TOTAL_LIMIT = 1 << 30
"""Most bytes of all members, unpacked."""
RATIO_FROM = 16 << 20
RATIO_LIMIT = 150
"""A member of more than ``RATIO_FROM`` bytes may not be packed tighter than this. Honest text is
packed 5 to 30 times tighter; thousands of equal ballots come near a hundred."""

_END = struct.Struct("<4s4H2LH")
_LOCAL = struct.Struct("<4s5H3L2H")
_DIRECTORY_LIMIT = MEMBERS_LIMIT * 400
_ENCRYPTED = 0x1 | 0x40 | 0x2000


class Container:
    """The members of a zip in memory.

    Attributes:
        names: the members, in the order of the directory.
    """

    def __init__(self, data: bytes, name: str) -> None:
        """Read the directory of the zip ``data``; ``name`` is the file for messages."""
        self._data = data
        self._name = name
        self._check_frame()
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as zipped:
                infos = zipped.infolist()
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError, struct.error):
            self._refuse("file.damaged_zip")
        self._infos = {info.filename: info for info in infos}
        self._check(infos)
        self._places = self._locate(infos)
        self.names = tuple(self._infos)

    def _refuse(self, code: str, **params: object) -> NoReturn:
        raise BadInput(code, name=self._name, **params)

    def _check_frame(self) -> None:
        data = self._data
        if not data:
            self._refuse("file.empty")
        if len(data) > FILE_LIMIT:
            self._refuse("file.too_big", most=FILE_LIMIT >> 20)
        if not data.startswith(b"PK\x03\x04"):
            self._refuse("file.not_a_zip")
        if len(data) < _END.size or data[-_END.size : -_END.size + 4] != b"PK\x05\x06":
            # something stands behind the end of the zip, or the end is not there or not whole
            end = data.find(b"PK\x05\x06", max(len(data) - 70_000, 0))
            behind = 0 <= end < len(data) - _END.size
            self._refuse("file.damaged_zip" if behind else "file.cut")
        _, disk, first, here, entries, size, start, comment = _END.unpack(data[-_END.size :])
        whole = start + size + _END.size == len(data) and not (disk or first or comment)
        if not whole or here != entries:
            self._refuse("file.damaged_zip")
        if entries > MEMBERS_LIMIT or size > _DIRECTORY_LIMIT:
            self._refuse("file.too_many_members", most=MEMBERS_LIMIT)
        self._directory = start
        self._count = entries

    def _check(self, infos: list[zipfile.ZipInfo]) -> None:
        if len(infos) != self._count:
            self._refuse("file.damaged_zip")
        if len({info.filename.casefold() for info in infos}) != len(infos):
            self._refuse("file.odd_member", place=_twice(infos))
        total = 0
        for info in infos:
            mode = info.external_attr >> 16
            odd = (
                not _is_plain(info.filename)
                or info.orig_filename != info.filename
                or stat.S_IFMT(mode) not in {0, stat.S_IFREG}
                or info.flag_bits & _ENCRYPTED
                or info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
            )
            if odd:
                self._refuse("file.odd_member", place=_shown(info.filename))
            total += info.file_size
            tight = info.file_size > max(RATIO_FROM, RATIO_LIMIT * info.compress_size)
            if info.file_size > MEMBER_LIMIT or total > TOTAL_LIMIT or tight:
                place = _shown(info.filename)
                self._refuse("file.member_too_big", place=place, most=MEMBER_LIMIT >> 20)

    def _locate(self, infos: list[zipfile.ZipInfo]) -> dict[str, tuple[int, int]]:
        """Where the packed bytes of each member lie; members may not share any."""
        places = {}
        free = 0
        for info in sorted(infos, key=lambda info: info.header_offset):
            place = _shown(info.filename)
            start = info.header_offset
            if start < free or start + _LOCAL.size > self._directory:
                self._refuse("file.damaged_member", place=place)
            head = _LOCAL.unpack_from(self._data, start)
            named = start + _LOCAL.size
            begin = named + head[9] + head[10]
            free = begin + info.compress_size
            try:
                same = self._data[named : named + head[9]].decode() == info.filename
            except UnicodeDecodeError:
                same = False
            agrees = head[0] == b"PK\x03\x04" and same and head[3] == info.compress_type
            if not agrees or head[2] & _ENCRYPTED or free > self._directory:
                self._refuse("file.damaged_member", place=place)
            places[info.filename] = (begin, free)
        return places

    def read(self, member: str) -> bytes:
        """The bytes of a member, which has as many as it says, with the checksum that it says."""
        info = self._infos[member]
        begin, end = self._places[member]
        packed = self._data[begin:end]
        if info.compress_type == zipfile.ZIP_STORED:
            content, whole = packed, True
        else:
            unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
            try:
                content = unpacker.decompress(packed, info.file_size + 1)
            except zlib.error:
                self._refuse("file.damaged_member", place=_shown(member))
            whole = unpacker.eof and not unpacker.unused_data
        if not whole or len(content) != info.file_size or zlib.crc32(content) != info.CRC:
            self._refuse("file.damaged_member", place=_shown(member))
        return content


def _twice(infos: list[zipfile.ZipInfo]) -> str:
    seen: set[str] = set()
    for info in infos:
        if info.filename.casefold() in seen:
            return _shown(info.filename)
        seen.add(info.filename.casefold())
    return ""


def _shown(name: str) -> str:
    """A member's name for a message: short, without what would upset a terminal."""
    return "".join(char if char.isprintable() else "?" for char in name[:100])


def _is_plain(name: str) -> bool:
    """Whether a name is a relative path of plain parts that means the same on every system."""
    parts = name.split("/")
    return (
        0 < len(name) <= 255
        and name.isprintable()
        and not set(name) & set('\\:*?"<>|')
        and all(part not in {"", ".", ".."} and part == part.strip(" ") for part in parts)
        and not any(part.endswith(".") for part in parts)
    )


def pack(members: Mapping[str, bytes]) -> bytes:
    """The zip of the members: the same bytes for the same members and the same zlib."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as zipped:
        for name, content in members.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.create_system = 3
            info.external_attr = (stat.S_IFREG | 0o644) << 16
            # pictures and the like are packed already
            plain = name.startswith("media/")
            info.compress_type = zipfile.ZIP_STORED if plain else zipfile.ZIP_DEFLATED
            zipped.writestr(info, content)
    return buffer.getvalue()
