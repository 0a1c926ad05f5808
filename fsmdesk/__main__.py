"""`python -m fsmdesk`: the same door as the command `fsmdesk`."""

import sys

from fsmdesk.cli import main

if __name__ == "__main__":
    sys.exit(main())
