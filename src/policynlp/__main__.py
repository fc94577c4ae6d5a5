"""`python -m policynlp` is the command line."""

from policynlp.cli.app import main

if __name__ == "__main__":
    main()
