"""Every address of the product, by room."""

from django.urls import include, path

from . import views
from .asked import guideline_asked
from .demo import views as demo
from .snow import snow_day, snow_day_back

urlpatterns = [
    path("", views.home, name="home"),
    path("sites/<int:pk>/", views.site, name="site"),
    path("guidelines/<int:pk>/asked/", guideline_asked, name="guideline-asked"),
    path("snow-day/", snow_day, name="snow-day"),
    path("snow-day/back/", snow_day_back, name="snow-day-back"),
    path("schools/<int:pk>/snow-day/", snow_day, name="school-snow-day"),
    path("schools/<int:pk>/snow-day/back/", snow_day_back, name="school-snow-day-back"),
    path("mail/", views.mail_sent, name="mail-sent"),
    path("demo/sign-in/", demo.sign_in, name="demo-sign-in"),
    path("demo/mailbox/", demo.mailbox, name="demo-mailbox"),
    path("demo/mailbox/<int:pk>/", demo.mail, name="demo-mail"),
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
