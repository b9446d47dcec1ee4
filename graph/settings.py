"""What is set, and where: environment over the home's settings.toml over the default."""

from __future__ import annotations

import os
import re
import tomllib
from pathlib import Path
from typing import Annotated, Any

from platformdirs import user_data_path
from pydantic import AfterValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from graph.errors import SettingsError
from graph.messages import Language

FILE = "settings.toml"
_PASSWORD = re.compile(r"(://[^:/@]*:)[^@]*@")
"""A password inside an address."""


def _whole(path: Path) -> Path:
    """From the root on: the engine's server stands in a folder of its own and would take it for another one."""
    return path.expanduser().absolute()


class Settings(BaseSettings):
    """`QIANXIAN_…` in the environment, or the same names in small letters in `settings.toml` of the home."""

    model_config = SettingsConfigDict(env_prefix="QIANXIAN_", env_ignore_empty=True, extra="ignore", frozen=True)

    home: Annotated[Path, AfterValidator(_whole)] = Field(
        default_factory=lambda: user_data_path("qianxian", appauthor=False)
    )
    uri: str | None = None
    user: str = "neo4j"
    password: SecretStr | None = None
    password_file: Annotated[Path, AfterValidator(Path.expanduser)] | None = None
    database: str = "neo4j"
    ledger: str | None = None
    language: Language = "zh"
    published_on_loopback: bool = False
    """The explorer stands in a container whose port is published on this machine's loopback address only."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        home = _whole(Path(str(env_settings().get("home") or user_data_path("qianxian", appauthor=False))))
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, home / FILE)

    @classmethod
    def read(cls) -> Settings:
        """The settings in force; SettingsError names the one that is wrong."""
        try:
            settings = cls()
        except tomllib.TOMLDecodeError as error:
            raise SettingsError("settings.unreadable", file=FILE, fault=error) from error
        except ValidationError as error:
            first = error.errors()[0]
            name = "QIANXIAN_" + "_".join(map(str, first["loc"])).upper()
            raise SettingsError("settings.invalid", name=name, fault=first["msg"]) from error
        for name in settings._file():
            if name not in cls.model_fields:
                raise SettingsError("settings.unknown", name=name, file=settings.home / FILE)
        return settings

    def _file(self) -> dict[str, Any]:
        return TomlConfigSettingsSource(type(self), self.home / FILE).toml_data

    def describe(self) -> list[tuple[str, str, str]]:
        """What is in force: name, value (a password is never shown), and where it comes from."""
        file = self._file()
        rows = []
        for name in type(self).model_fields:
            value = getattr(self, name)
            variable = f"QIANXIAN_{name.upper()}"
            origin = variable if variable in os.environ else str(self.home / FILE) if name in file else ""
            rows.append((name, "" if value is None else _PASSWORD.sub(r"\1***@", str(value)), origin))
        return rows

    def secret(self) -> str:
        """The password, from the setting or from the file it names."""
        if self.password is not None:
            return self.password.get_secret_value()
        if self.password_file is not None:
            try:
                return self.password_file.read_text("utf-8").strip()
            except OSError as error:
                raise SettingsError("settings.password_file", file=self.password_file, fault=error.strerror) from error
        return ""
