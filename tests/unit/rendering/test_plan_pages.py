"""Plans for people: on a terminal and in a pull request."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from golden_files import ZONE, compare
from sample_plans import ANA, NOW, OWNER, change, codes, full_plan, notice, small_plan

from accessctl.model.change import Access, ChangeKind, Reason, Route
from accessctl.model.finding import Finding, Location, Severity
from accessctl.model.identity import Address
from accessctl.model.plan import Notice, Plan
from accessctl.rendering.escaping import markdown
from accessctl.rendering.json_plan import NOTICES
from accessctl.rendering.plan_html import plan_page
from accessctl.rendering.plan_markdown import About, plan_markdown
from accessctl.rendering.plan_text import plan_text
from accessctl.rendering.report_html import report_html
from accessctl.rendering.voice import Voice

OLD = Address("ana.m@old.example")
DIGEST = "ab12" * 16
PLANS = {"everything": full_plan, "ordinary": small_plan}


def text(plan: Plan, language: str = "en") -> str:
    """Return the plan as plain text."""
    return plan_text(plan, DIGEST, language, color=False, zone=ZONE)


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("name", sorted(PLANS))
def test_a_plan_as_text_reads_as_the_golden_file_does(name: str, language: str) -> None:
    """Every kind and every code, as somebody reads them on a terminal."""
    compare(f"plan-{name}.{language}.txt", text(PLANS[name](), language))


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("name", sorted(PLANS))
def test_a_plan_as_markdown_reads_as_the_golden_file_does(name: str, language: str) -> None:
    """Every kind and every code, as somebody reads them in a pull request."""
    compare(f"plan-{name}.{language}.md", plan_markdown(PLANS[name](), DIGEST, language, zone=ZONE))


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("section", NOTICES)
def test_no_notice_is_shown_with_a_hole_when_its_parameters_are_there(section: str, language: str) -> None:
    """Each code's text names only parameters that its carrier gives."""
    for code in codes(section):
        assert "…" not in text(replace(Plan(NOW), **{section: (notice(section, code),)}), language)  # type: ignore[arg-type]


@pytest.mark.parametrize("language", ["en", "es"])
def test_an_empty_plan_is_one_line(language: str) -> None:
    """Nothing to do is said once."""
    assert text(Plan(NOW, practices=3), language).count("\n") == 1


def test_an_empty_plan_of_no_practice_does_not_claim_that_practices_agree() -> None:
    """A repository without practices is told apart."""
    assert text(Plan(NOW)) == "Nothing to do: no practice is declared.\n"


def test_the_headline_counts_people_by_what_happens_to_them() -> None:
    """The first sentence can be read alone."""
    first = text(small_plan()).splitlines()[0]
    assert first == (
        "1 person gets access, 1 person loses access, record access is requested for 1 person, "
        "1 request goes to somebody else; 1 matter needs attention first; 1 is waiting."
    )


def test_who_is_cancelled_and_invited_again_changes_clinics_and_loses_nothing() -> None:
    """A swap is no loss and no gain."""
    swap = (change(ChangeKind.CANCEL_INVITATION), change(ChangeKind.INVITE))
    assert text(Plan(NOW, swap, practices=1)).startswith("1 person changes clinics.\n")


def moved(kind: ChangeKind | None) -> Plan:
    """Build a plan that invites Ana at a new address; the old one waits, or goes by a step of that kind."""
    new = change(ChangeKind.INVITE, "replaced", replaces=OLD)
    waits = Notice("santa-lucia", "revoke-after-replacement", OLD, ChangeKind.REVOKE, {"new": ANA})
    gone = () if kind is None else (change(kind, "replaced", email=OLD),)
    return Plan(NOW, (*gone, new), () if gone else (waits,), practices=1)


def test_an_invited_person_who_changes_address_is_one_person_in_one_sentence() -> None:
    """The invitation that nobody accepted is not another person's loss."""
    plan = moved(ChangeKind.CANCEL_INVITATION)
    assert text(plan).startswith("1 person changes address.\n")
    page = plan_markdown(plan, DIGEST, "en")
    assert f"from `{OLD}` to `{ANA}`: the invitation to the old one is cancelled" in page
    assert "loses access" not in page
    assert "Who loses access" not in page


def test_an_active_person_who_changes_address_is_not_counted_as_waiting() -> None:
    """The old address stays until the new one is accepted: that is part of the same sentence."""
    plan = moved(None)
    assert text(plan).startswith("1 person changes address.\n")
    assert "keeps its access until the invitation is accepted" in plan_markdown(plan, DIGEST, "en")


