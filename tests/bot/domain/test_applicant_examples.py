"""The labelled examples of ``benchmarks/members``: what is read of them, and that nobody is let in wrongly."""

from benchmarks.members.applicants import GOAL, measure


def test_at_least_97_of_100_fields_of_the_labelled_examples_are_read_right() -> None:
    done = measure()
    assert done.examples >= 300
    assert done.accuracy >= GOAL, "\n".join(done.misread)


def test_no_labelled_example_is_approved_that_a_person_should_see() -> None:
    assert measure().wrongly_approved == 0
