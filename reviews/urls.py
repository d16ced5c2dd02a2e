"""The addresses of deciding."""

from django.urls import URLPattern, URLResolver, path

from . import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("queue/", views.queue, name="queue"),
    path("queue/<number:pk>/", views.decision, name="decision"),
    path("submissions/<number:pk>/letter/", views.letter, name="letter"),
]