def test_the_old_address_that_goes_at_last_is_said_to_be_one_of_the_same_person() -> None:
    """Once the new one is active, nobody loses anything."""
    plan = Plan(NOW, (change(ChangeKind.REVOKE, "replaced", email=OLD),), practices=1)
    assert "the person uses another address now" in plan_markdown(plan, DIGEST, "en")


def test_the_headline_leaves_out_what_is_only_shown() -> None:
    """A plan-only practice's changes are announced as such."""
    plan = Plan(NOW, (change(ChangeKind.REVOKE),), plan_only=frozenset({"santa-lucia"}), practices=1)
    assert text(plan).startswith("Nothing to change today; 1 change is shown and not applied (plan-only).\n")
    assert "santa-lucia (shown only, never applied)" in text(plan)
    page = plan_markdown(plan, DIGEST, "en")
    assert "record access included (shown only, never applied)." in page


def test_sensitive_changes_lead_and_are_marked() -> None:
    """Who reads only the top sees what matters."""
    plan = Plan(NOW, (change(ChangeKind.INVITE), change(ChangeKind.REQUEST_RECORD_ACCESS)), practices=1)
    lines = text(plan).splitlines()
    assert lines[2] == "Sensitive: look at these first"
    assert lines[3].startswith("  ! + ask for record access")


def test_a_change_of_clinics_shows_before_and_after() -> None:
    """What changes is on the line itself."""
    assert "escazu → cima, escazu" in text(Plan(NOW, (change(ChangeKind.CHANGE_CLINICS),)))


def test_a_revocation_names_record_access_that_goes_with_it() -> None:
    """Losing the record is not hidden behind losing a clinic."""
    assert "cima, escazu, with record access and billing access" in text(
        Plan(NOW, (change(ChangeKind.REVOKE),))
    )


def test_unknown_clinics_are_said_to_be_unknown() -> None:
    """Unknown is never shown as none."""
    revoke = change(ChangeKind.REVOKE, before=Access(None, None, None))
    assert "clinics not known" in text(Plan(NOW, (revoke,)))


def test_a_handoff_says_who_has_to_act() -> None:
    """A direct step handed to the owner names the owner."""
    step = change(ChangeKind.REVOKE, route=Route.HANDOFF, recipient=OWNER)
    assert f"the practice's owner has to act: {OWNER}" in text(Plan(NOW, (step,)))
    nobody = change(ChangeKind.REQUEST_USER_AT_CENTRE, recipient=None)
    assert "nobody is declared who could act" in text(Plan(NOW, (nobody,)))


def test_a_replaced_persons_removal_names_old_and_new_address_without_parameters() -> None:
    """The change itself says which address takes over."""
    old = change(ChangeKind.REVOKE, email="ana.m@old.example", replaces=ANA)
    assert f"ana.m@old.example is now {ANA}" in text(Plan(NOW, (replace(old, reason=Reason("replaced")),)))
    record = replace(change(ChangeKind.REQUEST_RECORD_REMOVAL), reason=Reason("replaced"))
    assert "the same person now uses another address" in text(Plan(NOW, (record,)))


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (timedelta(hours=31, minutes=59), "vence en 31 h"),
        (timedelta(minutes=59, seconds=59), "vence en 59 min"),
        (timedelta(seconds=30), "vence en menos de un minuto"),
        (timedelta(0), "venció el 24 de noviembre de 2026 a las 09:00"),
    ],
)
def test_a_pending_invitation_says_the_time_left_rounded_down(left: timedelta, said: str) -> None:
    """Nobody is promised a minute more than there is."""
    waiting = Notice("santa-lucia", "acceptance", ANA, ChangeKind.INVITE, until=NOW + left)
    assert said in text(Plan(NOW, waiting=(waiting,)), "es")


def test_times_are_local_to_the_zone_that_is_asked_for() -> None:
    """The same instant reads otherwise in Mexico City."""
    plan = replace(small_plan(), valid_until=NOW)
    assert "24 November 2026, 09:00" in plan_text(plan, DIGEST, "en", color=False, zone=ZONE)
    assert "24 November 2026, 15:00" in plan_text(plan, DIGEST, "en", color=False, zone="UTC")


def test_an_unknown_code_is_shown_as_it_is() -> None:
    """A plan of a newer program is still shown."""
    plan = Plan(NOW, blocked=(Notice("santa-lucia", "brand-new", ANA),))
    assert "brand-new" in text(plan)
    assert "look at the entry in practices/santa-lucia.yaml" in text(plan)


