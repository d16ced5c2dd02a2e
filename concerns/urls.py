"""The addresses of this room."""

from django.urls import URLPattern, URLResolver, path

from . import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("report/follow/", views.follow, name="report-follow"),
    path("report/<slug:address>/", views.report, name="report"),
    path("report/<slug:address>/<slug:about>/", views.report_about, name="report-about"),
    path("complaints/", views.complaints, name="complaints"),
    path("complaints/questions/<int:pk>/", views.question, name="question"),
    path("complaints/<int:pk>/", views.complaint, name="complaint"),
    path("complaints/<int:pk>/contact/", views.complaint_contact, name="complaint-contact"),
    path("complaints/<int:pk>/<slug:deed>/", views.complaint_deed, name="complaint-deed"),
    path("sites/<int:pk>/orders/new/", views.order_choose, name="order-choose"),
    path("sites/<int:pk>/orders/new/<slug:key>/", views.order_new, name="order-new"),
    path("orders/", views.orders, name="orders"),
    path("orders/<int:pk>/", views.order, name="order"),
    path("orders/<int:pk>/acknowledge/", views.order_acknowledge, name="order-acknowledge"),
    path("orders/<int:pk>/done/", views.order_done, name="order-done"),
    path("orders/<int:pk>/confirm/", views.order_confirm, name="order-confirm"),
    path("orders/<int:pk>/evidence/", views.order_evidence, name="order-evidence"),
    path("evidence/<int:pk>/", views.evidence_file, name="evidence-file"),
    path("orders/<int:pk>/end/", views.order_end, name="order-end"),
    path("sites/<int:pk>/lost/", views.lost_report, name="lost-report"),
    path("lost/<int:pk>/", views.lost, name="lost"),
    path("lost/<int:pk>/regained/", views.lost_regain, name="lost-regain"),
    path("lost/<int:pk>/gone/", views.lost_give_up, name="lost-give-up"),
]
