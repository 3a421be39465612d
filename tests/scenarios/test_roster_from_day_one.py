"""A practice that starts with a list of its assistants and access to nothing, over its first days."""

from __future__ import annotations

import itertools
import subprocess
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from accessctl.declarations.discovery import discover
from accessctl.declarations.loading import declaration_of
from accessctl.execution.apply import Applied, Orders
from accessctl.execution.effects import Hands
from accessctl.execution.handoffs import Word, take_word
from accessctl.execution.initialising import init_journal
from accessctl.execution.observe import Planned
from accessctl.execution.scope import Scope
from accessctl.execution.workflow import GuardsError, apply_plan, journal_view, plan
from accessctl.execution.workplace import Surroundings, Workplace, open_workplace
from accessctl.model.handoff import Handoff, HandoffState

SLUG = "santa-lucia"
OWNER = "elena.rojas@santalucia.example"
SETTINGS = """\
version: 1
language: es
live: {provider: roster}
"""
PRACTICE = """\
version: 1
practice: santa-lucia
name: Clínica Santa Lucía
owner: {{email: elena.rojas@santalucia.example, name: Elena Rojas}}
clinics:
  - {{id: escazu, name: Santa Lucía Escazú}}
  - {{id: heredia, name: Santa Lucía Heredia}}
assistants:
{people}
"""
HEAD = "correo;nombre;apellidos;estado;clínicas;expediente;facturación\r\n"


def mail(name: str) -> str:
    """Return somebody's address."""
    return f"{name}@santalucia.example"


class Repository:
    """A repository, its owner's list, and a clock in the test's hands."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.now = datetime(2026, 11, 24, 16, 0, tzinfo=UTC)
        self._opened: list[Workplace] = []
        self._nonces = (f"{number:08x}" for number in itertools.count())
        (root / "access").mkdir(parents=True)
        (root / "practices").mkdir()
        (root / "access" / "settings.yaml").write_text(SETTINGS, encoding="utf-8")
        self.git("init", "--quiet", "--initial-branch=main")

    def git(self, *words: str) -> None:
        """Run git here, as Elena."""
        who = ["-c", "user.name=Elena Rojas", "-c", f"user.email={OWNER}"]
        subprocess.run(["git", *who, *words], cwd=self.root, check=True, capture_output=True)

    def declare(self, *names: str) -> None:
        """Declare these people and commit."""
        rest = "surnames: [Mora, Vega], clinics: [escazu]"
        people = [f"  - {{email: {mail(name)}, name: {name.capitalize()}, {rest}}}" for name in names]
        path = self.root / "practices" / f"{SLUG}.yaml"
        said = "\n".join(people)
        text = PRACTICE.format(people=said) if people else PRACTICE.format(people="").rstrip() + " []\n"
        path.write_text(text, encoding="utf-8")
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message=declare")

    def listed(self, *rows: str, as_of: datetime | None = None) -> None:
        """Write the owner's list: `ana` is active, `luz invitado` invited, `eva activo sí` opens records."""
        local = (as_of or self.now) - timedelta(hours=6)  # Costa Rica
        lines = [f"# fecha: {local:%Y-%m-%d %H:%M};;;;;;\r\n", HEAD]
        for row in rows:
            name, _, rest = row.partition(" ")
            state, _, record = rest.partition(" ")
            lines.append(f"{mail(name)};{name.capitalize()};Mora Vega;{state};escazu;{record or 'no'};no\r\n")
        path = self.root / "rosters" / f"{SLUG}.csv"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes("".join(lines).encode("cp1252"))

    def pass_time(self, **length: float) -> None:
        """Let time pass."""
        self.now += timedelta(**length)

    def open(self) -> Workplace:
        """Open the repository as a command does."""
        found = discover(self.root)
        around = Surroundings(self.root, lambda: self.now, {})
        self._opened.append(open_workplace(around, declaration_of(found), found.files))
        return self._opened[-1]

    def close(self) -> None:
        """End what was opened."""
        for place in self._opened:
            place.gateway.close()

    def pin(self) -> None:
        """Make the journal and commit its root."""
        init_journal(self.open())
        self.git("commit", "--quiet", "--all", "--message=journal")

    def plan(self) -> Planned:
        """Return the plan of now."""
        return plan(self.open(), Scope())

    def apply(self) -> Applied:
        """Apply the plan of now."""
        hands = Hands(self.open(), pause=lambda _: None)
        return apply_plan(hands, Scope(), Orders("Elena", next(self._nonces)), lambda _: True)

    def done(self, handoff: Handoff) -> None:
        """Say that it was done."""
        word = Word(HandoffState.DONE_ATTESTED, "Elena")
        take_word(self.open(), handoff.id, word, Orders("Elena", next(self._nonces), command="handoff"))

    def handoffs(self) -> dict[str, Handoff]:
        """Return all hand-offs, as `kind name`."""
        found = journal_view(self.open()).practices[SLUG].handoffs
        return {f"{item.kind} {item.email.split('@')[0]}": item for item in found}

    def letters(self) -> list[str]:
        """Return the outbox's letters: to whom, and what."""
        outbox = self.open().outbox.directory
        return [_read(path) for path in sorted(outbox.glob("*.eml"))] if outbox.is_dir() else []


