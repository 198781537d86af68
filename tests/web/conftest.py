import pytest


@pytest.fixture
def read(client):
    """Get a page of a cluster's year as a reader of that cluster; English on request."""
    # pytest reads this file before Django is set up, and tables can be imported only after.
    from makers import make_person  # noqa: PLC0415  # see above

    def get(page="", *, cluster="cum-mau", year=2025, lang="vi", status=200, **query):
        if "sessionid" not in client.cookies:
            client.force_login(make_person(role="leader", cluster=cluster))
        client.cookies["django_language"] = lang
        answer = client.get(f"/cum/{cluster}/{year}/{page}", query)
        assert answer.status_code == status, answer.content[:500]
        return answer

    return get


@pytest.fixture
def page(read):
    """The text of a page."""
    return lambda *args, **kwargs: read(*args, **kwargs).content.decode()
