"""Questions asked of texts in batches, by this process or by several: the matcher is Python's, which uses one core."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from itertools import islice
from queue import SimpleQueue
from typing import TYPE_CHECKING, TypeAlias

from ssi_rules.markets.dictionary import Batch, answers, vetoes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from ssi_rules.engines.columnar.texts import Question

Answers: TypeAlias = list[list[bool | None]]
"""For each question the answer of each text: yes, no, or None where there is nothing to read."""

_Helper: TypeAlias = "subprocess.Popen[bytes]"

_WORTH_ONE = 50_000
"""Texts that a process of its own must have to itself before it pays to start it."""

_IN_HAND = 2
"""Batches under way or waiting for each process."""


def processes_for(texts: int, threads: int) -> int:
    """How many processes are soonest done with so many texts, of as many as there may be."""
    return max(1, min(threads, texts // _WORTH_ONE))


def asked(questions: Sequence[Question], texts: Sequence[str]) -> Answers:
    """What texts answer."""
    batch = Batch(texts)
    return [_answer(question, batch) for question in questions]


def asked_in_turn(
    questions: Sequence[Question], batches: Iterable[Sequence[str]], processes: int
) -> Iterator[Answers]:
    """What each batch of texts answers, in order; no more batches are taken than are about to be needed."""
    if processes == 1 or not sys.executable:
        yield from (asked(questions, texts) for texts in batches)
        return
    with ExitStack() as stack:
        free: SimpleQueue[_Helper] = SimpleQueue()
        for _ in range(processes):
            free.put(stack.enter_context(_started(questions)))

        def ask(texts: Sequence[str]) -> Answers:
            helper = free.get()
            try:
                told = _asked_of(helper, texts)
            finally:
                free.put(helper)
            return asked(questions, texts) if told is None else told

        threads = stack.enter_context(ThreadPoolExecutor(processes))
        yield from _in_order(threads, ask, iter(batches), _IN_HAND * processes)


def _in_order(
    threads: ThreadPoolExecutor,
    ask: Callable[[Sequence[str]], Answers],
    batches: Iterator[Sequence[str]],
    most: int,
) -> Iterator[Answers]:
    running: deque[Future[Answers]] = deque()
    try:
        while True:
            running.extend(threads.submit(ask, texts) for texts in islice(batches, most - len(running)))
            if not running:
                return
            yield running.popleft().result()
    finally:
        for each in running:
            each.cancel()


@contextmanager
def _started(questions: Sequence[Question]) -> Iterator[_Helper]:
    """A process that answers what it is given, for as long as the block lasts and this process lives."""
    paths = os.pathsep.join(filter(None, sys.path))
    helper = subprocess.Popen(  # noqa: S603 - this Python, this module
        [sys.executable, "-P", "-c", f"from {__name__} import serve; serve()"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": paths},
    )
    try:
        _send(helper, list(questions))
        yield helper
    finally:
        helper.kill()
        helper.communicate()


def _send(helper: _Helper, thing: object) -> None:
    assert helper.stdin is not None  # noqa: S101 - it was asked for
    with suppress(OSError):  # a helper that is gone is noticed when it does not answer
        pickle.dump(thing, helper.stdin)
        helper.stdin.flush()


def _asked_of(helper: _Helper, texts: Sequence[str]) -> Answers | None:
    """What a helper says; None if it is gone."""
    assert helper.stdout is not None  # noqa: S101 - it was asked for
    _send(helper, texts)
    try:
        told: Answers = pickle.load(helper.stdout)  # noqa: S301 - from our own process
    except (EOFError, OSError, pickle.UnpicklingError):
        return None
    return told


def serve() -> None:
    """Be a helper: read questions, then texts, and write what they answer, until nothing comes any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to all; the first process ends this one
    given, out = sys.stdin.buffer, sys.stdout.buffer
    with suppress(EOFError, OSError):
        questions = pickle.load(given)  # noqa: S301 - from our own process
        while True:
            pickle.dump(asked(questions, pickle.load(given)), out)  # noqa: S301 - the same
            out.flush()


def _answer(question: Question, batch: Batch) -> list[bool | None]:
    if question.vetoes is None:
        return answers(question.market, batch)
    return [*vetoes(question.market, question.vetoes, batch)]
