"""Every address of the product, by room."""

from django.urls import include, path

from . import views
from .asked import guideline_asked
from .demo import views as demo

urlpatterns = [
    path("", views.home, name="home"),
    path("sites/<int:pk>/", views.site, name="site"),
    path("guidelines/<int:pk>/asked/", guideline_asked, name="guideline-asked"),
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
