"""This machine's addresses, which of them phones are likely to reach, and listening at one."""

import errno
import os
import re
import socket
import sys
from ipaddress import IPv4Address
from typing import Final

from workshop_studio.app.phones import Address

_VIRTUAL: Final = re.compile(
    r"docker|veth|virbr|vmnet|vmware|virtualbox|vboxnet|vethernet|hyper-v|wsl|\bbr-|\btun|\btap"
    r"|\bwg\d|wireguard|tailscale|zerotier|\bzt|\bppp|utun|vpn|anyconnect|npcap|bluetooth|\blxc"
    r"|\blxd|podman|cni\d|flannel|kube|awdl|llw\d",
    re.IGNORECASE,
)
_NOWHERE: Final = ("192.0.2.1", 9)  # for documentation only; nothing is ever sent there
PORTS: Final = 50
"""How many ports are tried, from the one asked for."""
_BACKLOG: Final = 2048


def addresses() -> tuple[Address, ...]:
    """The addresses of this machine, the likeliest first."""
    import ifaddr  # heavy enough to wait until a room is opened

    found = [
        (str(ip.ip), str(adapter.nice_name or adapter.name), str(adapter.name))
        for adapter in ifaddr.get_adapters()
        for ip in adapter.ips
        if ip.is_IPv4
    ]
    return ranked(found, towards_others())


def ranked(found: list[tuple[str, str, str]], towards: str) -> tuple[Address, ...]:
    """Addresses in order: (address, adapter's name, adapter's other name), and the default's."""
    rows: dict[str, tuple[int, Address]] = {}
    for text, name, other in found:
        ip = IPv4Address(text)
        if ip.is_unspecified:
            continue
        if ip.is_loopback:
            rank, address = 9, Address(text, name, "alone")
        elif _VIRTUAL.search(f"{name} {other}"):
            rank, address = 5, Address(text, name, "virtual")
        elif ip.is_link_local:
            rank, address = 6, Address(text, name, "alone")
        else:
            rank = (0 if ip.is_private else 2) + (0 if text == towards else 1)
            address = Address(text, name, "room")
        rows.setdefault(text, (rank, address))
    return tuple(address for _, address in sorted(rows.values(), key=lambda row: row[0]))


def towards_others() -> str:
    """The address that this machine would use towards others; empty where there is no way."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(_NOWHERE)  # of UDP: chooses a way, and sends nothing
            return str(probe.getsockname()[0])
        except OSError:
            return ""


def bind(address: str, port: int) -> socket.socket:
    """A listening socket at the first free port from ``port``; raises OSError."""
    for number in range(port, port + PORTS):
        # By its protocol asyncio knows that it is TCP, and lets small answers go at once.
        listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        try:
            if sys.platform == "win32":  # there, SO_REUSEADDR lets two programs share a port
                listening.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
            else:
                listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listening.bind((address, number))
            listening.listen(_BACKLOG)
        except OSError as error:
            listening.close()
            if port and error.errno in {errno.EADDRINUSE, errno.EACCES}:
                continue
            raise
        listening.setblocking(False)
        return listening
    raise OSError(errno.EADDRINUSE, os.strerror(errno.EADDRINUSE))
