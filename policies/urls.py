"""The addresses of this room."""

from django.urls import URLPattern, URLResolver, path

from . import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("policy/", views.policy, name="policy"),
    path("policy/<int:number>/", views.policy_version, name="policy-version"),
    path("policies/", views.policies, name="policies"),
    path("policies/presets/<slug:key>/", views.policy_preset, name="policy-preset"),
    path("guidelines/", views.guidelines, name="guidelines"),
    path("guidelines/add/", views.guideline_add, name="guideline-add"),
    path("guidelines/<int:pk>/", views.guideline, name="guideline"),
    path("guidelines/<int:pk>/write/", views.guideline_write, name="guideline-write"),
    path("guidelines/<int:pk>/ask/", views.guideline_ask, name="guideline-ask"),
    path("guidelines/<int:pk>/asked/end/", views.guideline_asked_end, name="guideline-asked-end"),
    path("guidelines/<int:pk>/<int:number>/", views.guideline_version, name="guideline-version"),
    path("guidelines/<int:pk>/<int:number>/acknowledge/", views.guideline_acknowledge, name="guideline-acknowledge"),
    path("trainings/", views.trainings, name="trainings"),
    path("trainings/add/", views.training_add, name="training-add"),
    path("trainings/<int:pk>/", views.training, name="training"),
]
