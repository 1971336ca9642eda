"""The accuracy ledger (误判账本): how often each clause and check was right, by people's decisions.

A soft finding is acted upon only while the lower bound of its precision holds; else the administrators
are asked. A hard rule always acts. ``may_act`` is asked while judging; decisions come by signal.
"""

from bot.governance.accuracy.deciding import paths_of
from bot.governance.accuracy.memory import load, may_act, publish
from bot.governance.accuracy.report import Line, goal, report
from bot.governance.accuracy.reviews import affirm

__all__ = ["Line", "affirm", "goal", "load", "may_act", "paths_of", "publish", "report"]
