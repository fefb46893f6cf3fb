from trede.ladder import urls_assessment, urls_intake, urls_position

urlpatterns = [*urls_intake.urlpatterns, *urls_assessment.urlpatterns, *urls_position.urlpatterns]
