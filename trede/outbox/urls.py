from django.urls import path

from trede.outbox.views import messages, reports

urlpatterns = [
    path("berichten/", messages.index, name="messages"),
    path("berichten/<int:pk>/", messages.detail, name="message"),
    path("berichten/<int:pk>/opnieuw/", messages.retry, name="message_retry"),
    path("berichten/<int:pk>/opgevolgd/", messages.settle, name="message_settle"),
    path("berichten/melding/<str:secret>/", reports.receive, name="message_report"),
]
