"""What may not be, said to people."""

from bot.domain.errors import Refusal


class NothingToLearn(Refusal):
    """No clause asks for training, or there is nothing to be asked about it."""

    code = "induction.nothing_to_learn"


class NoCourse(Refusal):
    """Somebody who need not answer any question, or has done so."""

    code = "induction.no_course"


class NotNow(Refusal):
    """``why``: too_fast, or tomorrow once too many answers were given today."""

    code = "induction.not_now"


class NoSuchQuestion(Refusal):
    code = "induction.no_such_question"


class TooFewChoices(Refusal):
    """A written question needs two to four different choices."""

    code = "induction.too_few_choices"


class NoRules(Refusal):
    """No regulation is in force that could be accepted."""

    code = "induction.no_rules"


class WhichGroup(Refusal):
    """In private, by somebody who administers no group or several."""

    code = "induction.which_group"
