from trede.offers import urls_catalogue, urls_groups, urls_loop

urlpatterns = [*urls_catalogue.urlpatterns, *urls_groups.urlpatterns, *urls_loop.urlpatterns]
