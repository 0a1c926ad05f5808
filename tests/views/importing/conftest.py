"""The screens of this folder run on a real office."""

from tests.support.shared_data import shared_data
from tests.views.real_office import desk, office, sit_down

__all__ = ["desk", "office", "sit_down"]

collect_ignore = [] if shared_data() else ["test_published_lists.py"]
