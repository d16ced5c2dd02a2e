"""Whose turn it is: one sender at a time, and the next where that one hangs. The clock is the test's own."""

from threading import Thread

import pytest

from records.delivery.turns import Turns

A, B, C = 1, 2, 3
PATIENCE = 5


class Clock:
    """Seconds that pass when a test says so."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def turns_of(at_once: int, clock: Clock) -> Turns:
    return Turns(at_once, patience=PATIENCE, clock=clock)


def test_whoever_has_the_turn_keeps_it_and_the_others_wait(clock: Clock) -> None:
    turns = turns_of(1, clock)
    turns.take(A)
    clock.now = 4
    assert (turns.seconds_until(A), turns.seconds_until(B)) == (0, 1)


def test_each_mail_begins_the_patience_anew(clock: Clock) -> None:
    turns = turns_of(1, clock)
    turns.take(A)
    clock.now = 4
    turns.take(A)
    assert turns.seconds_until(B) == 5


def test_the_next_may_begin_when_one_leaves(clock: Clock) -> None:
    turns = turns_of(1, clock)
    turns.take(A)
    turns.leave(A)
    assert turns.seconds_until(B) == 0


def test_so_many_at_a_time(clock: Clock) -> None:
    turns = turns_of(2, clock)
    turns.take(A)
    clock.now = 1
    turns.take(B)
    assert turns.seconds_until(C) == 4, "the one that is over its mail the longest"


def test_one_that_hangs_is_passed_over_and_waits_for_its_turn_when_it_comes_back(clock: Clock) -> None:
    turns = turns_of(1, clock)
    turns.take(A)
    clock.now = 5
    assert turns.seconds_until(B) == 0
    turns.take(B)
    assert (turns.seconds_until(A), turns.seconds_until(C)) == (5, 5)


def test_two_that_hang_are_both_passed_over(clock: Clock) -> None:
    turns = turns_of(1, clock)
    turns.take(A)
    clock.now = 5
    turns.take(B)
    clock.now = 10
    assert turns.seconds_until(C) == 0


def waits_in_a_thread(turns: Turns) -> Thread:
    waiting = Thread(target=turns.take, args=(B,), daemon=True)
    waiting.start()
    return waiting


def test_whoever_waits_is_told_when_another_leaves(clock: Clock) -> None:
    turns = turns_of(1, clock)
    turns.take(A)
    waiting = waits_in_a_thread(turns)
    turns.leave(A)
    waiting.join(PATIENCE / 2)
    assert not waiting.is_alive()


def test_whoever_waits_looks_again_when_the_patience_is_over() -> None:
    turns = Turns(1, patience=0.02)
    turns.take(A)
    waiting = waits_in_a_thread(turns)
    waiting.join(PATIENCE)
    assert not waiting.is_alive()
