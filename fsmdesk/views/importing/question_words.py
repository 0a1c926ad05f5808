"""What a file leaves open, as plain questions with the answers spelled out on an example."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

from fsmdesk.core.formats import Formats
from fsmdesk.core.words import tr, trn
from fsmdesk.exchange.dates import DateOrder, possible_orders, read_moment
from fsmdesk.exchange.durations import LengthUnit, whole_minutes
from fsmdesk.exchange.numbers import decimal_sign_of, read_number
from fsmdesk.exchange.plans import ImportPlan
from fsmdesk.exchange.questions import About, Question
from fsmdesk.exchange.table import SourceTable, cell_text


@dataclass(frozen=True, slots=True)
class PlainQuestion:
    """A question, and its answers with the words on their buttons."""

    about: str
    text: str
    answers: tuple[tuple[str, str], ...]


def plain_questions(plan: ImportPlan, formats: Formats) -> tuple[PlainQuestion, ...]:
    """The pressing questions of the plan, one for each matter."""
    pressing = sorted((each for each in plan.questions if each.is_pressing), key=lambda each: each.about)
    return tuple(
        _TELL[about](list(group), plan.table, formats)
        for about, group in groupby(pressing, key=lambda each: each.about)
    )


def _dates(questions: Sequence[Question], table: SourceTable, formats: Formats) -> PlainQuestion:
    example = _first(questions, table, _is_two_days)
    where = _where(questions)
    if not example:
        text = tr("{where}: some dates only fit day first, others only month first. Which are right?")
        answers = ((DateOrder.DMY, tr("Day first")), (DateOrder.MDY, tr("Month first")))
        return _question(About.DATES, text.format(where=where), answers)

    def day(order: DateOrder) -> str:
        moment = read_moment(example, order)
        return formats.date(moment.day) if moment is not None else ""

    text = tr("{where}: which day is {example}?").format(where=where, example=_short(example))
    dmy = tr("{day} (day first)").format(day=day(DateOrder.DMY))
    mdy = tr("{day} (month first)").format(day=day(DateOrder.MDY))
    return _question(About.DATES, text, ((DateOrder.DMY, dmy), (DateOrder.MDY, mdy)))


def _decimal(questions: Sequence[Question], table: SourceTable, formats: Formats) -> PlainQuestion:
    example = _first(questions, table, _is_two_numbers)
    where = _where(questions)
    if not example:
        text = tr("{where}: some numbers have a decimal point, others a decimal comma. Which are right?")
        answers = ((".", tr("Decimal point")), (",", tr("Decimal comma")))
        return _question(About.DECIMAL, text.format(where=where), answers)

    def number(sign: str) -> str:
        found = read_number(example, sign)
        return formats.quantity(round(found * 1000)) if found is not None else ""

    text = tr("{where}: which number is {example}?").format(where=where, example=_short(example))
    point = tr("{number} (decimal point)").format(number=number("."))
    comma = tr("{number} (decimal comma)").format(number=number(","))
    return _question(About.DECIMAL, text, ((".", point), (",", comma)))


def _lengths(questions: Sequence[Question], table: SourceTable, formats: Formats) -> PlainQuestion:
    example = _first(questions, table, lambda text: read_number(text, ".") is not None)
    number = read_number(example, ".")
    where = _where(questions)
    if number is None:
        text = tr("{where}: are these hours or minutes?").format(where=where)
        answers = ((LengthUnit.HOURS, tr("Hours")), (LengthUnit.MINUTES, tr("Minutes")))
        return _question(About.LENGTHS, text, answers)
    text = tr("{where}: how long is {example}?").format(where=where, example=_short(example))
    hours = tr("{length} (hours)").format(length=formats.duration(whole_minutes(number * 60)))
    minutes = tr("{length} (minutes)").format(length=formats.duration(whole_minutes(number)))
    return _question(About.LENGTHS, text, ((LengthUnit.HOURS, hours), (LengthUnit.MINUTES, minutes)))


_TELL: dict[About, Callable[[Sequence[Question], SourceTable, Formats], PlainQuestion]] = {
    About.DATES: _dates,
    About.DECIMAL: _decimal,
    About.LENGTHS: _lengths,
}


def _question(about: About, text: str, answers: Sequence[tuple[str, str]]) -> PlainQuestion:
    return PlainQuestion(about.value, text, tuple((str(key), words) for key, words in answers))


def _where(questions: Sequence[Question]) -> str:
    names = tr(", ").join(tr("“{name}”").format(name=each.column) for each in questions)
    return trn("Column {names}", "Columns {names}", len(questions)).format(names=names)


def _first(questions: Sequence[Question], table: SourceTable, tells: Callable[[str], bool]) -> str:
    """The first text in the columns asked about that shows the difference; empty if none does."""
    for question in questions:
        column = table.column(question.column)
        if column is None:
            continue
        texts = (cell_text(row.cells[column.position]).strip() for row in table.rows)
        found = next((text for text in texts if text and tells(text)), "")
        if found:
            return found
    return ""


def _is_two_days(text: str) -> bool:
    orders = possible_orders(text) or frozenset()
    return len({read_moment(text, order) for order in orders}) > 1


def _is_two_numbers(text: str) -> bool:
    return decimal_sign_of(text) == "?"


def _short(text: str) -> str:
    return text if len(text) <= 30 else text[:29] + "…"
