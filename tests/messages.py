"""Gather what the pages say, and make the English catalogue of it: `make messages`.

The Vietnamese in the templates and the code is the source; web/locale/en holds the English.
Run: writes django.po anew (known sentences keep their English, new ones come empty, gone ones
go) and compiles django.mo; exits 1 while a sentence has no English.
"""

import ast
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import django
import polib
from django.template import engines
from django.template.base import Node
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.utils.translation import trim_whitespace

WEB = Path(__file__).parents[1] / "src" / "thidua" / "web"
PO = WEB / "locale" / "en" / "LC_MESSAGES" / "django.po"
MO = PO.with_suffix(".mo")
CALLS = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy"}
METADATA = {
    "Project-Id-Version": "Thi Đua",
    "Language": "en",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=utf-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}
Said = tuple[str, str]  # what is said, and its form for many ("" where there is none)


def said() -> dict[Said, list[str]]:
    """Return every sentence of the templates and the code, with the files that say it."""
    found: dict[Said, list[str]] = {}
    for path in sorted(WEB.rglob("*.html")) + sorted(WEB.rglob("*.py")):
        where = path.relative_to(WEB).as_posix()
        for message in _in_template(path) if path.suffix == ".html" else _in_code(path):
            places = found.setdefault(message, [])
            places.extend([where] if where not in places else [])
    return found


def _in_code(path: Path) -> Iterator[Said]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        if node.func.id in CALLS:
            words = [a.value for a in node.args[:2] if isinstance(a, ast.Constant)]
            many = words[1] if node.func.id.startswith("ngettext") else ""
            yield words[0], many


def _in_template(path: Path) -> Iterator[Said]:
    template = (
        engines["django"].get_template(path.relative_to(WEB / "templates").as_posix()).template
    )
    for node in template.nodelist.get_nodes_by_type(Node):
        yield from _in_node(node)
    # Strings passed on as _("…") stand inside expressions of any tag.
    for words in re.findall(r"""[=|:(\s]_\("([^"]+)"\)""", path.read_text(encoding="utf-8")):
        yield words, ""


def _in_node(node: object) -> Iterator[Said]:
    if isinstance(node, TranslateNode):
        yield node.filter_expression.var.literal, ""
    elif isinstance(node, BlockTranslateNode):
        trim = trim_whitespace if node.trimmed else str
        many = trim(node.render_token_list(node.plural)[0]) if node.plural else ""
        yield trim(node.render_token_list(node.singular)[0]), many


def catalogue() -> polib.POFile:
    """Return the English catalogue as the sentences of today ask for it."""
    known = {entry.msgid: entry for entry in polib.pofile(str(PO))} if PO.exists() else {}
    made = polib.POFile(wrapwidth=98)
    made.metadata = METADATA
    for (one, many), places in sorted(said().items()):
        before = known.get(one)
        entry = polib.POEntry(msgid=one, occurrences=[(place, "") for place in places])
        if many:
            entry.msgid_plural = many
            entry.msgstr_plural = before.msgstr_plural if before else {0: "", 1: ""}
        else:
            entry.msgstr = before.msgstr if before else ""
        made.append(entry)
    return made


def silent(made: polib.POFile) -> list[str]:
    """Return the sentences that have no English yet."""
    return [entry.msgid for entry in made if not _is_translated(entry)]


def _is_translated(entry: polib.POEntry) -> bool:
    return all(entry.msgstr_plural.values()) if entry.msgid_plural else bool(entry.msgstr)


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.settings.embedded")
    django.setup()
    made = catalogue()
    PO.parent.mkdir(parents=True, exist_ok=True)
    made.save(str(PO))
    made.save_as_mofile(str(MO))
    for sentence in silent(made):
        sys.stdout.write(f"no English: {sentence}\n")
    return 1 if silent(made) else 0


if __name__ == "__main__":
    sys.exit(main())
