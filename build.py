"""The door: ``python build.py [build | check | serve | new]``."""

from explainer.cli import main

if __name__ == "__main__":
    main()
