"""Published cases are tested where they are present beside the checkout, and else are no tests at all."""

from tests.support.shared_data import shared_data

collect_ignore = [] if shared_data() else ["test_published_taxes.py", "test_published_texts.py"]
