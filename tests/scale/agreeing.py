"""Whether the model does what the program would do: a witness of some of the wishes."""

from __future__ import annotations

from deciding import RealCase
from wishes import Act, Stage, Wish


class Agreement:
    """A witness that asks the program itself, and keeps where it says something else than the model."""

    def __init__(self, every: int) -> None:
        self.every = every
        self.cases: dict[int, RealCase] = {}
        self.asked = 0
        self.acts: dict[str, int] = {}
        self.other: list[str] = []

    def watches(self, wish: Wish) -> bool:
        """Take one wish in so many."""
        return wish.number % self.every == 0

    def looked(self, wish: Wish, now: float, act: Act | None) -> None:
        """Ask the program about it."""
        if wish.stage in (Stage.DONE, Stage.BLOCKED):
            return
        if wish.number not in self.cases:
            self.cases[wish.number] = RealCase(wish)
        said, blocked = self.cases[wish.number].decide(now)
        self.asked += 1
        modelled = None if act in (Act.SEE, Act.GIVE_UP) else act
        if said is not None:
            self.acts[said] = self.acts.get(said, 0) + 1
        if said != modelled or blocked != (act is Act.GIVE_UP):
            self.other.append(
                f"{wish} at {now}: the model says {act}, the program {said}, blocked: {blocked}"
            )

    def did(self, wish: Wish, act: Act, now: float) -> None:
        """Journal it."""
        if act not in (Act.SEE, Act.GIVE_UP) and wish.number in self.cases:
            self.cases[wish.number].carried_out(now)
