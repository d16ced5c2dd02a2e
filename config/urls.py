"""Every address of the product, by room."""

from django.urls import include, path, register_converter

from . import views
from .addresses import Number
from .asked import guideline_asked
from .attention import attention, mail_failed
from .demo import views as demo
from .leaving.replacing import person_replace
from .leaving.views import hand_over, hand_overs
from .record import views as record
from .snow import snow_day, snow_day_back

register_converter(Number, "number")  # <number:pk>, in the addresses of every room

handler500 = "config.trouble.trouble"

urlpatterns = [
    path("", views.home, name="home"),
    path("sites/<number:pk>/", views.site, name="site"),
    path("sites/<number:pk>/record/", record.record, name="site-record"),
    path("sites/<number:pk>/record/take/", record.take, name="site-record-take"),
    path("sites/<number:pk>/record/<slug:part>/", record.record_part, name="site-record-part"),
    path("sites/<number:pk>/record/<slug:part>/<str:ref>/", record.record_item, name="site-record-item"),
    path("guidelines/<number:pk>/asked/", guideline_asked, name="guideline-asked"),
    path("snow-day/", snow_day, name="snow-day"),
    path("snow-day/back/", snow_day_back, name="snow-day-back"),
    path("schools/<number:pk>/snow-day/", snow_day, name="school-snow-day"),
    path("schools/<number:pk>/snow-day/back/", snow_day_back, name="school-snow-day-back"),
    path("people/leaving/", hand_overs, name="hand-overs"),
    path("people/<number:pk>/hand-over/", hand_over, name="hand-over"),
    path("people/<number:pk>/replace/", person_replace, name="person-replace"),
    path("attention/", attention, name="attention"),
    path("mail/failed/", mail_failed, name="mail-failed"),
    path("demo/sign-in/", demo.sign_in, name="demo-sign-in"),
    path("demo/mailbox/", demo.mailbox, name="demo-mailbox"),
    path("demo/mailbox/<number:pk>/", demo.mail, name="demo-mail"),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("", include("accounts.urls")),
    path("", include("policies.urls")),
    path("", include("registry.urls")),
    path("", include("requests.urls")),
    path("", include("reviews.urls")),
    path("", include("monitoring.urls")),
    path("", include("concerns.urls")),
    path("", include("adoption.urls")),
]
