#!/usr/bin/env python
"""Django's command line for Rollcall."""

import os
import sys


def main() -> None:
    """Run one management command; `demo` is the whole product in the settings of the demo."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    if sys.argv[1:2] == ["demo"]:
        os.environ["ROLLCALL_DEMO"] = "1"
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
