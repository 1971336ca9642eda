"""What waits to be looked into: in order, bounded."""

from plugins.antispam.pictures.waiting import Waiting


async def test_work_is_done_in_order_the_urgent_first_and_the_rest_dropped() -> None:
    waiting, done = Waiting(most=3, at_once=1), list[str]()

    def work(name: str) -> object:
        async def do() -> None:
            done.append(name)

        return do

    for name, urgent in (("a", False), ("b", False), ("c", True), ("d", False), ("e", True)):
        waiting.put(work(name), urgent=urgent)  # type: ignore[arg-type]
    await waiting.drain()
    assert done == ["c", "e", "b"]
    assert waiting.dropped == 2


async def test_one_failure_does_not_end_the_rest() -> None:
    waiting, done = Waiting(), list[str]()

    async def fails() -> None:
        raise ValueError

    async def works() -> None:
        done.append("done")

    waiting.put(fails, urgent=False)
    waiting.put(works, urgent=False)
    await waiting.drain()
    assert (done, waiting.failures) == (["done"], 1)
