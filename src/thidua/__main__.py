"""The `thidua` command."""

import os
import sys

from thidua.cli.app import app
from thidua.settings import WrongSetting, module


def main() -> None:
    """Run the command line; a wrong setting of the machine ends it with one line and code 2."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", module(os.environ))
    try:
        app()
    except WrongSetting as wrong:
        sys.stderr.write(f"{wrong}\n")
        sys.exit(2)


if __name__ == "__main__":
    main()
