"""Letting phones in without holding up the others: what comes meanwhile is written together."""

import asyncio

from workshop_studio.app.people import Join, Joined
from workshop_studio.app.room import Room
from workshop_studio.domain.rejections import Rejection

Outcome = Joined | Rejection


class Joining:
    """Gathers join requests while the disk is busy with those before."""

    def __init__(self, room: Room) -> None:
        """Let phones into a room."""
        self.room = room
        self._waiting: list[tuple[Join, asyncio.Future[Outcome]]] = []
        self._work: asyncio.Task[None] | None = None

    async def join(self, join: Join) -> Outcome:
        """Let one in; raises ``Failure`` where the disk did not take it."""
        future: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        self._waiting.append((join, future))
        if self._work is None or self._work.done():
            self._work = asyncio.create_task(self._go())
        return await future

    async def _go(self) -> None:
        while self._waiting:
            posts, self._waiting = self._waiting, []
            try:
                outcomes = await asyncio.to_thread(self.room.join_all, [join for join, _ in posts])
            except Exception as error:  # noqa: BLE001 # each of them must hear of it
                for _, future in posts:
                    if not future.done():
                        future.set_exception(error)
                continue
            for (_, future), outcome in zip(posts, outcomes, strict=True):
                if not future.done():
                    future.set_result(outcome)
