"""Every string that a page shows is marked for translation.

What a template writes outside `translate` and `blocktranslate` is markup, the value of a variable, or a name that is
the same in every language.
"""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

SAME_EVERYWHERE = frozenset(("common", "weal", "commonweal", "CSV", "JSON", "Parquet", "PDF", "SHA", "SQL"))
SPOKEN_ATTRIBUTES = frozenset(("alt", "aria-description", "aria-label", "data-label", "placeholder", "title"))
NOT_PROSE = frozenset(("code", "kbd", "pre", "samp", "script", "style"))

TRANSLATED = re.compile(r"{%\s*(blocktrans(?:late)?|comment)\b.*?{%\s*end\1\s*%}|{#.*?#}", re.DOTALL)
TAG = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)
NAME_OF_FILE = re.compile(r"[\w-]*\.(?:csv|json|parquet|sql|toml|zip)\b")
WORD = re.compile(r"[^\W\d_]{2,}")


class Prose(HTMLParser):
    """Gathers what a person would read or hear."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if name in SPOKEN_ATTRIBUTES and value]
        if tag in NOT_PROSE:
            self.inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.inside[-1:] == [tag]:
            self.inside.pop()

    def handle_data(self, data: str) -> None:
        if not self.inside:
            self.found.append(data)


def left_untranslated(template: str) -> list[str]:
    """The words of a template that are not marked for translation."""
    prose = Prose()
    prose.feed(TAG.sub(" ", TRANSLATED.sub(" ", template)))
    prose.close()
    texts = (NAME_OF_FILE.sub(" ", text) for text in prose.found)
    return [word for text in texts for word in WORD.findall(text) if word not in SAME_EVERYWHERE]


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("<p>Hello {{ name }}</p>", ["Hello"]),
        ('<img alt="A map">', ["map"]),
        ('<a title="{% translate "Map" %} here">', ["here"]),
        ("{% if a %}yes{% endif %}", ["yes"]),
        ('<p class="big">{% translate "Hello" %} <b>{{ name }}</b></p>', []),
        ("{% blocktranslate count n=n %}one ward{% plural %}{{ n }} wards{% endblocktranslate %}", []),
        ("{# a note #}{% comment %}another{% endcomment %}", []),
        ("<script>let words = 1</script><code>commonweal spend import</code>", []),
        ('<a href="{{ url }}.csv">CSV</a> £42 <i title="payers.sql">{{ name }}.sql</i>', []),
    ],
)
def test_words_left_untranslated_are_found(template: str, words: list[str]) -> None:
    assert left_untranslated(template) == words


def test_every_string_on_a_page_is_marked_for_translation(project: Path) -> None:
    templates = sorted((project / "src" / "commonweal").rglob("templates/**/*.html"))
    assert templates
    found = {path.relative_to(project).as_posix(): left_untranslated(path.read_text()) for path in templates}
    assert {name: words for name, words in found.items() if words} == {}
