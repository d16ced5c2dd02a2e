"""The addresses of looking after sites."""

from django.urls import URLPattern, URLResolver, path

from . import views
from .views import by_mail, mail, often

urlpatterns: list[URLPattern | URLResolver] = [
    path("check-ins/", views.check_ins, name="check-ins"),
    path("check-ins/<number:pk>/", views.check_in, name="check-in"),
    path("check-ins/<number:pk>/help/", views.help_close, name="help-close"),
    path("answer/<slug:token>/", by_mail.check_in_by_mail, name="check-in-by-mail"),
    path("mail/", mail.my_mail, name="mail-sent"),
    path("mail/kinds/", mail.mail_kinds, name="mail-kinds"),
    path("mail/off/<str:token>/", mail.mail_off, name="mail-off"),
    path("mail/<number:pk>/", mail.mail_read, name="mail-read"),
    path("mail/district/", mail.district_mail, name="district-mail"),
    path("mail/district/test/", mail.mail_test, name="mail-test"),
    path("mail/district/limit/", mail.mail_limit, name="mail-limit"),
    path("mail/district/words/", mail.mail_words, name="mail-words"),
    path("confirmations/<number:pk>/", views.confirmation, name="confirmation"),
    path("sites/<number:pk>/look/<slug:key>/", views.look, name="duty-look"),
    path("sites/<number:pk>/rhythm/<slug:key>/", views.rhythm, name="duty-rhythm"),
    path("sites/<number:pk>/often/<slug:key>/", often.often, name="duty-often"),
    path("sites/<number:pk>/pause/", views.pause, name="duty-pause"),
    path("sites/<number:pk>/resume/", views.resume, name="duty-resume"),
]
