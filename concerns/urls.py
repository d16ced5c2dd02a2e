"""The addresses of this room."""

from django.urls import URLPattern, URLResolver, path

from . import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("report/follow/", views.follow, name="report-follow"),
    path("report/<slug:address>/", views.report, name="report"),
    path("report/<slug:address>/<slug:about>/", views.report_about, name="report-about"),
    path("complaints/", views.complaints, name="complaints"),
    path("complaints/questions/<number:pk>/", views.question, name="question"),
    path("complaints/<number:pk>/", views.complaint, name="complaint"),
    path("complaints/<number:pk>/contact/", views.complaint_contact, name="complaint-contact"),
    path("complaints/<number:pk>/<slug:deed>/", views.complaint_deed, name="complaint-deed"),
    path("sites/<number:pk>/orders/new/", views.order_choose, name="order-choose"),
    path("sites/<number:pk>/orders/new/<slug:key>/", views.order_new, name="order-new"),
    path("orders/", views.orders, name="orders"),
    path("orders/<number:pk>/", views.order, name="order"),
    path("orders/<number:pk>/acknowledge/", views.order_acknowledge, name="order-acknowledge"),
    path("orders/<number:pk>/done/", views.order_done, name="order-done"),
    path("orders/<number:pk>/confirm/", views.order_confirm, name="order-confirm"),
    path("orders/<number:pk>/evidence/", views.order_evidence, name="order-evidence"),
    path("evidence/<number:pk>/", views.evidence_file, name="evidence-file"),
    path("orders/<number:pk>/end/", views.order_end, name="order-end"),
    path("sites/<number:pk>/lost/", views.lost_report, name="lost-report"),
    path("lost/<number:pk>/", views.lost, name="lost"),
    path("lost/<number:pk>/regained/", views.lost_regain, name="lost-regain"),
    path("lost/<number:pk>/gone/", views.lost_give_up, name="lost-give-up"),
]
