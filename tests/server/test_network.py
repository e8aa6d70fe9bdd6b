"""What becomes of a room when the network is not what was thought: fault 13."""

import asyncio
import errno
import socket
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bench.sessions import library
from tests.server.client import Phone
from tests.server.conftest import PAGES, PATIENCE, until
from workshop_studio.app.phones import Address, Fault
from workshop_studio.app.room import Room
from workshop_studio.domain import commands as c
from workshop_studio.domain.records import Frame
from workshop_studio.server.addresses import bind, ranked
from workshop_studio.server.host import EVERYWHERE, OpenServer, Wanted

pytestmark = pytest.mark.skipif(
    sys.platform == "darwin", reason="macOS has but one address for itself"
)
WIFI = Address("127.0.0.2", "Wi-Fi")
CABLE = Address("127.0.0.3", "Ethernet")
DOCKER = Address("127.0.0.4", "docker0", "virtual")
ALONE = Address("127.0.0.1", "lo", "alone")


class Laptop:
    """A laptop with a session that is open to phones, and a network that can change."""

    def __init__(self, folder: Path) -> None:
        self.session = library(folder).create("brainstorm", Frame(title="Skoledagen"))
        self.network: tuple[Address, ...] = ()
        self.unread: threading.Semaphore | None = None
        self.server: OpenServer

    def open(self, *network: Address, address: str = "", port: int = 0) -> OpenServer:
        self.network = network
        room = Room(self.session.door)
        self.server = OpenServer(
            self.session,
            room,
            Wanted(address, port),
            PAGES,
            find=self.find,
            look=0.05,
        )
        until(self.server, lambda status: status.state != "opening")
        return self.server

    def find(self) -> tuple[Address, ...]:
        if self.unread is not None:
            self.unread.release()
            raise OSError(errno.EACCES, "getifaddrs")
        return self.network

    def change(self, *network: Address) -> None:
        self.network = network
        until(self.server, lambda status: status.addresses == network)


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[Laptop]:
    made = Laptop(tmp_path)
    yield made
    made.server.stop().result(PATIENCE)
    made.session.close().result(PATIENCE)


def codes(server: OpenServer) -> list[str]:
    return [fault.code for fault in server.status.faults]


def test_a_port_that_is_taken_is_told_and_the_next_free_one_is_used(laptop: Laptop) -> None:
    with socket.socket() as other:
        other.bind((WIFI.ip, 0))
        other.listen()
        taken = other.getsockname()[1]
        server = laptop.open(WIFI, port=taken)
        port = int(server.status.place.rpartition(":")[2])
        assert taken < port < taken + 50
        assert Fault("room.port_taken", {"wanted": taken, "port": port}) in server.status.faults
        assert Phone(server.status.url).joined().status == "in"


def test_of_several_networks_the_likeliest_is_proposed_and_another_can_be_taken(
    laptop: Laptop,
) -> None:
    server = laptop.open(WIFI, CABLE, DOCKER, ALONE)
    assert server.status.address == WIFI.ip
    assert Fault("room.several_networks", {"address": WIFI.ip}) in server.status.faults
    server.move(CABLE.ip)
    until(server, lambda status: status.address == CABLE.ip and status.state == "open")
    assert Phone(server.status.url).joined().status == "in"


def test_a_second_network_is_told_when_it_comes_and_no_longer_when_it_goes(laptop: Laptop) -> None:
    server = laptop.open(WIFI, ALONE)
    told = [Fault("room.several_networks", {"address": WIFI.ip})]
    for network, faults in (((WIFI, CABLE), told), ((WIFI, DOCKER), []), ((WIFI, CABLE), told)):
        laptop.change(*network)
        assert list(server.status.faults) == faults


@pytest.mark.parametrize(
    ("before", "after", "address"),
    [
        ((WIFI, ALONE), (CABLE, ALONE), CABLE),
        ((WIFI, CABLE, ALONE), (CABLE, ALONE), CABLE),
        ((ALONE,), (WIFI, ALONE), WIFI),
        ((DOCKER, ALONE), (WIFI, DOCKER, ALONE), WIFI),
        ((WIFI, ALONE), (CABLE, WIFI, ALONE), WIFI),
    ],
    ids=["another", "one of two goes", "the first comes", "a real one comes", "a second one comes"],
)
def test_the_code_follows_the_network(
    laptop: Laptop, before: tuple[Address, ...], after: tuple[Address, ...], address: Address
) -> None:
    server = laptop.open(*before)
    phone = Phone(server.status.url).joined()
    laptop.change(*after)
    until(server, lambda status: status.address == address.ip and status.state == "open")
    assert ("room.address_changed" in codes(server)) == (address != before[0])
    phone.url = server.status.url  # its token is known there; a browser asks for the code
    assert phone.look()["status"] == "in"
    assert server.room.snapshot.participants == laptop.server.room.snapshot.participants


