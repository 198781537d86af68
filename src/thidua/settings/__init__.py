"""Settings of the machine and of Django; nothing else reads the environment."""

from collections.abc import Mapping


class WrongSetting(Exception):
    """A setting of the machine cannot be used; str() is one line that says which and why."""

    def __init__(self, name: str, *, vi: str, en: str) -> None:
        super().__init__(f"{name}: {vi} ({en}).")
        self.name = name


def module(environ: Mapping[str, str]) -> str:
    """Return the name of Django's settings: production where a database server is named."""
    kind = "production" if environ.get("THIDUA_DATABASE_URL") else "embedded"
    return f"thidua.settings.{kind}"
