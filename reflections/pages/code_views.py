"""Sign in by a code sent by e-mail: allauth's pages, where guests are people, and known and unknown look alike."""

from typing import Any

from allauth.account import views as allauth
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.generic import FormView

from reflections.pages.door_views import METHODS, WayIn
from reflections.people.forms_without_password import AskForCodeForm, CodeOfMailForm
from reflections.people.who import step_aside


class AskForCode(WayIn, allauth.RequestLoginCodeView):
    """Send a code to an address; where no e-mail is sent the page says so and names the other ways."""

    form_class = AskForCodeForm

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send it, or say that there is none."""
        step_aside(request)
        return super().post(request, *args, **kwargs) if settings.EMAIL_URL else redirect("account_request_login_code")


class ConfirmCode(allauth.ConfirmLoginCodeView):
    """The code of the e-mail signs in, in the browser that asked for it, once; three wrong ones end it."""

    form_class = CodeOfMailForm
    http_method_names = METHODS

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The page, for guests too."""
        step_aside(request)
        return super().dispatch(request, *args, **kwargs)

    def form_invalid(self, form: CodeOfMailForm) -> HttpResponse:
        """Say so; after the third, ask for another code."""
        if self._process.record_invalid_attempt():
            return FormView.form_invalid(self, form)
        messages.error(self.request, _("That was wrong three times, so this code is gone. Ask for another one."))
        return redirect("account_request_login_code")
