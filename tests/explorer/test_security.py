"""Only this machine, under its own name; no forged request; nothing from elsewhere."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from explorer.app import create_app
from explorer.hosts import check_host, is_loopback
from explorer.routes import _own_path
from explorer.security import secret_key
from explorer.services import Services
from graph.errors import SettingsError

HERE = {"base_url": "http://127.0.0.1:8050"}


@pytest.fixture(scope="module")
def client(services: Services) -> FlaskClient:
    server: Flask = create_app(services).server
    return server.test_client()


def test_the_policy_allows_no_eval_no_inline_script_and_nothing_from_elsewhere(client: FlaskClient) -> None:
    response = client.get("/", **HERE)
    policy = response.headers["Content-Security-Policy"]
    script = next(part for part in policy.split(";") if part.strip().startswith("script-src"))
    assert "unsafe-eval" not in policy
    assert "unsafe-inline" not in script
    assert "http" not in policy
    assert response.headers["X-Frame-Options"] == "DENY"
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_a_request_without_the_token_is_refused_and_with_it_is_not(client: FlaskClient) -> None:
    body = {"output": "x.data", "inputs": [], "changedPropIds": []}
    refused = client.post("/_dash-update-component", json=body, **HERE)
    assert refused.status_code == 400
    assert refused.get_json()["error"]["code"] == "explorer.forged"
    client.get("/", **HERE)
    cookie = client.get_cookie("_csrf_token", domain="127.0.0.1")
    assert cookie is not None
    answered = client.post("/_dash-update-component", json=body, headers={"X-CSRFToken": cookie.value}, **HERE)
    assert answered.status_code != 400


@pytest.mark.parametrize("path", ["/", "/healthz", "/assets/css/tokens.css", "/language/en", "/_dash-layout"])
def test_others_are_denied_everything(client: FlaskClient, path: str) -> None:
    assert client.get(path, buffered=True, **HERE).status_code < 400
    assert client.get(path, base_url="http://attacker.example:8050").status_code == 403
    assert client.get(path, environ_base={"REMOTE_ADDR": "10.0.0.7"}, **HERE).status_code == 403


@pytest.mark.parametrize(
    ("host", "own"),
    [
        ("127.0.0.1", True),
        ("localhost", True),
        ("::1", True),
        ("[::1]", True),
        ("127.8.9.1", True),
        ("0.0.0.0", False),
        ("192.168.1.4", False),
        ("localhost.attacker.example", False),
        ("", False),
    ],
)
def test_what_counts_as_this_machine(host: str, own: bool) -> None:
    assert is_loopback(host) is own


def test_serving_to_others_is_refused_for_now() -> None:
    check_host("127.0.0.1")
    check_host("0.0.0.0", published_on_loopback=True)
    with pytest.raises(SettingsError) as refused:
        check_host("0.0.0.0")
    assert refused.value.code == "explorer.public_host"
    assert "0.0.0.0" in refused.value.message("zh")


def test_the_key_is_one_a_workspace_and_for_its_owner_only(tmp_path: Path) -> None:
    key = secret_key(tmp_path)
    assert len(key) >= 64
    assert secret_key(tmp_path) == key
    assert stat.S_IMODE((tmp_path / "secret.key").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("asked", "led"),
    [
        ("/chains?view=1", "/chains?view=1"),
        ("https://elsewhere.example/", "/"),
        ("//elsewhere.example", "/"),
        ("/\\elsewhere.example", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ],
)
def test_switching_the_language_leads_nowhere_else(asked: str, led: str) -> None:
    assert _own_path(asked) == led


def test_the_language_by_switch_and_by_address(client: FlaskClient) -> None:
    switched = client.get("/language/en?next=/chains", **HERE)
    assert switched.headers["Location"] == "/chains"
    assert 'lang="en"' in client.get("/", **HERE).text
    by_address = client.get("/?lang=zh&ids=a", **HERE)
    assert by_address.headers["Location"] == "/?ids=a"
    assert 'lang="zh-CN"' in client.get("/", **HERE).text
