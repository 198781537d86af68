import pytest


@pytest.mark.django_db
def test_the_first_page_answers(client):
    response = client.get("/")
    assert response.status_code == 200
    assert "default-src 'self'" in response.headers["Content-Security-Policy"]
