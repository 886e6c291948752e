"""Reminders by e-mail: asked for on a page of the journal, stopped there or by the link each e-mail carries."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from reflections.journal import actions
from reflections.journal.forms import ReminderForm
from reflections.journal.models import Reminder
from reflections.people.mail import verified_address
from reflections.people.who import me

page = require_http_methods(["GET", "HEAD", "POST"])


@page
def reminders(request: HttpRequest) -> HttpResponse:
    """What would be sent, where to and when; on and off."""
    person = me(request)
    if request.POST.get("then") == "stop":
        actions.stop_reminders(person=person)
        messages.info(request, _("No reminders come any more."))
        return redirect("reminders")
    address = verified_address(person)
    form = ReminderForm(request.POST if request.method == "POST" else None, initial={"time_zone": person.time_zone})
    if settings.EMAIL_URL and address and form.is_valid():
        actions.ask_for_reminders(person=person, time_zone=form.cleaned_data["time_zone"])
        messages.info(request, _("You are told by e-mail from now on."))
        return redirect("reminders")
    on = Reminder.objects.filter(journal__person=person).exists()
    context = {"section": "journal", "form": form, "address": address, "on": on, "sends_mail": bool(settings.EMAIL_URL)}
    return render(request, "journal/reminders.html", context)


@csrf_exempt  # RFC 8058: a mail program posts here, without cookies or a page of ours; the token alone says what may be
@page
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """The link of an e-mail: opened it changes nothing, its button or a mail program's stops the reminders at once."""
    try:
        standing = Reminder.objects.filter(pk=actions.reminder_of(token)).exists()
    except actions.NoSuchLink:
        return render(request, "journal/reminders_stop.html", {"section": "", "state": "unknown"}, status=404)
    if request.method == "POST":
        actions.stop_by_link(token)
        standing = False
    return render(request, "journal/reminders_stop.html", {"section": "", "state": "on" if standing else "off"})