def _read(path: Path) -> str:
    message = message_from_bytes(path.read_bytes(), policy=policy.default)
    body = message.get_body(("plain",))
    assert body is not None
    return f"To: {message['To']}\n{body.get_content()}"


def steps(planned: Planned) -> list[str]:
    """Return the plan's changes as `kind name route recipient`."""
    return [
        f"{item.kind} {item.email.split('@')[0]} {item.route} {item.recipient}"
        for item in planned.plan.changes
    ]


@pytest.fixture
def repository(tmp_path: Path) -> Iterator[Repository]:
    """Give a repository that declares Ana, Luz and Marco; the list has Ana alone."""
    made = Repository(tmp_path / "repository")
    made.declare("ana", "luz", "marco")
    made.pin()
    made.listed("ana")
    yield made
    made.close()


def test_plan_from_a_list_hands_everything_to_the_owner(repository: Repository) -> None:
    """Nothing can be done directly; whoever owns the practice is asked."""
    repository.pass_time(minutes=10)
    assert steps(repository.plan()) == [f"invite luz handoff {OWNER}", f"invite marco handoff {OWNER}"]
    assert repository.plan().plan.violations == ()


def test_apply_puts_one_letter_with_the_help_articles_steps_into_the_outbox(repository: Repository) -> None:
    """One recipient and practice, one letter; and the second apply sends nothing more."""
    repository.apply()
    repository.pass_time(minutes=10)
    again = repository.apply()
    assert again.outcomes == ()
    (letter,) = repository.letters()
    assert letter.startswith("To: Elena Rojas <elena.rojas@santalucia.example>") or OWNER in letter
    for words in ("Cuenta y Preferencias", "Asistentes", "Invitar asistente", mail("luz"), mail("marco")):
        assert words in letter


def test_newer_list_that_shows_the_effect_closes_the_handoff(repository: Repository) -> None:
    """Who is on a newer list was invited: nobody has to say so."""
    repository.apply()
    repository.pass_time(hours=3)
    repository.listed("ana", "luz invitado")
    repository.apply()
    states = {name: item.state for name, item in repository.handoffs().items()}
    assert states == {"invite luz": HandoffState.DONE_OBSERVED, "invite marco": HandoffState.SENT}
    assert len(repository.letters()) == 1


def test_list_from_before_the_request_closes_nothing(repository: Repository) -> None:
    """A list that is older than the letter cannot be its answer."""
    repository.apply()
    repository.pass_time(hours=3)
    repository.listed("ana", "luz", as_of=repository.now - timedelta(hours=4))
    repository.apply()
    assert repository.handoffs()["invite luz"].state is HandoffState.SENT


def test_older_list_does_not_undo_what_was_attested(repository: Repository) -> None:
    """The newest fact wins: the list of the morning knows nothing of the afternoon."""
    repository.apply()
    repository.pass_time(hours=2)
    repository.done(repository.handoffs()["invite luz"])
    repository.pass_time(hours=1)
    planned = repository.plan()
    assert steps(planned) == []
    assert {item.code for item in planned.plan.waiting} == {"acceptance", "open-handoff"}


