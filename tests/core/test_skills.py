"""Skills and their certificates."""

from datetime import date
from zoneinfo import ZoneInfo

from fsmdesk.core.formats import Formats
from fsmdesk.core.skills import SkillGap, missing_skills

HELD = {"HVAC": None, "Gas": date(2026, 11, 20), "High voltage": date(2026, 3, 31)}


def test_a_certificate_counts_through_its_last_day() -> None:
    assert missing_skills(["HVAC", "Gas"], HELD, date(2026, 11, 20)) == []
    assert missing_skills(["HVAC", "Gas"], HELD, date(2026, 11, 21)) == [SkillGap("Gas", date(2026, 11, 20))]


def test_gaps_come_in_the_order_required() -> None:
    gaps = missing_skills(["Roofing", "HVAC", "High voltage"], HELD, date(2026, 11, 20))
    assert gaps == [SkillGap("Roofing", None), SkillGap("High voltage", date(2026, 3, 31))]


def test_a_gap_says_what_is_wrong() -> None:
    formats = Formats("en_GB", "GBP", ZoneInfo("UTC"))
    assert SkillGap("Gas", None).text("Fay", formats) == "Fay does not have the skill Gas."
    ended = SkillGap("Gas", date(2026, 3, 31)).text("Fay", formats)
    assert ended == "Fay's certificate for Gas ended on 31 Mar 2026."
