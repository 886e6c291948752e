"""What pages may load, what every answer carries, and what logs may say: settings that depend on no environment."""

from typing import Any

from django.utils.csp import CSP

SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}

OFF = (
    *("accelerometer", "ambient-light-sensor", "attribution-reporting", "autoplay", "bluetooth", "browsing-topics"),
    *("camera", "clipboard-read", "clipboard-write", "compute-pressure", "display-capture", "encrypted-media"),
    *("fullscreen", "gamepad", "geolocation", "gyroscope", "hid", "identity-credentials-get", "idle-detection"),
    *("local-fonts", "magnetometer", "microphone", "midi", "otp-credentials", "payment", "picture-in-picture"),
    *("screen-wake-lock", "serial", "storage-access", "usb", "web-share", "window-management", "xr-spatial-tracking"),
)
"""What browsers can do and no page of ours needs."""
PASSKEYS = ("publickey-credentials-create", "publickey-credentials-get")
HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": ", ".join([*(f"{name}=()" for name in OFF), *(f"{name}=(self)" for name in PASSKEYS)]),
    # Of whatever no page says otherwise: it loads nothing, and nothing frames it.
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
}

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"discreet": {"()": "reflections.people.logs.DiscreetFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "discreet"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {"django": {"handlers": []}, "django.server": {"handlers": [], "propagate": True}},
}
