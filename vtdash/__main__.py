"""Run the command line: python -m vtdash."""

from vtdash.cli import main

if __name__ == "__main__":
    main()
