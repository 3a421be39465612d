"""Run the program as `python -m accessctl`."""

from accessctl.cli.main import main

if __name__ == "__main__":
    main()
