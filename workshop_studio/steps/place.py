"""Place: each person puts options on two axes or into columns, in secret, and the mean counts.

To everything but its parameters it is a vote: open and close, ballots, result, a further round.
"""

from typing import Annotated

from pydantic import Field, TypeAdapter

from workshop_studio.steps.place_params import AxesParams, ColumnsParams
from workshop_studio.steps.vote import Voting

_PARAMS: TypeAdapter[AxesParams | ColumnsParams] = TypeAdapter(
    Annotated[AxesParams | ColumnsParams, Field(discriminator="method")]
)


class Placing(Voting):
    """A step in which options are placed."""

    name = "place"

    def check_params(self, params: object) -> None:
        """Raise pydantic's ``ValidationError`` if these are no parameters of placing."""
        _PARAMS.validate_python(params)
