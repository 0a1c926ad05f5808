"""Set-up of every test run; each part is in `tests/support`."""

import os

import hypothesis

# Before anything imports Qt.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# A machine that is busy is no failure, and a run leaves nothing in the checkout.
hypothesis.settings.register_profile("suite", deadline=None, database=None, print_blob=True)
hypothesis.settings.register_profile("nightly", hypothesis.settings.get_profile("suite"), max_examples=5000)
hypothesis.settings.load_profile("suite")

# Databases first: a plugin that another one imports would come too late for the rewriting of its asserts.
pytest_plugins = [
    "tests.support.databases",
    "tests.support.run",
    "tests.support.screens",
    "tests.support.rubbish",
]
