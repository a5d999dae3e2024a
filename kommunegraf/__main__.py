"""Runs the command line: `python -m kommunegraf`."""

from kommunegraf.cli import main

if __name__ == "__main__":
    main()
