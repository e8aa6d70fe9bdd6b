"""What is brought into the organisation from elsewhere; all of it reads files, in workers."""

import secrets
from pathlib import Path

from workshop_studio.app.organisation import BroughtIn, bring_in
from workshop_studio.domain.errors import BadInput
from workshop_studio.domain.organisation import Organisation
from workshop_studio.resources import resources

LISTS = (".csv", ".tsv", ".txt", ".xlsx")
"""How the names of lists end."""
SAMPLE = ("samples", "organisation", "fjordvang.json")


def new_id() -> str:
    """An id that nothing has yet."""
    return secrets.token_hex(8)


def read_list(organisation: Organisation, path: Path) -> BroughtIn:
    """What a list has to offer; raises ``BadInput`` where it cannot be read."""
    try:
        data = path.read_bytes()
    except OSError as error:
        why = error.strerror or ""
        raise BadInput("file.unreadable", name=path.name, reason=why) from error
    return bring_in(organisation, data, path.name, new_id)


def read_sample() -> Organisation:
    """The fictional organisation that ships with the program."""
    return Organisation.model_validate_json(resources().joinpath(*SAMPLE).read_bytes())
