from django.urls import path

from trede.insight.views import figures

urlpatterns = [
    path("cijfers/", figures.figures, name="figures"),
    path("cijfers/excel/", figures.export, name="figures_export"),
    path("cijfers/<slug:code>.svg", figures.chart, name="figures_chart"),
]
