"""Every address of the product, by room."""

from django.urls import include, path

from . import views
from .asked import guideline_asked
from .attention import attention, mail_failed
from .demo import views as demo
from .leaving.replacing import person_replace
from .leaving.views import hand_over, hand_overs

urlpatterns = [
    path("", views.home, name="home"),
    path("sites/<int:pk>/", views.site, name="site"),
    path("guidelines/<int:pk>/asked/", guideline_asked, name="guideline-asked"),
    path("people/leaving/", hand_overs, name="hand-overs"),
    path("people/<int:pk>/hand-over/", hand_over, name="hand-over"),
    path("people/<int:pk>/replace/", person_replace, name="person-replace"),
    path("attention/", attention, name="attention"),
    path("mail/failed/", mail_failed, name="mail-failed"),
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
