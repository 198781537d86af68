"""Every sentence of the pages has its English, and the compiled catalogue is fresh."""

import re

import polib
import pytest

import messages


@pytest.fixture(scope="module")
def kept():
    return polib.pofile(str(messages.PO))


def test_the_catalogue_holds_what_the_pages_say_and_nothing_else(kept):
    asked = set(messages.said())
    assert asked == {(entry.msgid, entry.msgid_plural) for entry in kept}, "run make messages"


def test_every_sentence_has_its_english(kept):
    assert messages.silent(kept) == []


def test_english_shows_the_same_values_as_vietnamese(kept):
    for entry in kept:
        values = set(re.findall(r"%\(\w+\)s", entry.msgid))
        for english in entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]:
            assert set(re.findall(r"%\(\w+\)s", english)) == values, entry.msgid


def test_the_compiled_catalogue_is_fresh(kept):
    compiled = polib.mofile(str(messages.MO))
    for entry in kept:
        same = compiled.find(entry.msgid)
        assert same is not None, entry.msgid
        assert (same.msgstr, same.msgstr_plural) == (entry.msgstr, entry.msgstr_plural)
    assert len(compiled) == len(kept)


def test_what_is_said_with_a_value_in_it_is_found():
    assert ("%(n)s đơn vị", "%(n)s đơn vị") in messages.said()
    assert ("Tạm tính", "") in messages.said(), "passed on to a part as _(…)"
