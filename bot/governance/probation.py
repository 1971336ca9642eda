"""Members who are to be watched more closely until something is done: in memory, filled by the area that knows."""

from bot.domain.ids import GroupId, MemberId

_watched: set[tuple[GroupId, MemberId]] = set()


def watch(group_id: GroupId, member: MemberId) -> None:
    """From now on this member counts as a newcomer, however long they have been here."""
    _watched.add((group_id, member))


def release(group_id: GroupId, member: MemberId) -> None:
    _watched.discard((group_id, member))


def refill(watched: set[tuple[GroupId, MemberId]]) -> None:
    """All who are watched, read afresh from the store."""
    _watched.clear()
    _watched.update(watched)


def is_watched(group_id: GroupId, member: MemberId) -> bool:
    """Asked for every message: nothing is awaited."""
    return (group_id, member) in _watched
