"""What the core comes to reaches whoever awaits it, however much comes at once."""

import asyncio
import threading
from concurrent.futures import Future
from unittest.mock import Mock

import pytest

from workshop_studio.domain.errors import Failure
from workshop_studio.server.returns import Returns


def test_all_that_have_ended_come_with_one_call(monkeypatch: pytest.MonkeyPatch) -> None:
    async def come() -> None:
        loop = asyncio.get_running_loop()
        woken = Mock(wraps=loop.call_soon_threadsafe)
        monkeypatch.setattr(loop, "call_soon_threadsafe", woken)
        returns = Returns(loop)
        futures: list[Future[int]] = [Future() for _ in range(300)]
        awaited = [returns.follow(future) for future in futures]

        def end() -> None:
            for number, future in enumerate(futures):
                future.set_result(number)

        core = threading.Thread(target=end)
        core.start()
        core.join()  # the loop does nothing meanwhile
        assert woken.call_count == 1
        assert await asyncio.wait_for(asyncio.gather(*awaited), 10) == [*range(300)]

    asyncio.run(come())


def test_a_failure_comes_to_whoever_awaits_it() -> None:
    async def come() -> None:
        future: Future[int] = Future()
        awaited = Returns(asyncio.get_running_loop()).follow(future)
        future.set_exception(Failure("disk.full"))
        with pytest.raises(Failure):
            await asyncio.wait_for(awaited, 10)

    asyncio.run(come())


def test_who_awaits_no_longer_takes_nothing_back_and_holds_nobody_up() -> None:
    async def come() -> None:
        returns = Returns(asyncio.get_running_loop())
        given_up: Future[str] = Future()
        other: Future[str] = Future()
        stopped: Future[str] = Future()
        awaited, awaiting = returns.follow(given_up), returns.follow(other)
        in_vain = returns.follow(stopped)
        awaited.cancel()
        await asyncio.sleep(0)
        given_up.set_result("on the disk")
        stopped.cancel()
        other.set_result("as well")
        assert await asyncio.wait_for(awaiting, 10) == "as well"
        assert not given_up.cancelled()
        assert in_vain.cancelled()

    asyncio.run(come())
