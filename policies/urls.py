"""The addresses of this room."""

from django.urls import URLPattern, URLResolver, path

from . import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("policy/", views.policy, name="policy"),
    path("policy/<int:number>/", views.policy_version, name="policy-version"),
    path("policies/", views.policies, name="policies"),
    path("policies/presets/<slug:key>/", views.policy_preset, name="policy-preset"),
]
