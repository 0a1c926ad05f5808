"""The screens of this folder run on a real office, or are looked at from a seat like that of the work orders."""

from tests.views.real_office import desk, office, sit_down
from tests.views.work_orders.conftest import seat

__all__ = ["desk", "office", "seat", "sit_down"]
