"""The page that takes a file back, for everybody: with an account, as a guest, and with nothing written yet."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from reflections.journal.page import PURPOSE, has_agreed
from reflections.journal.saving import CONSENT
from reflections.people.actions import give_consent
from reflections.people.guests import begin
from reflections.people.limits import limited
from reflections.people.who import me
from reflections.summary.exports.pieces import LONGEST_FILE, MEGABYTE
from reflections.summary.imports.actions import Report, bring_in
from reflections.summary.imports.checking import Journal
from reflections.summary.imports.forms import ImportForm
from reflections.summary.imports.telling import said


@require_http_methods(["GET", "HEAD", "POST"])
@limited("import", "POST")
def bring_back(request: HttpRequest) -> HttpResponse:
    """A form for the file; posted, all of it is checked, then all of it comes in, then it is said what did."""
    asks = not (request.user.is_authenticated and has_agreed(me(request)))
    form = ImportForm(*((request.POST, request.FILES) if request.method == "POST" else ()), asks=asks)
    if form.is_valid():
        for words in said(_keep(request, form.cleaned_data["journal"], asks)):
            messages.info(request, words)
        return redirect("import")
    context = {"section": "journal", "form": form, "longest": LONGEST_FILE // MEGABYTE}
    return render(request, "summary/import.html", context, status=422 if form.is_bound else 200)


@transaction.atomic
def _keep(request: HttpRequest, file: Journal, asks: bool) -> Report:
    """Bring `file` in; somebody without an account becomes a guest by it, as with a first answer."""
    if not request.user.is_authenticated:
        begin(request)
    if asks:
        give_consent(person=me(request), purpose=PURPOSE, version=CONSENT)
    return bring_in(person=me(request), file=file)
