"""A client of the phones' protocol, written from workshop_studio/server/PROTOCOL.md alone."""

from __future__ import annotations

import http.client
import json
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Self
from urllib.parse import urlsplit

from websockets.sync.client import ClientConnection, connect

PATIENCE = 10.0


def new_id() -> str:
    return secrets.token_hex(16)


@dataclass
class Answer:
    """What came back: the status, the JSON object if there is one, and the headers."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def code(self) -> str:
        return str(self.json["rejection"]["code"])


@dataclass
class Phone:
    """One phone that has scanned the QR code, or typed the code."""

    url: str
    token: str = ""
    personal: str = ""
    status: str = ""
    view: dict[str, Any] = field(default_factory=dict)

    @property
    def place(self) -> str:
        return urlsplit(self.url).netloc

    @property
    def key(self) -> str:
        return urlsplit(self.url).fragment

    def ask(
        self,
        method: str,
        path: str,
        message: object = None,
        headers: dict[str, str] | None = None,
        body: bytes | None = None,
    ) -> Answer:
        given = {} if headers is None else dict(headers)
        if message is not None:
            body = json.dumps(message).encode()
        if method == "POST":
            given.setdefault("Content-Type", "application/json")
        if self.token:
            given.setdefault("Authorization", f"Bearer {self.token}")
        line = http.client.HTTPConnection(self.place, timeout=PATIENCE)
        try:
            line.request(method, path, body, given)
            got = line.getresponse()
            names = {name.lower(): value for name, value in got.getheaders()}
            return Answer(got.status, names, got.read())
        finally:
            line.close()

    def join(self, **parts: object) -> Answer:
        given: dict[str, object] = {"id": new_id()} | parts
        if not {"key", "code", "personal"} & given.keys():
            given["key"] = self.key
        answer = self.ask("POST", "/join", given)
        if answer.status == 200:
            self.token, self.personal = answer.json["token"], answer.json["personal"]
            self.status = answer.json["status"]
        return answer

    def joined(self, **parts: object) -> Self:
        answer = self.join(**parts)
        assert answer.status == 200, answer.body
        return self

    def look(self) -> dict[str, Any]:
        answer = self.ask("GET", "/view")
        assert answer.status == 200, answer.body
        self.view = answer.json
        return self.view

    @property
    def seen(self) -> str:
        return f"{self.view['epoch']}.{self.view['seq']}" if self.view else ""

    def send(self, id: str | None = None, **command: object) -> Answer:
        return self.ask("POST", "/send", {"id": id or new_id(), "command": command})

    def accepted(self, **command: object) -> list[str]:
        answer = self.send(None, **command)
        assert answer.status == 200, answer.body
        assert answer.json["accepted"], answer.json
        self.look()
        return list(answer.json["made"])

    @contextmanager
    def live(self, seen: str | None = None) -> Iterator[ClientConnection]:
        with connect(
            f"ws://{self.place}/live", open_timeout=PATIENCE, compression=None, max_size=None
        ) as link:
            hello = {"token": self.token, "seen": self.seen if seen is None else seen}
            link.send(json.dumps(hello))
            yield link

    def block(self, name: str, **parts: object) -> dict[str, Any]:
        """The first block of a kind in what the phone shows."""
        for block in self.view["blocks"]:
            if block["block"] == name and parts.items() <= block.items():
                return dict(block)
        raise AssertionError(f"no {name} in {[b['block'] for b in self.view['blocks']]}")


def pushed(link: ClientConnection) -> dict[str, Any]:
    """The next view that is pushed."""
    return dict(json.loads(link.recv(timeout=PATIENCE)))
