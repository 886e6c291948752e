"""Where a time zone is asked for, the device's own is offered."""

import pytest
from playwright.sync_api import Browser

from reflections.journal.forms import ReminderForm
from tests.house import HOUSE

SCRIPT = HOUSE / "static" / "js" / "zone.js"
SHORT = '<select data-zone><option value="">Choose</option><option value="UTC">UTC</option></select>'


def offered(browser: Browser, select: str) -> str:
    """What is chosen in a list on a device in Tokyo."""
    with browser.new_context(timezone_id="Asia/Tokyo") as context:
        page = context.new_page()
        page.set_content(select)
        page.add_script_tag(path=SCRIPT, type="module")
        return page.locator("select").input_value()


@pytest.mark.parametrize(("chosen", "shown"), [("", "Asia/Tokyo"), ("Europe/Paris", "Europe/Paris")])
def test_a_script_offers_the_time_zone_of_the_device(browser: Browser, chosen: str, shown: str):
    assert offered(browser, str(ReminderForm(initial={"time_zone": chosen})["time_zone"])) == shown


def test_somebody_in_a_place_that_is_not_listed_is_asked(browser: Browser):
    assert offered(browser, SHORT) == ""
