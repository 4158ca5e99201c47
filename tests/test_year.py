"""A year goes by, and nothing that readers hold on to breaks; the audit looks on every day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.repository import _no_settings
from tests.test_history import told
from tests.year import FIRST, Year, begun, lived

__all__ = ["_no_settings"]  # a fixture
END = date(2027, 1, 1)


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Year:
    """The site after a year, looked at about every month and at each edit."""
    one = begun(tmp_path_factory.mktemp("year") / "repository")
    lived(one, 32)
    return one


def test_a_year_of_edits_kills_no_address_and_repeats_no_entry_of_a_feed(year: Year) -> None:
    assert len(year.addresses) > 25
    assert {"facts/free-rivers/", "about/", "facts/dams/", "groups/pact/"} <= year.addresses


def test_history_tells_what_was_squashed_and_rebased(year: Year) -> None:
    """Two edits in a commit of a later day, and that and two more on a later day still."""
    rebased = (FIRST + timedelta(days=320)).isoformat()
    changes = told(year.repo.read().of("facts", "weirs"))
    assert [(day, what) for day, what, _ in changes] == [
        (rebased, "changed"), ("2026-01-31", "changed"), ("2026-01-21", "changed"),
        ("2026-01-01", "new"),
    ]  # fmt: skip
    assert changes[0][2][0] == ("shown", "300 weirs", "320 weirs")
    assert [(day, what) for day, what, _ in told(year.repo.read().of("facts", "dams"))] == [
        (rebased, "returned"), ("2026-05-01", "removed"), ("2026-02-15", "new"),
    ]  # fmt: skip


def test_what_was_taken_off_says_so_for_good(year: Year) -> None:
    last = year.build(END)
    for address, was in {
        "groups/pact/": "The River Pact",
        "events/pact/": "The pact is signed",
        "figures/left/": "Weirs",
        "figures/left/embed/": "Weirs",
    }.items():
        assert f"“{was}” was here until" in last.text(address)
    assert "was here until" not in last.text("facts/dams/")