def test_older_list_does_not_bring_back_who_left(repository: Repository) -> None:
    """Ana was taken out on somebody's word; the old list, with other news in it, does not make her return."""
    repository.listed("ana", "luz")
    repository.apply()
    repository.declare("luz", "marco")
    repository.pass_time(hours=1)
    repository.apply()
    repository.pass_time(hours=1)
    repository.done(repository.handoffs()["revoke ana"])
    repository.listed("ana", "luz", "marco invitado", as_of=repository.now - timedelta(minutes=30))
    repository.pass_time(minutes=1)
    repository.apply()
    repository.pass_time(minutes=1)
    assert steps(repository.plan()) == []
    assert repository.handoffs()["invite marco"].state is HandoffState.DONE_OBSERVED


def test_older_list_that_comes_back_teaches_nothing(repository: Repository) -> None:
    """Somebody restores last week's file: who was seen gone since is neither drift nor back."""
    repository.listed("ana", "luz")
    repository.apply()
    before = repository.now
    repository.declare("luz", "marco")
    repository.pass_time(hours=1)
    repository.apply()
    repository.pass_time(hours=1)
    repository.listed("luz", "marco")
    repository.apply()
    assert repository.handoffs()["revoke ana"].state is HandoffState.DONE_OBSERVED
    repository.pass_time(hours=1)
    repository.listed("ana", "luz", as_of=before)
    applied = repository.apply()
    assert (applied.outcomes, applied.run) == ((), None)


def test_newer_list_that_denies_an_attestation_plans_it_anew(repository: Repository) -> None:
    """Somebody said that Ana was removed; the next list still has her."""
    repository.listed("ana", "luz")
    repository.apply()
    repository.declare("luz", "marco")
    repository.pass_time(hours=1)
    repository.apply()
    repository.done(repository.handoffs()["revoke ana"])
    repository.pass_time(hours=1)
    repository.listed("ana", "luz", "marco")
    assert steps(repository.plan()) == [f"revoke ana handoff {OWNER}"]


def test_list_with_most_people_missing_is_refused_as_shrunken(repository: Repository) -> None:
    """Half a list is a mistake until somebody says that it is true."""
    everybody = ("ana", "luz", "marco", "sara", "tomas", "ulises")
    repository.declare(*everybody)
    repository.listed(*everybody)
    repository.apply()
    repository.pass_time(hours=1)
    repository.listed("ana", "luz")
    planned = repository.plan()
    assert [item.code for item in planned.plan.frozen] == ["shrunken-answer"]
    assert steps(planned) == []


def test_list_without_the_people_we_asked_to_remove_is_believed(repository: Repository) -> None:
    """What the owner was asked to do is no surprise, however many they are."""
    repository.declare("ana", "luz", "marco", "sara", "tomas")
    repository.listed("ana", "luz", "marco", "sara", "tomas")
    repository.apply()
    leaving = ("luz", "marco", "sara")
    for number, name in enumerate(leaving, 1):  # one after the other: half a practice at once is a guard's
        repository.declare("ana", "tomas", *leaving[number:])
        repository.pass_time(hours=25)
        repository.apply()
        assert repository.handoffs()[f"revoke {name}"].state is HandoffState.SENT
    repository.pass_time(hours=1)
    repository.listed("ana", "tomas")
    assert repository.plan().plan.frozen == ()
    repository.apply()
    assert {item.state for item in repository.handoffs().values()} == {HandoffState.DONE_OBSERVED}


def test_list_that_showed_people_once_more_before_they_left_is_believed(repository: Repository) -> None:
    """Being seen again after the request does not make the removal a surprise."""
    everybody = ("ana", "luz", "marco", "sara", "tomas", "ulises", "vera", "xenia")
    repository.declare(*everybody)
    repository.listed(*everybody)
    repository.apply()
    repository.declare("ana", "tomas", "ulises", "vera", "xenia")
    repository.pass_time(hours=1)
    repository.apply()
    repository.pass_time(hours=1)
    repository.listed("ana", "luz activo sí", "marco activo sí", "sara activo sí", *everybody[4:])
    repository.apply()
    repository.pass_time(hours=1)
    repository.listed("ana", "vera")
    assert [item.params for item in repository.plan().plan.frozen] == [{"before": 5, "now": 2}]
    repository.listed("ana", "vera", "xenia")
    assert repository.plan().plan.frozen == ()


