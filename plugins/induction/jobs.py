"""The clock's entrances: inviting newcomers, reminding those who have not passed."""

from bot.effects import schedule

from . import service

schedule.work("induction.invite")(service.invite)
schedule.work("induction.remind")(service.remind)
