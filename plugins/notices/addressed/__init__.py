"""Being addressed: where a clause says how soon a mention or a leader's question is answered, it is watched over.

Whoever does not answer in time, working hours and leave respected, is reminded once; who does not then either is
counted, for the administrators' weekly figures by department. Nobody is named in front of the group for it.
"""

from . import jobs, listening

__all__ = ["jobs", "listening"]
