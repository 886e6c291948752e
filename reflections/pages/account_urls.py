"""Addresses below /account/: allauth's that are in use, by its names, and ours. What is not listed does not exist."""

from allauth.account import views as allauth
from django.urls import path, re_path
from django.views.generic import RedirectView

from reflections.pages import account_views, door_views

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="account_privacy", http_method_names=["get", "head"]), name="account"),
    path("login/", door_views.SignIn.as_view(), name="account_login"),
    path("logout/", account_views.log_out, name="account_logout"),
    path("inactive/", allauth.account_inactive, name="account_inactive"),
    path("signup/", account_views.sign_up, name="account_signup"),
    path("keep/", account_views.keep, name="account_keep"),
    path("codes/", account_views.codes, name="account_codes"),
    path("email/", door_views.Addresses.as_view(), name="account_email"),
    path("confirm-email/<str:key>/", door_views.ConfirmAddress.as_view(), name="account_confirm_email"),
    path("password/change/", door_views.ChangePassword.as_view(), name="account_change_password"),
    path("password/code/", account_views.reset_code, name="account_reset_code"),
    path("password/reset/", door_views.Forgotten.as_view(), name="account_reset_password"),
    path("password/reset/done/", allauth.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        door_views.new_password,
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        allauth.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("privacy/", account_views.privacy, name="account_privacy"),
    path("delete/", account_views.delete, name="account_delete"),
    path("close/", account_views.close, name="account_close"),
]
