"""Addresses below /account/: allauth's that are in use, by its names, and ours. What is not listed does not exist."""

from allauth.account import views as allauth
from django.urls import path, re_path
from django.views.generic import RedirectView

from reflections.pages import (
    account_views,
    code_views,
    codes,
    door_views,
    factor_views,
    passkeys,
    provider_views,
    rights_views,
    session_views,
)

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="account_privacy", http_method_names=["get", "head"]), name="account"),
    path("login/", door_views.SignIn.as_view(), name="account_login"),
    path("login/passkey/", passkeys.PasskeySignIn.as_view(), name="mfa_login_webauthn"),
    path("login/step/", passkeys.SecondStep.as_view(), name="mfa_authenticate"),
    path("confirm/", passkeys.Confirm.as_view(), name="account_reauthenticate"),
    path("login/code/", code_views.AskForCode.as_view(), name="account_request_login_code"),
    path("login/code/confirm/", code_views.ConfirmCode.as_view(), name="account_confirm_login_code"),
    path("with/", provider_views.connections, name="socialaccount_connections"),
    path("with/name/", provider_views.choose_name, name="socialaccount_signup"),
    path("with/cancelled/", provider_views.cancelled, name="socialaccount_login_cancelled"),
    path("with/<slug:provider_id>/", provider_views.sign_in, name="openid_connect_login"),
    path("with/<slug:provider_id>/back/", provider_views.back, name="openid_connect_callback"),
    path("logout/", account_views.log_out, name="account_logout"),
    path("inactive/", allauth.account_inactive, name="account_inactive"),
    path("signup/", account_views.sign_up, name="account_signup"),
    path("keep/", account_views.keep, name="account_keep"),
    path("codes/", account_views.codes, name="account_codes"),
    path("codes/file/", codes.codes_file, name="account_codes_file"),
    path("2fa/", factor_views.overview, name="mfa_index"),
    path("2fa/passkeys/", factor_views.AddPasskey.as_view(), name="mfa_add_webauthn"),
    path("2fa/passkeys/<int:pk>/", factor_views.RenamePasskey.as_view(), name="mfa_edit_webauthn"),
    path("2fa/passkeys/<int:pk>/remove/", factor_views.RemovePasskey.as_view(), name="mfa_remove_webauthn"),
    path("2fa/app/", factor_views.add_app, name="mfa_activate_totp"),
    path("2fa/app/remove/", factor_views.RemoveApp.as_view(), name="mfa_deactivate_totp"),
    path("2fa/codes/", factor_views.new_recovery_codes, name="mfa_generate_recovery_codes"),
    path("sessions/", session_views.sessions, name="usersessions_list"),
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
    path("privacy/", rights_views.privacy, name="account_privacy"),
    path("consent/<slug:purpose>/", rights_views.consent, name="account_consent"),
    path("delete/", rights_views.delete, name="account_delete"),
    path("close/", account_views.close, name="account_close"),
]
