"""``python -m benchmarks.charter.trying [MESSAGES]``: what trying a draft on a full archive costs.

A scratch store with so many messages of 60 members over 30 days, a tenth of which break a rule; the time by the
clock, and the peak memory of the process that tries, as the operating system counts it.
"""

import asyncio
import resource
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.commandline.storing import tables_of_areas
from bot.domain.ids import ChatRef
from bot.domain.messages import Text
from bot.effects.segments_json import segments_to_json
from bot.governance import regulations, trials
from bot.governance.directory import directory
from bot.store import engine, models

TALK = (
    "明天九点开会",
    "收到",
    "三号机停机检修，请周知",
    "报表放群文件了",
    "谁有钥匙",
    "好的，马上到",
    "今天盘点三百二十箱",
)
BREACHES = (
    "兼职日结，一天三百，加微信 vx88886666 了解",
    "你这个傻逼，滚出去",
    "澳门新葡京上线送彩金 http://xpj888.com",
)
MEMBERS, DAYS = 60, 30


async def furnish(count: int, now: datetime) -> ChatRef:
    organisation = await models.Organisation.create(name="")
    group = await models.Group.create(
        organisation_id=organisation.id, platform="qq", external_id="900", name="车间", enabled=True, mode="enforce",
        primary_account="10000", enabled_at=now - timedelta(days=DAYS), members_seen_at=now,
    )  # fmt: skip
    people = [str(20_000 + n) for n in range(MEMBERS)]
    await models.Membership.bulk_create(
        [
            models.Membership(group_id=group.id, member_id=m, nickname=m, card=m, role=1, first_seen_at=now)
            for m in people
        ]
    )
    step = timedelta(days=DAYS) / count
    rows = [
        models.ArchivedMessage(
            group_id=group.id, account="10000", message_id=f"m{n}", member_id=people[n % MEMBERS],
            member_name=people[n % MEMBERS], text=said, segments=segments_to_json([Text(said)]),
            sent_at=now - timedelta(days=DAYS) + step * n,
        )
        for n in range(count)
        for said in [BREACHES[n % len(BREACHES)] if n % 10 == 0 else f"{TALK[n % len(TALK)]} {n}"]
    ]  # fmt: skip
    await models.ArchivedMessage.bulk_create(rows, batch_size=1_000)
    return ChatRef("qq", "900")


async def measure(count: int) -> None:
    now = datetime.now(UTC)
    with tempfile.TemporaryDirectory() as folder:
        await engine.open_store(
            f"sqlite://{folder}/b.db", data_dir=Path(folder), plugins=tables_of_areas(), migrate=True
        )
        chat = await furnish(count, now)
        await directory.load(now=now)
        group = directory.find(chat)
        assert group is not None
        began = time.perf_counter()
        answer = await trials.run(group, regulations.basic(), now - timedelta(days=DAYS + 1), now=now)
        seconds = time.perf_counter() - began
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(f"{answer['messages']} messages, {len(answer['cases'])} cases: {seconds:.0f} s, {peak:.0f} MB")
        await engine.close_store()


if __name__ == "__main__":
    asyncio.run(measure(int(sys.argv[1]) if len(sys.argv) > 1 else trials.MOST_MESSAGES))
