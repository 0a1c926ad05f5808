"""What technicians record on their newest jobs: checklists with answers, photos, the customer's signature."""

import hashlib
from typing import Any, Final

from fsmdesk.core.states import WorkOrderState
from fsmdesk.core.terms import CheckKind, CheckOutcome, FileMark
from fsmdesk.services.demo.days import Calendar
from fsmdesk.services.demo.jobs import DemoJob
from fsmdesk.services.demo.materials import load
from fsmdesk.services.demo.rows import Rows

RECORDED_STATES: Final = frozenset(
    state.value for state in (WorkOrderState.ON_SITE, WorkOrderState.COMPLETE, WorkOrderState.REVIEWED)
)
_MINUTE: Final = 60


def add_recordings(rows: Rows, calendar: Calendar, jobs: list[tuple[DemoJob, str]]) -> None:
    """Each of these jobs, given with its state, has its checklist and its photos; finished ones are signed."""
    recordings = _Recordings(rows, calendar)
    for number, (job, state) in enumerate(jobs):
        recordings.record(number, job, is_done=state != WorkOrderState.ON_SITE.value)


class _Recordings:
    def __init__(self, rows: Rows, calendar: Calendar) -> None:
        self._rows = rows
        self._calendar = calendar
        self._lists: list[dict[str, Any]] = load("checklists")["checklists"]
        self._contents: dict[str, int] = {}

    def record(self, number: int, job: DemoJob, *, is_done: bool) -> None:
        """The job's rows are among the rows."""
        from fsmdesk.services.demo.pictures import photo, signature  # Pillow, for small demo shops alone

        visit = next((visit for visit in job.visits if visit.arrived <= self._calendar.now), None)
        if visit is None:
            return
        arrived, person = visit.arrived, visit.technician.person_id
        before = photo(number, is_after=False)
        soon = min(arrived + 4 * _MINUTE, self._calendar.now)
        self._add_file(job, "before.jpg", before, FileMark.BEFORE, soon, person)
        after = None
        if is_done:
            at = visit.finished - 3 * _MINUTE
            after = self._add_file(job, "after.jpg", photo(number, is_after=True), FileMark.AFTER, at, person)
            picture = self._content(signature(number), "signature.png")
            signer = job.caller or (job.customer.name if job.customer is not None else "")
            text = self._calendar.text(visit.finished)
            self._rows.add("signature", job.number, picture, signer, text, person)
        self._add_checks(job, arrived, person, after, is_done)

    def _add_checks(
        self, job: DemoJob, arrived: int, person: int | None, after: int | None, is_done: bool
    ) -> None:
        skills = set(job.matter.problem.skills)
        items = next(one["items"] for one in self._lists if not one["skills"] or skills & set(one["skills"]))
        for place, item in enumerate(items):
            at = arrived + (8 + 3 * place) * _MINUTE
            is_open = not is_done and (place > len(items) // 2 or at > self._calendar.now)
            outcome, answer, milli, note = _said(item, is_open, after)
            photo_id = after if item["kind"] == CheckKind.PHOTO.value and outcome else None
            self._rows.add(
                "work_order_check",
                *(job.number, place, item["kind"], item["label"], item.get("unit", "")),
                *(item.get("low"), item.get("high"), "\n".join(item.get("choices", ()))),
                *(int(item.get("required", False)), outcome, answer, milli, note),
                *(self._calendar.text(at) if outcome else None, person if outcome else None, photo_id),
            )

    def _add_file(
        self, job: DemoJob, name: str, content: bytes, mark: FileMark, at: int, person: int | None
    ) -> int:
        content_id, text = self._content(content, name), self._calendar.text(at)
        return self._rows.add("attachment", content_id, job.number, name, mark.value, text, text, person)

    def _content(self, content: bytes, name: str) -> int:
        from fsmdesk.services.files.pictures import glance

        digest = hashlib.sha256(content).hexdigest()
        if digest not in self._contents:
            seen = glance(content, name, self._calendar.zone)
            self._contents[digest] = self._rows.add(
                "file_content", digest, seen.media_type, len(content), content, seen.thumbnail
            )
        return self._contents[digest]


def _said(item: dict[str, Any], is_open: bool, after: int | None) -> tuple[str | None, str, int | None, str]:
    """Outcome, words, number and remark of the answer."""
    kind, answer = item["kind"], item.get("answer")
    if is_open or (kind == CheckKind.PHOTO.value and after is None):
        return None, "", None, ""
    if "skip" in item:
        return CheckOutcome.NOT_APPLICABLE.value, "", None, item["skip"]
    if kind == CheckKind.NUMBER.value:
        is_within = item["low"] <= answer <= item["high"]
        return (CheckOutcome.PASSED if is_within else CheckOutcome.FAILED).value, "", answer, ""
    words = str(answer or "") if kind in (CheckKind.CHOICE.value, CheckKind.TEXT.value) else ""
    has_failed = kind == CheckKind.CHOICE.value and words.startswith("!")
    return (CheckOutcome.FAILED if has_failed else CheckOutcome.PASSED).value, words, None, ""