def test_colour_adds_nothing_but_colour() -> None:
    """Without its colours the text is the plain one."""
    colourful = plan_text(full_plan(), DIGEST, "es", color=True, zone=ZONE)
    assert "\x1b[" in colourful
    assert re.sub(r"\x1b\[[0-9;]*m", "", colourful) == text(full_plan(), "es")


def test_control_characters_in_names_never_reach_the_terminal() -> None:
    """What a file says cannot move the cursor or hide a line."""
    evil = change(ChangeKind.INVITE, name="Ana\x1b[2J\r\nMora", surnames=("\u202eevil",))
    shown = text(Plan(NOW, (evil,)))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", shown)
    assert len(shown.splitlines()) == len(text(Plan(NOW, (change(ChangeKind.INVITE),))).splitlines())


def test_a_plan_without_the_journal_says_that_it_cannot_be_applied() -> None:
    """It is marked wherever it is shown."""
    plan = replace(small_plan(), with_journal=False)
    assert "cannot be applied" in text(plan)
    assert "cannot be applied" in plan_markdown(plan, DIGEST, "en")


EVIL = "a|b`c`<script>x</script>[l](http://e.example) @octocat #12 **b** _i_ ![i](x) &amp; ~s~ www.e.example"


def test_markdown_in_a_name_is_shown_and_not_obeyed() -> None:
    """No table cell, tag, link, mention or emphasis can be smuggled in."""
    evil = change(ChangeKind.INVITE, name=EVIL, surnames=("@octocat",))
    row = next(
        line
        for line in plan_markdown(Plan(NOW, (evil,)), DIGEST, "en").splitlines()
        if line.startswith("| `+`")
    )
    assert row.count("|") == 6
    bare = re.sub(r"`[^`|]*`", "", row).replace("<!-- -->", "").replace("<br>", "")
    assert not re.search(r"[<>\[\]*_`~\\!]", bare)
    assert not re.search(r"@\w|&#64;\w", re.sub(r"`[^`|]*`", "", row))
    assert "www." not in bare


@pytest.mark.parametrize("address", ["ana.mora@santalucia.example", "practices/a.yaml:3", "@octocat"])
def test_an_address_or_path_in_markdown_is_code(address: str) -> None:
    """Code is neither linked nor mentioned, and copies as it is."""
    assert markdown(address) == f"`{address}`"


def test_markdown_does_not_take_a_backtick_for_code() -> None:
    """A value cannot end its own code."""
    assert "`" not in markdown("a.b`c")


def test_a_long_plan_as_markdown_is_cut_and_says_how_much_is_missing() -> None:
    """The cut is honest, and every section is still closed."""
    people = tuple(change(ChangeKind.INVITE, email=f"p{n}@santalucia.example") for n in range(500))
    blocked = tuple(Notice("santa-lucia", "refused", ANA, ChangeKind.INVITE) for _ in range(300))
    page = plan_markdown(Plan(NOW, people, blocked=blocked, practices=1), DIGEST, "en", limit=150_000)
    assert len(page) <= 150_000
    assert page.count("said no") == 300
    rows = page.count("| `+` invite")
    assert 100 < rows < 500
    assert f"… and {500 - rows} more that do not fit here; `accessctl plan` shows everything" in page
    assert page.count("<details") == page.count("</details>") == 1
    short = plan_markdown(Plan(NOW, people, blocked=blocked, practices=1), DIGEST, "en", limit=20_000)
    assert len(short) <= 20_000
    assert f"… and {300 - short.count('said no')} more that do not fit here" in short
    assert "Blocked: a person has to decide (300)" in page
    assert DIGEST in page
    assert DIGEST in short


def test_a_plan_that_fits_is_not_cut() -> None:
    """Nothing is said to be missing where nothing is."""
    assert "more" not in plan_markdown(small_plan(), DIGEST, "en")


def test_a_page_shows_what_is_to_be_typed_as_code_and_other_peoples_backticks_as_they_are() -> None:
    """Our sentences mark a key or command; a name or value with backticks in it marks nothing."""
    finding = Finding(
        "unknown-key",
        Severity.ERROR,
        Location("practices/a.yaml", 9, 5),
        {"key": "<b>`x`"},
        text="unknown-key",
    )
    plan = Plan(NOW, (change(ChangeKind.INVITE, name="`Ana` <i>"),), practices=1)
    page = report_html(plan_page(plan, DIGEST, Voice("en", ZONE), About(findings=[finding])))
    assert "there is no key <code>&lt;b&gt;`x`</code> here" in page
    assert page.count("<code>") == 1
    assert "`Ana` &lt;i&gt;" in page
    assert "\ue000" not in page
