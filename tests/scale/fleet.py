"""The discrete events: workers take slices of practices, read, plan, act and journal, on a made-up clock."""

from __future__ import annotations

import heapq
import math
import random
from collections import Counter
from collections.abc import Iterator

from assumptions import Costs, World
from guarding import refused
from parts import Line, Slice, Tally, Witness, sliced
from wishes import DAY, ESCALATE_AFTER, REMIND_AFTER, Act, Kind, Stage, Wish, due, log_normal, wakes, wishes


class Fleet:
    """One scenario at play."""

    def __init__(self, world: World, costs: Costs, witness: Witness | None = None) -> None:
        self.world, self.costs, self.witness = world, costs, witness
        self.dice = random.Random(world.seed + 1)  # noqa: S311 - a seed: the same world again is what is wanted
        self.now = 0.0
        self.api, self.journal = Line(), Line()
        self.tally = Tally(sliced(world), list(wishes(world)))
        for wish in reversed(self.tally.wishes):
            self.tally.slices[wish.practice % world.slices].ahead.append(wish)
        self._due = [(0.0, number) for number in range(world.slices)]

    def play(self) -> Tally:
        """Let the days pass."""
        events: list[tuple[float, int, Iterator[float]]] = [
            (0.0, number, self._work()) for number in range(self.world.workers)
        ]
        heapq.heapify(events)
        while events and events[0][0] < self.world.days * DAY:
            self.now, number, worker = events[0]
            heapq.heapreplace(events, (next(worker), number, worker))
        self.tally.api_busy, self.tally.journal_busy = self.api.busy, self.journal.busy
        return self.tally

    def _work(self) -> Iterator[float]:
        """Take the slice that waits longest, again and again; yield until when nothing happens."""
        while True:
            if not self._due:
                yield self.now + self.world.period
                continue
            at, number = heapq.heappop(self._due)
            if at > self.now:
                yield at
            begun = self.now
            yield from self._run(self.tally.slices[number])
            heapq.heappush(self._due, (max(begun + self.world.period, self.now), number))

    def _run(self, part: Slice) -> Iterator[float]:
        latencies, costs, begun = self.world.latencies, self.costs, self.now
        asked = part.api * self.world.requests
        alone = begun + max(asked * latencies.api_call / latencies.concurrency, part.api * costs.reader)
        yield max(alone, self.api.take(begun, asked / self.world.rate))
        if part.web:
            yield self.now + self._browsing(latencies.browser_list, part.web)
        read_at = self.now
        part.read.append((begun + read_at) / 2)
        count = part.api + part.web
        yield self.now + count * (costs.read + costs.plan) + part.records * costs.record
        self.tally.runs += 1
        while part.ahead and part.ahead[-1].merged <= begun:
            wish = part.ahead.pop()
            heapq.heappush(part.open, (begun, wish.number, wish))
            if self.witness is not None and self.witness.watches(wish):
                part.watched.append(wish)
        yield from self._act(part, self._planned(part, read_at), read_at)

    def _planned(self, part: Slice, read_at: float) -> list[tuple[Wish, Act]]:
        """Return what is to be done, or nothing where a guard refuses it."""
        found: list[tuple[Wish, Act]] = []
        later: list[Wish] = []
        while part.open and part.open[0][0] <= read_at:
            wish = heapq.heappop(part.open)[2]
            self._heard(wish, read_at)
            act = due(wish, read_at, self.world.latencies)
            later += [wish] if act is None else []
            found += [] if act is None else [(wish, act)]
        self._show(part, found, read_at)
        if self._refused(part, found, read_at):
            later += [wish for wish, _ in found]
            found = []
        self._later(part, later, read_at)
        return found

    def _later(self, part: Slice, waiting: list[Wish], now: float) -> None:
        for wish in waiting:
            at = wakes(wish, now, self.world.latencies)
            if at < math.inf:
                heapq.heappush(part.open, (at, wish.number, wish))

    def _show(self, part: Slice, found: list[tuple[Wish, Act]], read_at: float) -> None:
        if self.witness is None or not part.watched:
            return
        acts = {wish.number: act for wish, act in found}
        for wish in part.watched:
            self.witness.looked(wish, read_at, acts.get(wish.number))

    def _refused(self, part: Slice, found: list[tuple[Wish, Act]], read_at: float) -> bool:
        if not found:
            return False
        part.removals = [at for at in part.removals if at > read_at - DAY]
        acts = Counter(act for _, act in found)
        codes = refused(
            acts[Act.INVITE] + acts[Act.ASK_TO_INVITE],
            acts[Act.ASK_TO_REMOVE],
            acts[Act.ASK_SUPPORT],
            (len(part.removals), part.people),
            self.world.invitations_guard,
        )
        self.tally.refusals.update(codes)
        if codes:
            part.refused += 1
            self.tally.first_refusal = min(self.tally.first_refusal, read_at)
        return bool(codes)

    def _heard(self, wish: Wish, now: float) -> None:
        """Let what an owner did by hand count from then on, and whoever is silent be reminded."""
        if wish.stage is not Stage.ASKED:
            return
        if wish.answered <= now:
            if wish.kind is Kind.COME:
                self._sent(wish, wish.answered)
            return
        waits = now - wish.asked
        so_many = (waits >= REMIND_AFTER) + (waits >= ESCALATE_AFTER)
        self.tally.letters["reminders"] += max(0, so_many - wish.reminders)
        wish.reminders = max(so_many, wish.reminders)

    def _act(self, part: Slice, planned: list[tuple[Wish, Act]], read_at: float) -> Iterator[float]:
        if not planned:
            return
        latencies = self.world.latencies
        yield self.journal.take(self.now, latencies.push)
        for wish, act in planned:
            if act in (Act.INVITE, Act.RESEND):
                yield self.now + self._browsing(latencies.browser_step, 1)
                self.tally.acted_on.append(self.now - read_at)
            self._done(part, wish, act)
        letters = {(wish.practice, act is Act.ASK_SUPPORT) for wish, act in planned if act.startswith("ask")}
        self.tally.letters["support"] += sum(support for _, support in letters)
        self.tally.letters["owners"] += sum(not support for _, support in letters)
        self._later(part, [wish for wish, _ in planned], self.now)
        part.records += 2 + 2 * len(planned)
        yield self.now + len(letters) * latencies.letter
        yield self.journal.take(self.now, latencies.push)

    def _done(self, part: Slice, wish: Wish, act: Act) -> None:
        """Note what a run did for a wish, and when others will answer."""
        latencies = self.world.latencies
        if self.witness is not None and self.witness.watches(wish):
            self.witness.did(wish, act, self.now)
        wish.first_act = min(wish.first_act, self.now)
        match act:
            case Act.INVITE | Act.RESEND:
                self.tally.died += act is Act.RESEND
                self._sent(wish, self.now)
            case Act.ASK_SUPPORT:
                self._asked(wish, latencies.support_median_hours, latencies.support_sigma)
            case Act.SEE:
                wish.stage = Stage.DONE
                wish.effective = wish.accepted if wish.kind is Kind.COME else wish.answered
            case Act.GIVE_UP:
                self.tally.died += 1
                wish.stage = Stage.BLOCKED
            case _:
                self.tally.died += wish.attempts > 0
                if act is Act.ASK_TO_REMOVE:
                    part.removals.append(self.now)
                self._asked(wish, latencies.owner_median_hours, latencies.owner_sigma)

    def _sent(self, wish: Wish, at: float) -> None:
        latencies = self.world.latencies
        takes = log_normal(self.dice, latencies.acceptance_median_hours, latencies.acceptance_sigma)
        wish.stage, wish.sent, wish.attempts = Stage.INVITED, at, wish.attempts + 1
        wish.accepted = at + takes if takes < 2 * DAY else math.inf

    def _asked(self, wish: Wish, median_hours: float, sigma: float) -> None:
        wish.stage, wish.asked, wish.reminders = Stage.ASKED, self.now, 0
        wish.answered = self.now + log_normal(self.dice, median_hours, sigma)

    def _browsing(self, between: tuple[float, float], pages: int) -> float:
        """Return how long so many pages take, one after the other."""
        least, most = between
        mean, spread = (least + most) / 2, (most - least) / math.sqrt(12)
        one = pages == 1
        takes = self.dice.uniform(least, most) if one else self.dice.gauss(mean * pages, spread * pages**0.5)
        self.tally.browser_busy += takes
        return max(takes, least * pages)
