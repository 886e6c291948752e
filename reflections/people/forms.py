"""Forms of the account pages: allauth's, with a password asked once (it can be shown) and words that help."""

from typing import TYPE_CHECKING, Any

from allauth.account import forms as allauth
from allauth.account.models import EmailAddress
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from reflections.people.models import Person
from reflections.people.names import LONGEST, tidy_name

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

type Words = str | _StrPromise

PASSWORD_RULES = _("8 characters or more; not your name, and not a password that many people use.")


def line(label: Words, missing: Words, autocomplete: str, **more: Any) -> forms.CharField:
    """A field of one line, never corrected or capitalised by the device."""
    attrs = {"autocomplete": autocomplete, "autocapitalize": "none", "spellcheck": "false"}
    return forms.CharField(label=label, error_messages={"required": missing}, widget=forms.TextInput(attrs), **more)


def secret(label: Words, missing: Words, autocomplete: str = "current-password", **more: Any) -> forms.CharField:
    """A password field; blanks at its ends belong to the password."""
    widget = forms.PasswordInput({"autocomplete": autocomplete})
    return forms.CharField(label=label, strip=False, error_messages={"required": missing}, widget=widget, **more)


def new_secret(label: Words) -> forms.CharField:
    """A field for a new password, with the rules it has to meet."""
    return secret(label, _("Choose a password."), "new-password", help_text=PASSWORD_RULES)


def address(required: bool) -> forms.EmailField:
    """A field for an e-mail address."""
    wrong, missing = _("Write the whole address, with its @."), _("Write an address.")
    messages = {"invalid": wrong, "required": missing}
    widget = forms.EmailInput({"autocomplete": "email"})
    return forms.EmailField(label=_("E-mail"), required=required, error_messages=messages, widget=widget)


class BringForm(forms.Form):
    """Whoever signs in as a guest may bring along what they wrote; nobody else is asked."""

    bring = forms.BooleanField(
        label=_("Bring along what I wrote here"),
        help_text=_(
            "It is added to your notebook as a round of its own; nothing there is overwritten. "
            "Without the tick it stays apart, and only its private link opens it."
        ),
        required=False,
        initial=True,
    )

    def __init__(self, *args: Any, guest: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not guest:
            del self.fields["bring"]


class SignInForm(BringForm, allauth.LoginForm):
    """Name or e-mail, and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = line(_("Name or e-mail"), _("Write your name, or your e-mail address."), "username")
        self.fields["password"] = secret(_("Password"), _("The password is missing."))

    def clean_login(self) -> str:
        """The name in its one spelling, or the address."""
        return tidy_name(self.cleaned_data["login"])

    def user_credentials(self) -> dict[str, str]:
        """A name has no @: one look-up and one check of a password, whether there is such a person or not."""
        login = self.cleaned_data["login"]
        return {"email" if "@" in login else "username": login, "password": self.cleaned_data["password"]}


class SignUpForm(allauth.SignupForm):
    """A name, a password, and an e-mail address for those who want one."""

    field_order = ("username", "password1", "email")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"] = line(_("Name"), _("Choose a name."), "username", max_length=LONGEST)
        self.fields["password1"] = new_secret(_("Password"))
        self.fields["email"] = address(required=False)
        self.order_fields(self.field_order)


class NewPasswordForm(allauth.ResetPasswordKeyForm):
    """A new password, after the link of an e-mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        one_password(self)


class ChangePasswordForm(allauth.ChangePasswordForm):
    """The password of today and the one from now on."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"] = secret(_("Password of today"), _("Type your password of today."))
        one_password(self)


def one_password(form: forms.Form) -> None:
    """Asked once: it can be shown, which helps more than typing it twice."""
    del form.fields["password2"]
    form.fields["password1"].label = _("New password")
    form.fields["password1"].help_text = PASSWORD_RULES
    form.fields["password1"].error_messages["required"] = _("Choose a password.")
    form.fields["password1"].widget.attrs.pop("placeholder", None)


class ForgottenForm(allauth.ResetPasswordForm):
    """The address a reset link goes to, if somebody has shown that it is theirs: one that was mistyped is another's."""

    users: list[Person]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"] = address(required=True)

    def clean_email(self) -> str:
        """The address as it was typed; who gets the link is in `users`."""
        email = super().clean_email()
        shown = set(EmailAddress.objects.filter(email__iexact=email, verified=True).values_list("user", flat=True))
        self.users = [person for person in self.users if person.pk in shown]
        return email


class AddressForm(allauth.AddEmailForm):
    """Another address; the password too, because an address opens the account."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"] = address(required=True)
        self.fields["password"] = secret(_("Your password"), _("The password is missing."))

    def clean_password(self) -> str:
        """Only its owner adds an address."""
        return check_password(self.user, self.cleaned_data["password"])


class PasswordForm(forms.Form):
    """Somebody who is signed in shows that it is them."""

    password = secret(_("Your password"), _("The password is missing."))

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_password(self) -> str:
        """The password, if it is theirs."""
        return check_password(self.person, self.cleaned_data["password"])


def check_password(person: Any, password: str) -> str:
    """The password of `person`; raises `ValidationError` for another."""
    if not person.check_password(password):
        raise ValidationError(gettext("This is not your password. Type it again."))
    return password


class CodeForm(forms.Form):
    """A new password by a one-time code. Nothing here looks a person up, so that nothing can tell who exists."""

    username = line(_("Your name here"), _("Write the name you sign in with."), "username", max_length=LONGEST)
    code = line(_("One of your codes"), _("Write one of the codes you kept."), "one-time-code", max_length=60)
    password1 = new_secret(_("New password"))

    def clean(self) -> dict[str, Any]:
        """The new password is held against the rules and the name as typed."""
        typed = super().clean() or self.cleaned_data
        try:
            validate_password(typed.get("password1", ""), Person(username=typed.get("username", "")))
        except ValidationError as refused:
            if "password1" in typed:
                self.add_error("password1", refused)
        return typed


class SureForm(forms.Form):
    """One tick before something ends."""

    sure = forms.BooleanField(
        label=_("Yes, delete all of it"), error_messages={"required": _("Tick the box if all of it is to go.")}
    )
