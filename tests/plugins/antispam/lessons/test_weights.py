"""What lessons do to the weights: bounded, reversible, the same in every order."""

import random
from itertools import permutations

import pytest

from plugins.antispam.domain.lessons.weights import (
    BUCKET,
    LESSON,
    MOST_BUCKETS,
    TOTAL,
    WEAK,
    Lesson,
    learn,
    overlap,
    shift,
)

AD = tuple(range(100))
NEAR = tuple(range(10, 110))
FAR = tuple(range(5_000, 5_080))


@pytest.mark.parametrize(
    ("lesson", "least", "most"),
    [
        (Lesson(AD, True, 0.0), 0.8, LESSON),
        (Lesson(AD, False, 0.0), -LESSON, -0.8),
        (Lesson(AD, True, -6.0), 0.8, LESSON),
        (Lesson(AD, True, 3.0), 0.0, 0.0),
        (Lesson(AD, False, -3.0), 0.0, 0.0),
        (Lesson(AD, True, 1.0), 0.4, 0.55),
        (Lesson(AD, True, 0.0, WEAK), 0.2, LESSON * WEAK),
        (Lesson(AD[:4], True, 0.0), 0.8, LESSON),
        (Lesson(AD[:1], True, 0.0), 0.4, BUCKET),
        (Lesson((), True, 0.0), 0.0, 0.0),
    ],
)
def test_one_lesson_moves_its_own_text_by_no_more_than_it_may(lesson: Lesson, least: float, most: float) -> None:
    moved = shift(lesson.buckets, learn([lesson]))
    assert least <= moved <= most + 1e-9


def test_a_text_that_shares_little_is_moved_little() -> None:
    own = learn([Lesson(AD, True, 0.0)])
    assert shift(FAR, own) == 0.0
    assert 0 < shift((*AD[:20], *FAR), own) < 0.25
    assert shift(NEAR, own) == pytest.approx(0.9 * shift(AD, own))


def test_a_thousand_lessons_move_a_message_by_two_logits_at_most() -> None:
    chance = random.Random(3)
    lessons = [Lesson(tuple(sorted(chance.sample(range(300), 90))), True, -4.0) for _ in range(1_000)]
    own = learn(lessons)
    assert shift(lessons[0].buckets, own) == TOTAL
    assert shift(tuple(range(300)), own) == TOTAL
    assert max(map(abs, own.values())) <= BUCKET


def test_there_are_never_more_buckets_than_the_limit_and_the_heaviest_stay() -> None:
    lessons = [Lesson(tuple(range(i * 200, i * 200 + 200)), True, 0.0, WEAK if i < 50 else 1.0) for i in range(130)]
    own = learn(lessons)
    assert len(own) == MOST_BUCKETS
    strong = {bucket for lesson in lessons[50:] for bucket in lesson.buckets}
    assert len(strong & own.keys()) == len(strong)


def test_the_order_of_lessons_does_not_matter_to_the_last_bit() -> None:
    lessons = [Lesson(AD, True, 0.1), Lesson(NEAR, False, 0.7), Lesson(FAR, True, -1.3), Lesson(AD[5:60], False, 2.0)]
    wanted = learn(lessons)
    assert all(learn(order) == wanted for order in permutations(lessons))


def test_a_lesson_taken_back_leaves_no_trace() -> None:
    kept = [Lesson(AD, True, 0.1), Lesson(FAR, False, 0.7)]
    gone = Lesson(NEAR, True, -0.4)
    assert learn([*kept, gone]) != learn(kept)
    assert learn([each for each in [*kept, gone] if each is not gone]) == learn(kept)
    assert learn([]) == {}


def test_the_same_lesson_twice_counts_once() -> None:
    lesson = Lesson(AD, True, 0.0)
    assert learn([lesson, lesson]) == learn([lesson])


def test_opposite_lessons_on_one_text_cancel() -> None:
    own = learn([Lesson(AD, True, 0.0), Lesson(AD, False, 0.0)])
    assert shift(AD, own) == pytest.approx(0.0, abs=1e-9)


def test_more_lessons_of_one_kind_teach_more_until_the_text_is_safely_on_its_side() -> None:
    one = shift(AD, learn([Lesson(AD, True, 0.0)]))
    two = shift(AD, learn([Lesson(AD, True, 0.0), Lesson(NEAR, True, 0.0)]))
    many = shift(AD, learn([Lesson(tuple(range(i, 100 + i)), True, 0.0) for i in range(10)]))
    assert one < two <= many <= TOTAL


@pytest.mark.parametrize(
    ("one", "other", "share"), [(AD, AD, 1.0), (AD, FAR, 0.0), (AD, NEAR, 90 / 110), ((), (), 0.0), ((1,), (1, 2), 0.5)]
)
def test_overlap_is_the_common_share(one: tuple[int, ...], other: tuple[int, ...], share: float) -> None:
    assert overlap(one, other) == pytest.approx(share)
