"""The addresses of the public record."""

from django.urls import path

from commonweal.record import views

urlpatterns = [
    path("", views.record, name="record"),
    path("events.json", views.events, name="record-events"),
    path("checkpoint.txt", views.checkpoint, name="record-checkpoint"),
    path("key.txt", views.key, name="record-key"),
    path("consistency.json", views.consistency, name="record-consistency"),
    path("<int:number>/", views.event, name="record-event"),
    path("<int:number>.json", views.event_json, name="record-event-json"),
]
