"""V11 history answers, which every implementation shapes a little differently."""

from datetime import datetime

from bot.domain.ids import MemberId, MessageId
from bot.domain.messages import Text
from bot.domain.ports import HistoryItem
from bot.gateway.fields import dict_of, handle_of, id_of, is_list, list_of, time_of
from bot.gateway.segments11 import segments_of


def history_items(data: object, now: datetime, count: int) -> list[HistoryItem] | None:
    """The newest ``count`` messages, newest last; None where the answer holds no list."""
    messages = data if is_list(data) else dict_of(data).get("messages")
    if not is_list(messages):
        return None
    found: list[HistoryItem] = []
    for entry in list_of(messages):
        frame = dict_of(entry)
        message = handle_of(frame.get("message_id"))
        sender = id_of(frame.get("user_id")) or id_of(dict_of(frame.get("sender")).get("user_id"))
        if not message or not sender:
            continue
        body = frame.get("message")
        parts = segments_of(body if body is not None else frame.get("raw_message"))
        text = "".join(part.text for part in parts if isinstance(part, Text)).strip()
        found.append(HistoryItem(MessageId(message), MemberId(sender), text, time_of(frame.get("time"), now)))
    # Some answer newest first; messages of one second keep the order they came in.
    if len(found) > 1 and found[0].sent_at > found[-1].sent_at:
        found.reverse()
    return sorted(found, key=lambda item: item.sent_at)[-count:] if count > 0 else []
