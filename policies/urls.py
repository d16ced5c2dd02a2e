"""The addresses of this room."""

from django.urls import URLPattern, URLResolver, path

from . import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("policy/", views.policy, name="policy"),
    path("policy/<number:number>/", views.policy_version, name="policy-version"),
    path("policies/", views.policies, name="policies"),
    path("policies/presets/<slug:key>/", views.policy_preset, name="policy-preset"),
    path("guidelines/", views.guidelines, name="guidelines"),
    path("guidelines/add/", views.guideline_add, name="guideline-add"),
    path("guidelines/<number:pk>/", views.guideline, name="guideline"),
    path("guidelines/<number:pk>/write/", views.guideline_write, name="guideline-write"),
    path("guidelines/<number:pk>/ask/", views.guideline_ask, name="guideline-ask"),
    path("guidelines/<number:pk>/asked/end/", views.guideline_asked_end, name="guideline-asked-end"),
    path("guidelines/<number:pk>/<number:number>/", views.guideline_version, name="guideline-version"),
    path("guidelines/<number:pk>/<number:number>/acknowledge/", views.guideline_acknowledge, name="guideline-acknowledge"),
    path("trainings/", views.trainings, name="trainings"),
    path("trainings/add/", views.training_add, name="training-add"),
    path("trainings/<number:pk>/", views.training, name="training"),
]
