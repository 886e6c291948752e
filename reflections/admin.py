"""The operator's admin: who has an account, and nothing that anybody wrote."""

from typing import ClassVar

from allauth.account.decorators import secure_admin_login
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.http import HttpRequest

from reflections.people.models import Person

# One door: whoever is not signed in goes to the sign-in page, whose tries are counted.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]
admin.site.unregister([Group, EmailAddress, Authenticator, UserSession, SocialAccount, SocialApp, SocialToken])


@admin.register(Person)
class PersonAdmin(admin.ModelAdmin):
    """People with an account, to look at and to lock. Guests, answers, codes and consents are not here."""

    list_display = ("username", "email", "is_active", "is_staff", "last_seen")
    fields = ("username", "email", "is_active", "is_staff", "date_joined", "last_seen")
    readonly_fields = ("username", "email", "date_joined", "last_seen")
    search_fields: ClassVar = ["username", "email"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Person]:
        """Only people with a name."""
        return super().get_queryset(request).exclude(username=None)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """People make their own accounts."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Person | None = None) -> bool:
        """People delete their own accounts; an operator can lock one."""
        return False
