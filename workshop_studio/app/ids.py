"""Random ids, for what is made and for the envelopes of commands."""

import secrets

_BYTES, _AT_ONCE = 8, 128


class RandomIds:
    """Makes random ids, many with one call to the system. Any thread may ask."""

    def __init__(self) -> None:
        """Begin with none in stock."""
        self._stock: list[str] = []

    def __call__(self) -> str:
        """An id of 64 random bits, in hexadecimal digits."""
        while True:
            try:
                return self._stock.pop()  # all at once, so that no two threads get the same
            except IndexError:
                text, width = secrets.token_hex(_BYTES * _AT_ONCE), 2 * _BYTES
                self._stock += [text[at : at + width] for at in range(0, len(text), width)]
