"""Work that falls due: welcomes, reminders, and looks after some days."""

from bot.effects import schedule

from .service import arrivals, departures, leaving, moving, telling

schedule.work("joining.welcome")(arrivals.welcome)
schedule.work("joining.brought")(arrivals.ask_who_brought)
schedule.work("joining.more")(telling.tell_more)
schedule.work("joining.remind")(telling.remind)
schedule.work("joining.expire")(telling.expire)
schedule.work("joining.left")(leaving.look_whether_left)
schedule.work("joining.unasked")(arrivals.tell_unasked)
schedule.work("joining.removed")(departures.look_who_removed)
schedule.work("joining.moves")(moving.propose_moves)
schedule.work("joining.move_expires")(moving.expire_move)
