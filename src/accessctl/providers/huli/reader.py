"""The reader of HuliPractice: one question for each practice, a few at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from accessctl.errors import CredentialsError
from accessctl.model.capabilities import Capabilities
from accessctl.model.change import ChangeKind
from accessctl.model.identity import Address
from accessctl.model.live import Facet, Observation, Unobserved
from accessctl.model.practice import Practice
from accessctl.providers.huli.answers import doctor_address, organization_from
from accessctl.providers.huli.client import Client, Limits
from accessctl.providers.huli.entry import Key, address_of, key_for, own_variable
from accessctl.providers.huli.seeing import ACTIVE, INACTIVE, People, observation, strangers
from accessctl.providers.huli.tokens import Token
from accessctl.providers.huli.trouble import KeyRefusedError, ReadingError
from accessctl.providers.interface import VENDOR_SUPPORT

T = TypeVar("T")
Clock = Callable[[], datetime]

ORGANIZATION_PATH = "/practice/v2/organization?expand=AUTHORIZATION"
DOCTOR_PATH = "/practice/v2/doctor/user"
LOOKED_UP = 25
"""How many strangers of one practice are asked about in a run: the others stay strangers."""


@dataclass(frozen=True, slots=True)
class Reach:
    """How the API is read: whose ids are known, how many questions at a time, what the writer can do."""

    people: People = field(default_factory=People)
    concurrency: int = 4
    does: frozenset[ChangeKind] = frozenset()
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True, slots=True)
class _Question:
    """One practice to be asked about."""

    slug: str
    organization: str
    key: Key


class HuliReader:
    """Reads who has access to an organisation; it can change nothing."""

    def __init__(self, environment: Mapping[str, str], clock: Clock, reach: Reach) -> None:
        self._environment = environment
        self._address = address_of(environment)
        self._clock = clock
        self._reach = reach
        self._tokens: dict[str, Token] = {}

    @property
    def capabilities(self) -> Capabilities:
        """Who is active, and nothing else."""
        return Capabilities(does=self._reach.does, sees=frozenset({Facet.PRESENCE}), support=VENDOR_SUPPORT)

    def now(self) -> datetime | None:
        """Return None: the API tells no time."""
        return None

    def observe(
        self, practices: Sequence[Practice], lookups: Mapping[str, frozenset[Address]]
    ) -> Mapping[str, Observation | Unobserved]:
        """Ask for each practice's organisation; nobody can look up an address there."""
        del lookups
        found: dict[str, Observation | Unobserved] = {}
        questions: list[_Question] = []
        for practice in practices:
            asked = self._question(practice)
            if isinstance(asked, Unobserved):
                found[practice.slug] = asked
            else:
                questions.append(asked)
        return {**found, **(_in_a_loop(self._ask(questions)) if questions else {})}

    def _question(self, practice: Practice) -> _Question | Unobserved:
        """Return what is to be asked; without a key nothing is, and nothing to ask with is needed."""
        organization = practice.organization
        if organization is None:
            return Unobserved(practice.slug, "huli-no-organization")
        key = key_for(self._environment, organization)
        if key is None:
            params = {"organization": organization, "variable": own_variable(organization)}
            return Unobserved(practice.slug, "huli-no-key", params)
        return _Question(practice.slug, organization, key)

    async def _ask(self, questions: Sequence[_Question]) -> dict[str, Observation | Unobserved]:
        """Let as many workers as the settings say take one question after the other."""
        client = Client(self._address, self._tokens, self._clock, self._reach.limits)
        found: dict[str, Observation | Unobserved] = {}
        lost: list[KeyRefusedError] = []
        left = iter(questions)
        known: dict[str, Address] = {}

        async def work() -> None:
            for question in left:
                if lost:
                    return
                try:
                    found[question.slug] = await self._read(client, question, known)
                except KeyRefusedError as error:
                    lost.append(error)

        try:
            async with asyncio.TaskGroup() as workers:
                for _ in range(min(self._reach.concurrency, len(questions))):
                    workers.create_task(work())
        finally:
            await client.close()
        if lost:
            raise CredentialsError(lost[0].code, **lost[0].params)
        return found

    async def _read(
        self, client: Client, question: _Question, known: dict[str, Address]
    ) -> Observation | Unobserved:
        """Read one practice; a key for all practices that is refused ends the reading."""
        try:
            return await self._look(client, question, known)
        except KeyRefusedError as error:
            if not question.key.own:
                raise
            return Unobserved(question.slug, error.code, error.params)
        except ReadingError as error:
            return Unobserved(question.slug, error.code, error.params)

    async def _look(
        self, client: Client, question: _Question, known: dict[str, Address]
    ) -> Observation | Unobserved:
        at, people, organization = self._clock(), self._reach.people, question.organization
        answer = await client.get(question.key, organization, ORGANIZATION_PATH)
        if answer is None:
            return Unobserved(question.slug, "huli-no-such-organization", {"organization": organization})
        seen = organization_from(answer, organization)
        if seen.status != ACTIVE:
            code = "huli-organization-inactive" if seen.status == INACTIVE else "huli-answer"
            return Unobserved(question.slug, code, {"organization": organization, "where": "status"})
        new = [user for user in strangers(seen, people) if user not in known]
        known |= await _doctors(client, question, new[:LOOKED_UP])
        return observation(question.slug, at, seen, people, known)


async def _doctors(client: Client, question: _Question, users: Sequence[str]) -> dict[str, Address]:
    """Return the addresses of the users who are doctors; of anybody else the API may say nothing."""
    found = {}
    for user in users:
        try:
            answer = await client.get(question.key, question.organization, f"{DOCTOR_PATH}/{user}")
        except ReadingError:
            break  # busy, broken or forbidden: the next one would not fare better
        address = None if answer is None else doctor_address(answer, user)
        if address is not None:
            found[user] = address
    return found


def _in_a_loop(work: Coroutine[None, None, T]) -> T:
    """Run to the end; beside a loop that is running already (a browser's), in a thread of its own."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(work)
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(asyncio.run, work).result()
