"""The addresses of this room."""

from django.urls import URLPattern, URLResolver, path

from . import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("sites/", views.sites, name="sites"),
    path("sites/sites.csv", views.sites_csv, name="sites-csv"),
    path("sites/<int:pk>/suspend/", views.suspend, name="site-suspend"),
    path("sites/<int:pk>/reinstate/", views.reinstate, name="site-reinstate"),
    path("sites/<int:pk>/close/", views.close, name="site-close"),
    path("sites/<int:pk>/shut-down/", views.shut_down, name="site-shut-down"),
    path("sites/<int:pk>/posters/", views.posters, name="site-posters"),
    path("sites/<int:pk>/posters/<int:poster>/remove/", views.poster_remove, name="site-poster-remove"),
]
