"""The door: ``python build.py [build | check | serve]``."""

from explainer.cli import main

if __name__ == "__main__":
    main()
