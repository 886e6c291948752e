"""Light or dark, and Cover by itself: two cookies."""

import pytest

URL = "/look/"


def test_theme_is_written_by_the_server(client, db):
    answer = client.post(URL, {"theme": "dark"}, headers={"referer": "http://testserver/guide/?a=b"})
    assert answer.status_code == 302
    assert answer["Location"] == "http://testserver/guide/?a=b"
    assert answer.cookies["theme"]["httponly"]
    assert b'data-theme="dark"' in client.get("/guide/").content


def test_as_the_device_takes_the_cookie_away(client, db):
    client.post(URL, {"theme": "dark"})
    client.post(URL, {"theme": ""})
    assert b"data-theme" not in client.get("/guide/").content


def test_cover_by_itself(client, db):
    client.post(URL, {"cover": "auto"})
    page = client.get("/guide/").content
    assert b"<html" in page
    assert b" data-cover-by-itself>" in page
    client.post(URL, {})
    assert b" data-cover-by-itself>" not in client.get("/guide/").content


@pytest.mark.parametrize("theme", ['dark"><script>', "DARK", "\x00", "blue"])
def test_other_themes_are_none(client, db, theme):
    client.post(URL, {"theme": theme})
    client.cookies["theme"] = "blue"
    assert b"data-theme" not in client.get("/guide/").content


@pytest.mark.parametrize(
    "back", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", "", "http:"]
)
def test_goes_back_to_this_site_only(client, db, back):
    assert client.post(URL, headers={"referer": back})["Location"] == "/"


def test_only_a_post_changes_it(client, db):
    assert client.get(URL).status_code == 405
