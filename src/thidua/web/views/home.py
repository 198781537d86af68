"""The first page: the reader's clusters and their years."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from thidua.store.queries.clusters import clusters_of
from thidua.web.readers import reader_of


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """List the clusters that the reader belongs to, newest year first."""
    clusters = clusters_of(reader_of(request))
    years = sum(len(cluster.years) for cluster in clusters)
    return render(request, "home.html", {"clusters": clusters, "years": years})
