"""The demo's kinds of work: what each requires, task codes, and templates with their checklists."""

from dataclasses import dataclass
from typing import Any, Final

from fsmdesk.services.demo.materials import load
from fsmdesk.services.demo.prices import DemoItem
from fsmdesk.services.demo.rows import Rows

_FLAGS: Final = (
    *("labour", "cause_and_fix", "checklist", "lines", "before_photo", "after_photo", "signature"),
)

_PREFIXES: Final = {
    **dict.fromkeys(("boiler", "furnace", "heat_pump"), "HT"),
    **dict.fromkeys(("rooftop", "air_conditioner", "exhaust_fan", "controls"), "CL"),
    **dict.fromkeys(("walk_in", "reach_in", "ice_machine"), "RF"),
    **dict.fromkeys(("water_heater", "sump_pump", "backflow", "irrigation", "plumbing"), "PL"),
    **dict.fromkeys(("panel", "wiring", "generator", "ev_charger"), "EL"),
}


@dataclass(frozen=True, slots=True)
class DemoKinds:
    """Task codes by the beginning of the code and the kind of work, such as `("HT", "preventive")`."""

    task_codes: dict[tuple[str, str], int]

    def task_code(self, category: str, kind: str) -> int | None:
        """The code of this work on a machine of this category, if there is one."""
        own = _PREFIXES.get(category, "GN")
        return self.task_codes.get((own, kind)) or self.task_codes.get(("IN", kind))


def add_kinds(rows: Rows, skill_ids: dict[str, int], items: dict[str, DemoItem]) -> DemoKinds:
    """Rules, task codes and templates are among the rows."""
    told = load("templates")
    for kind, required in told["work_kinds"].items():
        rows.add("work_kind", kind, *(int(flag in required) for flag in _FLAGS))
    codes = {code: rows.add("task_code", code, name, kind) for code, name, kind in told["task_codes"]}
    for template in told["templates"]:
        _add_template(rows, template, codes, skill_ids, items)
    by_trade = {(code[:2], kind): codes[code] for code, _name, kind in told["task_codes"] if kind is not None}
    return DemoKinds(by_trade)


def _add_template(
    rows: Rows,
    told: dict[str, Any],
    codes: dict[str, int],
    skill_ids: dict[str, int],
    items: dict[str, DemoItem],
) -> None:
    template_id = rows.add(
        "work_template",
        *(told["name"], told["kind"], codes[told["task_code"]], told["priority"], told["scope"]),
        *(told["safety"], told["gear"], told["minutes"]),
    )
    for skill in told["skills"]:
        rows.add("template_skill", template_id, skill_ids[skill])
    for position, (code, planned_milli) in enumerate(told["lines"]):
        priced = items[code].priced
        rows.add(
            "template_line",
            *(template_id, position, items[code].id, priced.kind, priced.name, priced.unit, planned_milli),
        )
    for position, check in enumerate(told["checks"]):
        rows.add(
            "template_check",
            *(template_id, position, check["kind"], check["label"], check.get("unit", "")),
            *(check.get("low"), check.get("high"), "\n".join(check.get("choices", ()))),
            int(check.get("required", False)),
        )
