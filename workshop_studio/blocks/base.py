"""What every block is made from."""

from pydantic import BaseModel, ConfigDict


class Base(BaseModel):
    """What every block has."""

    model_config = ConfigDict(frozen=True, extra="forbid")
