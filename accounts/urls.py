"""The addresses of this room."""

from django.urls import URLPattern, URLResolver, path

from . import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("sign-in/", views.sign_in, name="sign-in"),
    path("sign-out/", views.sign_out, name="sign-out"),
    path("password-reset/", views.password_reset, name="password-reset"),
    path("password-reset/sent/", views.password_reset_sent, name="password-reset-sent"),
    path("set-password/done/", views.password_set, name="password-set"),
    path("set-password/<str:uid>/<str:token>/", views.set_password, name="set-password"),
    path("password/", views.password_change, name="password-change"),
    path("theme/", views.theme, name="theme"),
    path("my-appointments/", views.my_appointments, name="my-appointments"),
    path("my-appointments/<number:pk>/designee/", views.designee_name, name="designee-name"),
    path("designees/<number:pk>/withdraw/", views.designee_withdraw, name="designee-withdraw"),
    path("people/", views.people, name="people"),
    path("people/add/", views.person_add, name="person-add"),
    path("people/<number:pk>/", views.person, name="person"),
    path("people/<number:pk>/change/", views.person_change, name="person-change"),
    path("people/<number:pk>/invite/", views.person_invite, name="person-invite"),
    path("people/<number:pk>/last-day/", views.person_last_day, name="person-last-day"),
    path("people/<number:pk>/end/", views.person_end, name="person-end"),
    path("appointments/add/", views.appoint, name="appoint"),
    path("appointments/<number:pk>/end/", views.appointment_end, name="appointment-end"),
    path("schools/", views.schools, name="schools"),
    path("schools/add/", views.school_add, name="school-add"),
    path("schools/<number:pk>/", views.school, name="school"),
    path("schools/<number:pk>/change/", views.school_change, name="school-change"),
    path("schools/<number:pk>/calendar/", views.calendar, name="school-calendar"),
    path("schools/<number:pk>/calendar/import/", views.calendar_import, name="school-calendar-import"),
    path("district/", views.district, name="district"),
    path("district/change/", views.district_change, name="district-change"),
    path("calendar/", views.calendar, name="calendar"),
    path("calendar/import/", views.calendar_import, name="calendar-import"),
    path("calendar/days/<number:pk>/remove/", views.calendar_day_remove, name="calendar-day-remove"),
]
