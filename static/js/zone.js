// Where a time zone is asked for and none was chosen, this device's stands there.
const zone = document.querySelector("[data-zone]"), { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
const mine = zone?.value === "" && zone.querySelector(`[value="${timeZone}"]`);
if (mine) mine.selected = true;
