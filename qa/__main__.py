"""`python -m qa`, where the command `qa` is not on the path."""

from qa.cli import run

if __name__ == "__main__":
    run()
