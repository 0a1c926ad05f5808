"""The wishes behind the menus, dialogs and drops: which command, which words, what is shown meanwhile."""

from collections.abc import Callable, Sequence

from fsmdesk.core.words import tr, trn
from fsmdesk.services.shaping.messages import (
    CancelVisits,
    ConfirmVisits,
    CopyVisits,
    LeaveCrew,
    MarkJob,
    MergeVisits,
    MoveVisits,
    NewPlace,
    NewVisit,
    Part,
    PinVisits,
    PlaceVisits,
    PostponeVisits,
    Push,
    PushPlan,
    SeenVisit,
    SplitVisit,
    SpreadVisit,
    SwapVisits,
    UnplaceVisits,
)
from fsmdesk.services.waiting.messages import PutInWaitingList, SeenJob
from fsmdesk.views.board.acts.shaper import Shaper, Wish, customers_of
from fsmdesk.views.board.gesture import Drop, JobDrop, Landing, VisitDrop
from fsmdesk.views.board.visits import Visit, instant_of


class Wishes:
    """Makes wishes and hands them to the shaper."""

    def __init__(self, shaper: Shaper) -> None:
        self._shaper = shaper

    def move(self, drops: Sequence[VisitDrop], said: str = "") -> None:
        """The visits stand where they were dropped."""
        words = said or trn("{names} moved", "{count} visits moved: {names}", len(drops))
        visits = [drop.visit for drop in drops]
        self._shaper.ask_for(
            Wish(
                lambda reason: MoveVisits(
                    places=tuple(self._place(drop.visit, drop.landing) for drop in drops), reason=reason
                ),
                words.format(names=customers_of(visits), count=len(visits)),
                drops=tuple(drops),
            )
        )

    def copy(self, drops: Sequence[VisitDrop], *, as_crew: bool = False, is_helper: bool = False) -> None:
        """Further visits of the same jobs stand where they were dropped."""
        visits = [drop.visit for drop in drops]
        words = tr("{names}: one more goes along") if as_crew else tr("{names} copied")
        self._shaper.ask_for(
            Wish(
                lambda reason: CopyVisits(
                    copies=tuple(self._place(drop.visit, drop.landing) for drop in drops),
                    as_crew=as_crew,
                    is_helper=is_helper,
                    reason=reason,
                ),
                words.format(names=customers_of(visits)),
                touched=tuple(visit.id for visit in visits),
            )
        )

    def place(self, drops: Sequence[JobDrop]) -> None:
        """Waiting work stands where it was dropped; what kept its place is moved there."""
        fresh = [drop for drop in drops if drop.job.placed_minute is None]
        kept = [drop for drop in drops if drop.job.placed_minute is not None]
        words = trn("{names} scheduled", "{count} jobs scheduled: {names}", len(drops))
        if fresh:
            self._ask(fresh, lambda reason: PlaceVisits(places=_new(fresh), reason=reason), words)
        if kept:
            self._ask(kept, lambda reason: MoveVisits(places=_kept(kept), reason=reason), words)

    def postpone(self, visits: Sequence[Visit], days: int = 0, months: int = 0) -> None:
        """The visits stand so many days or months on, at the same time by the clock."""
        self._shaper.ask_for(
            Wish(
                lambda reason: PostponeVisits(
                    visits=self._seen(visits), days=days, months=months, reason=reason
                ),
                trn("{names} postponed", "{count} visits postponed: {names}", len(visits)).format(
                    names=customers_of(visits), count=len(visits)
                ),
                gone=tuple(visits),
            )
        )

    def postpone_seen(self, seen: tuple[SeenVisit, ...], days: int, shown: Sequence[Visit]) -> None:
        """The visits of a day as a dialog saw them stand so many days on; those `shown` here leave at once."""
        words = trn("1 visit moved to another day", "{count} visits moved to another day", len(seen))
        self._shaper.ask_for(
            Wish(
                lambda reason: PostponeVisits(visits=seen, days=days, reason=reason),
                words.format(count=len(seen)),
                gone=tuple(shown),
            )
        )

    def move_plan(self, plan: PushPlan, shown: Sequence[VisitDrop]) -> None:
        """Exactly what a plan says moves; those that are `shown` here, and what else is among them, at once."""
        planned = {push.visit.visit_id for push in plan.pushed}
        others = [drop for drop in shown if drop.visit.id not in planned]
        words = trn("1 visit pushed", "{count} visits pushed", len(plan.pushed))
        self._shaper.ask_for(
            Wish(
                lambda reason: MoveVisits(
                    places=(
                        *(self._place(drop.visit, drop.landing) for drop in others),
                        *(_pushed(push) for push in plan.pushed),
                    ),
                    reason=reason,
                ),
                words.format(count=len(plan.pushed)),
                drops=tuple(shown),
            )
        )

    def swap(self, first: Visit, second: Visit) -> None:
        """Each begins where the other one did."""
        said = tr("{first} and {second} swapped").format(first=first.customer, second=second.customer)
        drops = tuple(
            VisitDrop(one, Landing(other.technician_id, other.start_minute, other.start_minute + one.minutes))
            for one, other in ((first, second), (second, first))
        )
        self._shaper.ask_for(
            Wish(
                lambda reason: SwapVisits(
                    first=self._seen([first])[0], second=self._seen([second])[0], reason=reason
                ),
                said,
                drops=drops,
            )
        )

    def split(self, visit: Visit, minute: int) -> None:
        """The visit ends at that minute, and another one goes on from there."""
        there = Landing(visit.technician_id, visit.start_minute, minute)
        self._shaper.ask_for(
            Wish(
                lambda _: SplitVisit(
                    visit_id=visit.id, seen_version=self._shaper.version(visit), at=instant_of(minute)
                ),
                tr("{names} split in two").format(names=customers_of([visit])),
                drops=(VisitDrop(visit, there),),
            )
        )

    def merge(self, first: Visit, second: Visit) -> None:
        """The two are one."""
        self._shaper.ask_for(
            Wish(
                lambda reason: MergeVisits(
                    first=self._seen([first])[0], second=self._seen([second])[0], reason=reason
                ),
                tr("{names}: two visits became one").format(names=customers_of([first])),
                touched=(first.id, second.id),
            )
        )

    def spread(self, visit: Visit, parts: tuple[Part, ...]) -> None:
        """The visit goes on over several days."""
        words = trn("{names} on one day", "{names} over {count} days", len(parts))
        self._shaper.ask_for(
            Wish(
                lambda reason: SpreadVisit(
                    visit_id=visit.id,
                    seen_version=self._shaper.version(visit),
                    parts=parts,
                    reason=reason,
                ),
                words.format(names=customers_of([visit]), count=len(parts)),
                touched=(visit.id,),
            )
        )

    def take_off(self, visits: Sequence[Visit]) -> None:
        """The visits wait again, each in the list that its job is in."""
        words = trn("{names} is back in the list", "{count} visits are back in the list", len(visits))
        self._shaper.ask_for(
            Wish(
                lambda _: UnplaceVisits(visits=self._seen(visits), keeps_list=True),
                words.format(names=customers_of(visits), count=len(visits)),
                gone=tuple(visits),
            )
        )

    def unplace(self, visits: Sequence[Visit], list_id: int | None, list_name: str) -> None:
        """The visits wait in that list."""
        words = trn("{names} is back in “{list}”", "{count} visits are back in “{list}”", len(visits))
        self._shaper.ask_for(
            Wish(
                lambda _: UnplaceVisits(visits=self._seen(visits), waiting_list_id=list_id),
                words.format(names=customers_of(visits), count=len(visits), list=list_name),
                gone=tuple(visits),
            )
        )

    def cancel(self, visits: Sequence[Visit], reason: str) -> None:
        """The visits are cancelled."""
        words = trn("{names} cancelled", "{count} visits cancelled: {names}", len(visits))
        self._shaper.ask_for(
            Wish(
                lambda _: CancelVisits(visits=self._seen(visits), reason=reason),
                words.format(names=customers_of(visits), count=len(visits)),
                gone=tuple(visits),
            )
        )

    def leave_crew(self, visit: Visit) -> None:
        """The visit is taken out of its crew."""
        self._shaper.ask_for(
            Wish(
                lambda _: LeaveCrew(visit_id=visit.id, seen_version=self._shaper.version(visit)),
                tr("{names}: one goes along no longer").format(names=customers_of([visit])),
                gone=(visit,),
            )
        )

    def pin(self, visits: Sequence[Visit], *, time: bool, technician: bool) -> None:
        """Exactly this is pinned."""
        words = tr("{names} pinned") if time or technician else tr("{names} not pinned any more")
        self._shaper.ask_for(
            Wish(
                lambda _: PinVisits(visits=self._seen(visits), time=time, technician=technician),
                words.format(names=customers_of(visits)),
                touched=tuple(visit.id for visit in visits),
            )
        )

    def confirm(self, visits: Sequence[Visit], *, is_confirmed: bool) -> None:
        """The customers have said yes, or that is taken back."""
        words = tr("{names} confirmed") if is_confirmed else tr("{names} not confirmed any more")
        self._shaper.ask_for(
            Wish(
                lambda _: ConfirmVisits(visits=self._seen(visits), is_confirmed=is_confirmed),
                words.format(names=customers_of(visits)),
                touched=tuple(visit.id for visit in visits),
            )
        )

    def mark(self, visit: Visit, colour: str, *, is_missing_parts: bool) -> None:
        """The job has this colour, and misses parts or does not."""
        self._shaper.ask_for(
            Wish(
                lambda _: MarkJob(
                    work_order_id=visit.work_order_id,
                    seen_version=visit.work_order_version,
                    colour=colour,
                    is_missing_parts=is_missing_parts,
                ),
                tr("{names} marked").format(names=customers_of([visit])),
                touched=(visit.id,),
            )
        )

    def put_in_list(self, jobs: Sequence[tuple[int, int]], list_id: int | None, said: str) -> None:
        """These jobs (id and version) are in that list."""
        seen = tuple(SeenJob(order_id, version) for order_id, version in dict(jobs).items())
        self._shaper.ask_for(Wish(lambda _: PutInWaitingList(jobs=seen, waiting_list_id=list_id), said))

    def _ask(
        self, drops: Sequence[JobDrop], make: Callable[[str], PlaceVisits | MoveVisits], words: str
    ) -> None:
        names = list(dict.fromkeys(drop.job.customer or drop.job.title for drop in drops))
        said = words.format(names=", ".join(names[:3]), count=len(drops))
        previewed: tuple[Drop, ...] = tuple(drops) if drops[0].job.placed_minute is None else ()
        touched = () if previewed else tuple(drop.job.visit_id for drop in drops if drop.job.visit_id)
        self._shaper.ask_for(Wish(make, said, drops=previewed, touched=touched))

    def _place(self, visit: Visit, landing: Landing) -> NewPlace:
        return NewPlace(
            visit.id,
            self._shaper.version(visit),
            landing.technician_id,
            instant_of(landing.start_minute),
            instant_of(landing.end_minute),
        )

    def _seen(self, visits: Sequence[Visit]) -> tuple[SeenVisit, ...]:
        return tuple(SeenVisit(visit.id, self._shaper.version(visit)) for visit in visits)


def _pushed(push: Push) -> NewPlace:
    visit = push.visit
    return NewPlace(visit.visit_id, visit.version, visit.technician_id, push.start_at, push.end_at)


def _new(drops: Sequence[JobDrop]) -> tuple[NewVisit, ...]:
    return tuple(
        NewVisit(
            drop.job.work_order_id,
            drop.job.visit_id,
            drop.job.visit_version if drop.job.visit_id is not None else drop.job.work_order_version,
            drop.landing.technician_id,
            instant_of(drop.landing.start_minute),
            instant_of(drop.landing.end_minute),
        )
        for drop in drops
    )


def _kept(drops: Sequence[JobDrop]) -> tuple[NewPlace, ...]:
    return tuple(
        NewPlace(
            drop.job.visit_id,
            drop.job.visit_version,
            drop.landing.technician_id,
            instant_of(drop.landing.start_minute),
            instant_of(drop.landing.end_minute),
        )
        for drop in drops
        if drop.job.visit_id is not None
    )
