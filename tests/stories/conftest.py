"""Stories that need files which nobody here wrote are told where these are present, and else are none."""

from tests.support.shared_data import shared_data

collect_ignore = [] if shared_data() else ["test_real_input.py", "test_naughty_strings.py"]