@pytest.mark.parametrize("left", [(), (ALONE,), (DOCKER, ALONE)], ids=["none", "own", "virtual"])
@pytest.mark.parametrize("address", ["", CABLE.ip], ids=["likeliest", "chosen"])
def test_when_the_network_has_gone_it_waits_and_comes_back_where_it_was(
    laptop: Laptop, left: tuple[Address, ...], address: str
) -> None:
    server = laptop.open(WIFI, CABLE, ALONE, address=address)
    url = server.status.url
    phone = Phone(url).joined()
    laptop.change(*left)
    until(server, lambda status: status.state == "lost")
    assert (server.status.url, codes(server)) == ("", ["room.no_network"])
    with pytest.raises(ConnectionError):
        phone.look()
    step = next(s.id for s in laptop.session.snapshot.state.steps.values() if s.kind == "collect")
    for command in (c.GoTo(step=step), c.OpenStep(step=step)):  # the laptop goes on meanwhile
        assert laptop.session.submit(command).result(PATIENCE).rejection is None
    laptop.change(WIFI, CABLE, ALONE)
    until(server, lambda status: status.state == "open")
    assert server.status.url == url
    assert "room.no_network" not in codes(server)
    assert phone.look()["step"] == step
    assert phone.accepted(type="AddIdea", step=step, text="Skolehage")


def test_where_the_addresses_cannot_be_read_it_says_so_and_looks_on(
    laptop: Laptop, caplog: pytest.LogCaptureFixture
) -> None:
    server = laptop.open(WIFI, CABLE, ALONE)
    phone = Phone(server.status.url).joined()
    laptop.unread = threading.Semaphore(0)
    assert all(laptop.unread.acquire(timeout=PATIENCE) for _ in range(3))
    assert phone.look()["status"] == "in"
    server.move(CABLE.ip)  # of those that were there before
    until(server, lambda status: status.address == CABLE.ip and status.state == "open")
    told = [one for one in caplog.records if one.name == "workshop_studio.server.host"]
    assert len(told) == 1
    laptop.unread = None
    laptop.change(WIFI, ALONE)
    until(server, lambda status: status.address == WIFI.ip and status.state == "open")
    assert Phone(server.status.url).joined().status == "in"


def test_addresses_that_cannot_be_read_at_all_are_a_fault_in_words(laptop: Laptop) -> None:
    laptop.unread = threading.Semaphore(0)
    server = laptop.open(WIFI)
    assert server.status.state == "closed"
    assert codes(server) == ["room.not_opened"]


def test_without_a_network_from_the_start_only_this_machine_reaches_it(laptop: Laptop) -> None:
    server = laptop.open(ALONE)
    assert server.status.address == ALONE.ip
    assert codes(server) == ["room.only_here"]


def test_an_address_that_this_machine_has_not_is_refused_in_words(laptop: Laptop) -> None:
    server = laptop.open(WIFI, address="203.0.113.1")
    assert server.status.state == "closed"
    assert codes(server) == ["room.not_opened"]


def test_everywhere_follows_the_network_without_a_break(laptop: Laptop) -> None:
    server = laptop.open(WIFI, ALONE, address=EVERYWHERE)
    phone = Phone(server.status.url).joined()
    laptop.change(CABLE, ALONE)
    until(server, lambda status: status.address == CABLE.ip)
    phone.url = server.status.url
    assert phone.look()["status"] == "in"


@pytest.mark.parametrize(
    ("found", "towards", "order"),
    [
        (["127.0.0.1 lo", "192.168.1.20 wlan0"], "192.168.1.20", "192.168.1.20 127.0.0.1"),
        (["10.0.0.2 eth0", "192.168.1.20 wlan0"], "192.168.1.20", "192.168.1.20 10.0.0.2"),
        (["172.17.0.1 docker0", "169.254.3.4 eth0"], "", "172.17.0.1 169.254.3.4"),
        (["10.8.0.2 tun0", "192.168.1.20 wlan0"], "10.8.0.2", "192.168.1.20 10.8.0.2"),
        (["0.0.0.0 eth1", "93.184.216.34 eth0", "10.0.0.2 eth0"], "", "10.0.0.2 93.184.216.34"),
    ],
)
def test_the_likeliest_address_comes_first(found: list[str], towards: str, order: str) -> None:
    rows = [(ip, name, name) for ip, _, name in (one.partition(" ") for one in found)]
    assert " ".join(one.ip for one in ranked(rows, towards)) == order


def test_a_small_answer_does_not_wait_for_the_phone_to_confirm_what_came_before() -> None:
    """Its head and its body are two packets; TCP else keeps the second for up to 40 ms."""

    async def come() -> None:
        met: asyncio.Future[int] = asyncio.get_running_loop().create_future()

        def meet(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            accepted = writer.get_extra_info("socket")
            met.set_result(accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
            writer.close()

        listening = bind("127.0.0.1", 0)
        async with await asyncio.start_server(meet, sock=listening):
            _, writer = await asyncio.open_connection(*listening.getsockname())
            assert await asyncio.wait_for(met, 10)
            writer.close()

    asyncio.run(come())
