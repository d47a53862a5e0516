"""Addresses are read strictly, and what may be a password is never repeated."""

from __future__ import annotations

import pytest

from argentum.adapters.ledger_arango.address import Address, Credentials
from argentum.errors import KeyMissingError, UsageError


@pytest.mark.parametrize(
    ("url", "server", "database"),
    [
        ("http://localhost:8529/village", "http://localhost:8529", "village"),
        ("https://db.example.org:443/village/", "https://db.example.org:443", "village"),
        ("http://localhost/_system", "http://localhost:8529", "_system"),
        ("http://[::1]:8529/a-b_c9", "http://[::1]:8529", "a-b_c9"),
    ],
)
def test_an_address_names_a_server_and_a_database(url: str, server: str, database: str) -> None:
    address = Address.of(url)

    assert (address.server, address.database) == (server, database)
    assert str(address) == f"{server}/{database}"


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost:8529",
        "http://localhost:8529/",
        "http://localhost:8529/a/b",
        "http://localhost:8529/9lives",
        "http://localhost:8529/a?x=1",
        "http://localhost:8529/a#b",
        "http:///village",
        "http://localhost:port/village",
        "http://localhost:99999/village",
        "ftp://localhost/village",
        "http://[::1/village",
    ],
)
def test_any_other_address_is_refused_with_what_is_allowed(url: str) -> None:
    with pytest.raises(UsageError, match="allowed: http://HOST:8529/DATABASE"):
        Address.of(url)


@pytest.mark.parametrize("url", ["http://ana:sesame@localhost:8529/village", "http://ana:sesame@localhost:x/village"])
def test_a_password_in_an_address_is_refused_and_not_repeated(url: str) -> None:
    with pytest.raises(UsageError) as refused:
        Address.of(url)

    assert "sesame" not in str(refused.value)
    assert "allowed: http://HOST:8529/DATABASE" in str(refused.value)


def test_credentials_come_from_the_environment_and_are_not_shown() -> None:
    found = Credentials.of({"ARGENTUM_ARANGO_USER": "ana", "ARGENTUM_ARANGO_PASSWORD": "sesame"})

    assert (found.user, found.password) == ("ana", "sesame")
    assert "sesame" not in repr(found)


def test_a_password_may_be_empty_but_not_missing() -> None:
    assert Credentials.of({"ARGENTUM_ARANGO_USER": "ana", "ARGENTUM_ARANGO_PASSWORD": ""}).password == ""

    for environment, missing in (
        ({}, "ARGENTUM_ARANGO_USER: not set"),
        ({"ARGENTUM_ARANGO_PASSWORD": "sesame"}, "ARGENTUM_ARANGO_USER: not set"),
        ({"ARGENTUM_ARANGO_USER": "ana"}, "ARGENTUM_ARANGO_PASSWORD: not set"),
    ):
        with pytest.raises(KeyMissingError, match=missing):
            Credentials.of(environment)
