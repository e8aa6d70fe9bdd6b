"""The calls to the operating system that storage makes, in one place, so that tests can break them.

Only what changes the disk goes through here.
"""

import errno
import os
import sys
from pathlib import Path

_BINARY = getattr(os, "O_BINARY", 0)
_UNSYNCABLE = {errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EBADF, errno.EACCES}
"""What file systems answer that cannot sync a folder, or need not."""


class Files:
    """The operating system itself. Descriptors are not inherited by programs that are started."""

    def open(self, path: Path, flags: int, mode: int = 0o600) -> int:
        """A descriptor of the file."""
        return os.open(path, flags | _BINARY, mode)

    def write(self, fd: int, data: bytes | memoryview) -> int:
        """Write some of the data; how much."""
        return os.write(fd, data)

    def sync(self, fd: int) -> None:
        """Have all that was written reach the disk."""
        if sys.platform == "darwin":
            import fcntl

            fcntl.fcntl(fd, fcntl.F_FULLFSYNC)
        elif hasattr(os, "fdatasync"):
            os.fdatasync(fd)
        else:
            os.fsync(fd)

    def close(self, fd: int) -> None:
        """Let go of the descriptor, and so of its lock."""
        os.close(fd)

    def truncate(self, fd: int, size: int) -> None:
        """Cut the file."""
        os.ftruncate(fd, size)

    def make_folder(self, path: Path, mode: int) -> None:
        """Make one folder."""
        path.mkdir(mode)

    def replace(self, source: Path, target: Path) -> None:
        """Put one file in the place of another, all at once."""
        os.replace(source, target)

    def place(self, source: Path, target: Path) -> None:
        """Give a file its name where there must be none; raises FileExistsError if there is.

        The file may keep its old name beside the new one.
        """
        if os.name == "nt":
            source.rename(target)
            return
        try:
            os.link(source, target)
        except FileExistsError:
            raise
        except OSError:  # FAT, and many shares, have no links
            if os.path.lexists(target):
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), target) from None
            os.replace(source, target)

    def remove(self, path: Path) -> None:
        """Take a file away."""
        path.unlink()

    def remove_folder(self, path: Path) -> None:
        """Take an empty folder away."""
        path.rmdir()

    def sync_folder(self, path: Path) -> None:
        """Have the names in a folder reach the disk, where the file system can."""
        if os.name == "nt":
            return
        try:
            fd = os.open(path, os.O_RDONLY)
        except PermissionError:  # one may write into a folder that one may not list
            return
        try:
            os.fsync(fd)
        except OSError as error:
            if error.errno not in _UNSYNCABLE:
                raise
        finally:
            os.close(fd)


REAL = Files()


def write_all(files: Files, fd: int, data: bytes) -> None:
    """Write all of the data, however little the system takes at a time."""
    written = files.write(fd, data)
    while written < len(data):
        more = files.write(fd, memoryview(data)[written:])
        if more <= 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        written += more


def read_all(fd: int) -> bytes:
    """The whole file behind a descriptor."""
    os.lseek(fd, 0, os.SEEK_SET)
    pieces = []
    while piece := os.read(fd, 1 << 20):
        pieces.append(piece)
    return b"".join(pieces)


def cause(error: OSError) -> str:
    """What kind of trouble an error of the system is: the end of a message's code."""
    if error.errno in {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}:
        return "full_disk"
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return "read_only"
    if error.errno in {errno.ENOENT, errno.ENOTDIR}:
        return "folder_missing"
    return "not_written"


def reason(error: OSError) -> str:
    """What the system says about an error."""
    return error.strerror or str(error)
