"""Addresses of the room: the door, the phone, the screen; and of planning and running a workshop."""

from django.urls import path, register_converter

from reflections.workshops import (
    console_views,
    join_views,
    people_views,
    phone_views,
    plan_views,
    report_views,
    screen_views,
    seat_views,
    step_views,
)


class Code:
    """Eight digits."""

    regex = "[0-9]{8}"

    def to_python(self, value: str) -> str:
        """As they are."""
        return value

    def to_url(self, value: str) -> str:
        """As they are."""
        return value


register_converter(Code, "code")

urlpatterns = [
    path("join/", join_views.join, name="join"),
    path("join/<str:code>/", join_views.join_code, name="join_code"),
    path("w/<code:code>/", phone_views.phone, name="phone"),
    path("w/<code:code>/now/", phone_views.phone_now, name="phone_now"),
    path("w/<code:code>/mine/", phone_views.phone_mine, name="phone_mine"),
    path("w/<code:code>/send/", phone_views.send, name="send"),
    path("w/<code:code>/take-back/", phone_views.take_back, name="take_back"),
    path("w/<code:code>/group/", phone_views.find_group, name="find_group"),
    path("w/<code:code>/step/<int:number>/", phone_views.own_step, name="own_step"),
    path("w/<code:code>/link/", seat_views.seat_link, name="seat_link"),
    path("w/<code:code>/link/<str:token>/", seat_views.seat_return, name="seat_return"),
    path("w/<code:code>/slip/", seat_views.slip, name="slip"),
    path("w/<code:code>/screen/", screen_views.screen, name="screen"),
    path("workshops/", plan_views.workshops, name="workshops"),
    path("workshops/new/", plan_views.workshop_new, name="workshop_new"),
    path("workshops/invited/<str:token>/", people_views.invitation, name="invitation"),
    path("workshops/<uuid:key>/", plan_views.workshop, name="workshop"),
    path("workshops/<uuid:key>/details/", plan_views.workshop_details, name="workshop_details"),
    path("workshops/<uuid:key>/steps/new/", step_views.step_new, name="step_new"),
    path("workshops/<uuid:key>/steps/<uuid:step>/", step_views.step, name="step"),
    path("workshops/<uuid:key>/steps/<uuid:step>/move/", step_views.step_move, name="step_move"),
    path("workshops/<uuid:key>/steps/<uuid:step>/delete/", step_views.step_delete, name="step_delete"),
    path("workshops/<uuid:key>/steps/<uuid:step>/preview/", step_views.step_preview, name="step_preview"),
    path("workshops/<uuid:key>/duplicate/", plan_views.workshop_duplicate, name="workshop_duplicate"),
    path("workshops/<uuid:key>/delete/", plan_views.workshop_delete, name="workshop_delete"),
    path("workshops/<uuid:key>/people/", people_views.organisers, name="organisers"),
    path("workshops/<uuid:key>/people/leave/", people_views.organiser_leave, name="organiser_leave"),
    path("workshops/<uuid:key>/console/", console_views.console, name="console"),
    path("workshops/<uuid:key>/console/run/", console_views.run, name="run"),
    path("workshops/<uuid:key>/console/sift/", console_views.sift, name="sift"),
    path("workshops/<uuid:key>/console/hands/", console_views.hands, name="hands"),
    path("workshops/<uuid:key>/console/doors/", console_views.doors, name="doors"),
    path("workshops/<uuid:key>/rehearse/", console_views.rehearse, name="rehearse"),
    path("workshops/<uuid:key>/close/", console_views.workshop_close, name="workshop_close"),
    path("workshops/<uuid:key>/report/", report_views.report, name="report"),
    path("workshops/<uuid:key>/report/keep/", report_views.keep_report, name="keep_report"),
    path("workshops/<uuid:key>/report.<str:format>", report_views.report_file, name="report_file"),
    path("workshops/<uuid:key>/sheet.pdf", report_views.sheet, name="sheet"),
]
