"""The messages of the protocol, and reading them: once, strictly, within limits.

The schemas in ``resources/schema/phone`` are made of these.
"""

import json
from typing import Annotated, Any, Final, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, JsonValue, TypeAdapter, ValidationError
from starlette.exceptions import HTTPException

from workshop_studio.domain import commands as c
from workshop_studio.domain.boxes import MOST_HEADS

Status = Literal["in", "waiting", "ended"]
Id = Annotated[str, Field(pattern=r"^[0-9A-Za-z_-]{16,64}$")]
Message = TypeVar("Message")
Short = Annotated[str, Field(max_length=200)]


class Base(BaseModel):
    """What every message has; one with a field too many is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)


class JoinRequest(Base):
    """POST /join: with the key of the QR code, the code that is typed, or a personal code."""

    id: Id
    """Made by the client of 128 random bits, so that a repeat makes no second participant."""
    key: Short = ""
    code: Short = ""
    personal: Short = ""
    name: Short = ""
    heads: int = Field(default=1, ge=1, le=MOST_HEADS)
    """How many people the phone answers for."""


class JoinAnswer(Base):
    """What a phone is given when it has joined."""

    token: str
    """The secret of this phone: it goes in ``Authorization: Bearer``."""
    personal: str
    """The code with which another phone becomes the same participant."""
    status: Literal["in", "waiting"]


class SendRequest(Base):
    """POST /send: one command of the participant's."""

    id: Id
    """Made by the client of 128 random bits: a repeat gets the same outcome."""
    command: dict[str, JsonValue]
    """As the block that takes the input says: ``{"type": command, **fixed, **input}``."""


class Refused(Base):
    """Why something did not come to pass; ``params`` are what the words name."""

    code: str
    params: dict[str, JsonValue] = Field(default_factory=dict)


class Refusal(Base):
    """The body of every error."""

    rejection: Refused


class SignalRequest(Base):
    """POST /signal: "I'm done", or "more time, please", or taken back."""

    done: bool | None = None
    more_time: bool | None = None


class Nothing(Base):
    """POST /leave: an empty object."""


class Hello(Base):
    """The first message of the client on the WebSocket."""

    token: str = Field(max_length=100)
    seen: str = Field(default="", max_length=100)
    """``EPOCH.SEQ`` of the newest view that the client has; empty for none."""


class SeenMessage(Base):
    """What a client may tell on the WebSocket; it is never needed."""

    type: Literal["seen"]
    seen: str = Field(max_length=100)


class You(Base):
    """What is the viewer's own, beside blocks."""

    name: str
    personal: str
    heads: int
    done: bool


class View(Base):
    """All that a phone shows; a newer one takes its place whole."""

    type: Literal["view"]
    epoch: str
    """Another one after a restart: then any ``seq`` is newer."""
    seq: int
    now: str
    """The laptop's time, to count down by whatever the phone's clock says."""
    status: Status
    step: str
    """Id of the step; empty where there is none."""
    you: You
    asks_more_time: bool
    blocks: list[dict[str, JsonValue]]
    """See ``workshop_studio/blocks``."""


class SendAnswer(Base):
    """What came of a command: it is on the disk, or it was refused."""

    id: str
    accepted: bool
    rejection: Refused | None
    made: list[str]
    """Ids of what it made, such as the idea."""


class About(Base):
    """GET /about: what may be known before one joins."""

    title: str
    names: Literal["none", "optional", "required"]
    approval: bool
    tables: bool
    languages: list[str]


JOIN: Final = TypeAdapter(JoinRequest)
SEND: Final = TypeAdapter(SendRequest)
SIGNAL: Final = TypeAdapter(SignalRequest)
NOTHING: Final = TypeAdapter(Nothing)
HELLO: Final = TypeAdapter(Hello)
SEEN: Final = TypeAdapter(SeenMessage)


class Unreadable(HTTPException):
    """The body of a request is no message; answered with 400."""

    def __init__(self, code: str = "server.bad_message", status: int = 400) -> None:
        super().__init__(status)
        self.code = code


def _no_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def read(data: bytes | str, kind: TypeAdapter[Message]) -> Message:
    """Read a message; raises :class:`Unreadable`.

    JSON that names a key twice is refused, for two readers would differ on it.
    """
    try:
        json.loads(data, object_pairs_hook=_no_doubles)
        return kind.validate_json(data)
    except (ValueError, RecursionError, ValidationError) as error:
        raise Unreadable from error


def read_command(plain: dict[str, JsonValue]) -> c.Command | None:
    """The command that a participant sends; None for one that is not theirs to send."""
    name = plain.get("type")
    kind = c.by_name().get(name) if isinstance(name, str) else None
    if kind is None:
        raise Unreadable
    if "participant" not in kind.roles:
        return None
    try:
        return kind.model_validate_json(json.dumps(plain), strict=True)  # type: ignore[return-value] # of the closed set
    except ValueError as error:
        raise Unreadable from error


def refusal(code: str, params: dict[str, Any] | None = None) -> bytes:
    """The body of an error."""
    return json.dumps(
        {"rejection": {"code": code, "params": params or {}}}, ensure_ascii=False, default=str
    ).encode("utf-8", "replace")