def test_list_with_a_mistake_leaves_the_practice_alone(repository: Repository) -> None:
    """Nothing half read: the plan says what is wrong with the list, and where."""
    repository.listed("ana", "luz perdido")
    planned = repository.plan()
    (frozen,) = planned.plan.frozen
    assert frozen.params["cause"] == "roster-state-unknown"
    assert frozen.params["where"] == "rosters/santa-lucia.csv:4:4"
    assert steps(planned) == []


def test_list_that_is_too_old_is_not_acted_upon(repository: Repository) -> None:
    """After a week somebody has to look again."""
    repository.pass_time(days=7, minutes=1)
    planned = repository.plan()
    assert [item.code for item in planned.plan.frozen] == ["observation-too-old"]
    assert steps(planned) == []


def test_apply_without_a_pinned_journal_is_refused(tmp_path: Path) -> None:
    """Real people's access is not journalled on a branch that may be anybody's."""
    made = Repository(tmp_path / "repository")
    made.declare("ana", "luz")
    made.listed("ana")
    with closing(made), pytest.raises(GuardsError) as caught:
        made.apply()
    assert [item.guard for item in caught.value.violations] == ["journal-root-missing"]
    assert made.letters() == []


def test_practices_on_a_list_and_in_the_sandbox_live_side_by_side(repository: Repository) -> None:
    """Each practice is read and changed through its own provider."""
    sandbox = PRACTICE.format(people="  - {email: eva@rosa.example, name: Eva, surnames: [Solís, Vega]}")
    sandbox = sandbox.replace("santa-lucia", "rosa").replace("santalucia", "rosa")
    sandbox = sandbox.replace("  - {id: heredia, name: Santa Lucía Heredia}\n", "")
    path = repository.root / "practices" / "rosa.yaml"
    path.write_text(f"{sandbox}live: {{provider: sandbox}}\n", encoding="utf-8")
    repository.declare("ana", "luz")
    assert steps(repository.plan()) == ["invite eva direct None", f"invite luz handoff {OWNER}"]
    statuses = {outcome.change.email: str(outcome.status) for outcome in repository.apply().outcomes}
    assert statuses == {"eva@rosa.example": "done", mail("luz"): "handed-off"}


def newest_letter(repository: Repository, before: set[str]) -> str:
    """Return the one letter that was not there before."""
    (letter,) = set(repository.letters()) - before
    return letter


def test_request_no_longer_wanted_is_taken_back_in_a_letter_that_names_it(repository: Repository) -> None:
    """Luz leaves the file before the owner came to invite her: the owner must not invite her any more."""
    repository.apply()
    asked = repository.handoffs()["invite luz"]
    sent = set(repository.letters())
    repository.declare("ana", "marco")
    repository.apply()
    letter = newest_letter(repository, sent)
    assert "Si todavía no envió la invitación, ya no la envíe." in letter
    assert f"deja sin efecto la gestión anterior {asked.id}" in letter
    assert repository.handoffs()["invite luz"].state is HandoffState.SUPERSEDED
    assert repository.apply().outcomes == ()


def test_removal_no_longer_wanted_is_taken_back_before_the_owner_carries_it_out(
    repository: Repository,
) -> None:
    """Ana left the file by mistake and is back: she keeps her access."""
    repository.listed("ana", "luz", "marco")
    repository.apply()
    repository.declare("luz", "marco")
    repository.apply()
    asked = repository.handoffs()["revoke ana"]
    sent = set(repository.letters())
    repository.declare("ana", "luz", "marco")
    repository.apply()
    letter = newest_letter(repository, sent)
    assert "por favor no retire su acceso" in letter
    assert asked.id in letter
    assert repository.handoffs()["revoke ana"].state is HandoffState.SUPERSEDED
    repository.pass_time(hours=1)
    repository.listed("ana", "luz", "marco")
    repository.apply()
    assert steps(repository.plan()) == []
    assert not [item for item in repository.handoffs().values() if item.pending]
