"""The addresses of this room."""

from django.urls import URLPattern, URLResolver, path

from . import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("policy/try/", views.policy_try, name="policy-try"),
]
