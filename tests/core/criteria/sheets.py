"""Short sheets for tests of reading and checking."""

import re
from pathlib import Path

from thidua.core.criteria import read_sheet
from thidua.wording import LANGUAGES, finding_line

CHECKER = Path(__file__).parents[3] / "docs" / "rules" / "checker.md"
_ROW = re.compile(r"^\| `([a-z_0-9]+)` \| (error|warning|either) \|", re.MULTILINE)
# What docs/rules/checker.md says of each code: error, warning, or either.
DOCUMENTED = dict(_ROW.findall(CHECKER.read_text("utf-8")))

HEAD = 'title = "Bảng chấm điểm"\nyear = 2025\n'


def found(text, *, head=HEAD):
    """Return (line, code) of everything found.

    Each is said in both languages on the way, and is as severe as its documentation says.
    Lines are counted from 1 in `text`, without the head.
    """
    findings = read_sheet(head + text).findings
    for finding in findings:
        assert DOCUMENTED[finding.code] in {finding.severity, "either"}
        for lang in LANGUAGES:
            assert finding_line(finding, lang)
    return [(finding.row - head.count("\n"), finding.code) for finding in findings]


def errors(text, *, head=HEAD):
    """Return the codes of errors only."""
    return [f.code for f in read_sheet(head + text).findings if f.is_error]


def leaf(more, *, maximum="max = 10"):
    """Return the text of a sheet with one leaf; `more` starts on its line 4."""
    return f'[[criteria]]\ncode = "1"\ntitle = "tiêu chí"\n{more}\n{maximum}\n'


def blocks(*lines):
    """Return [[criteria]] blocks from (code, what stands in it), four lines and more each."""
    return "".join(f'[[criteria]]\ncode = "{code}"\ntitle = "x"\n{more}\n' for code, more in lines)


def direct(code, most, more=""):
    """Return what makes a block of kind direct."""
    return code, f'kind = "direct"\nmax = {most}\n{more}'.rstrip()


def values(text, code):
    """Return (first, last) of the values that findings of a code name."""
    facts = [f.facts for f in read_sheet(HEAD + text).findings if f.code == code]
    return [(fact["value"], fact.get("last")) for fact in facts]
