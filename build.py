"""The door of this repository: ``python build.py`` is what ``explainer`` is where installed."""

from explainer.cli import main

if __name__ == "__main__":
    main(name="build.py")
