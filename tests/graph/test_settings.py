"""Environment over file over default; what is wrong is named, a password is never shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import SettingsError
from graph.settings import Settings


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own, and nothing set but that."""
    for name in Settings.model_fields:
        monkeypatch.delenv(f"QIANXIAN_{name.upper()}", raising=False)
    monkeypatch.setenv("QIANXIAN_HOME", str(tmp_path))
    return tmp_path


def write(home: Path, text: str) -> None:
    (home / "settings.toml").write_text(text, "utf-8")


def test_defaults(home: Path) -> None:
    settings = Settings.read()
    assert (settings.home, settings.uri, settings.database, settings.language) == (home, None, "neo4j", "zh")
    assert settings.secret() == ""


def test_the_environment_goes_before_the_file(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(home, 'user = "file"\ndatabase = "file"\nlanguage = "en"')
    monkeypatch.setenv("QIANXIAN_USER", "environment")
    settings = Settings.read()
    assert (settings.user, settings.database, settings.language) == ("environment", "file", "en")
    origins = {name: origin for name, _, origin in settings.describe()}
    assert origins["user"] == "QIANXIAN_USER"
    assert origins["database"] == str(home / "settings.toml")
    assert origins["uri"] == ""


def test_a_password_is_never_shown(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QIANXIAN_PASSWORD", "秘密-secret")
    monkeypatch.setenv("QIANXIAN_LEDGER", "postgresql+psycopg://clerk:hidden@host/name")
    settings = Settings.read()
    assert settings.secret() == "秘密-secret"
    shown = str(settings.describe()) + repr(settings) + str(settings)
    assert "秘密-secret" not in shown
    assert "hidden" not in str(settings.describe())


def test_a_password_can_stand_in_a_file(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "password").write_text("aus-Datei\n", "utf-8")
    monkeypatch.setenv("QIANXIAN_PASSWORD_FILE", str(home / "password"))
    assert Settings.read().secret() == "aus-Datei"
    (home / "password").unlink()
    with pytest.raises(SettingsError) as refused:
        Settings.read().secret()
    assert refused.value.code == "settings.password_file"


@pytest.mark.parametrize(
    ("text", "code", "named"),
    [
        ('language = "fr"', "settings.invalid", "QIANXIAN_LANGUAGE"),
        ('pasword = "x"', "settings.unknown", "pasword"),
        ("user = ", "settings.unreadable", "settings.toml"),
    ],
)
def test_what_is_wrong_is_named(home: Path, text: str, code: str, named: str) -> None:
    write(home, text)
    with pytest.raises(SettingsError) as refused:
        Settings.read()
    assert refused.value.code == code
    for language in ("zh", "en"):
        assert named in refused.value.message(language)
        assert refused.value.hint(language)


def test_an_empty_setting_is_none_and_a_home_is_told_from_the_root_on(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = home
    monkeypatch.setenv("QIANXIAN_LANGUAGE", "")
    assert Settings.read().language == "zh"
    monkeypatch.chdir(usual)
    monkeypatch.setenv("QIANXIAN_HOME", "样例")
    assert Settings.read().home == usual / "样例"
    monkeypatch.setenv("QIANXIAN_HOME", "")
    assert Settings.read().home.is_absolute()
    assert Settings.read().home != usual
