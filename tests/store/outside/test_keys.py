from concurrent.futures import ThreadPoolExecutor

from thidua.store.outside import keys


def test_a_secret_is_made_once_and_kept_for_its_owner_only(tmp_path):
    path = tmp_path / "new" / "secret"
    secret = keys.kept(path)
    assert len(secret) >= 48
    assert keys.kept(path) == secret
    assert path.stat().st_mode & 0o777 == 0o600
    assert [found.name for found in path.parent.iterdir()] == ["secret"]


def test_two_folders_have_two_secrets(tmp_path):
    assert keys.kept(tmp_path / "one") != keys.kept(tmp_path / "two")


def test_those_who_make_it_at_once_agree(tmp_path):
    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(lambda _number: keys.kept(tmp_path / "secret"), range(50)))
    assert len(found) == 1
