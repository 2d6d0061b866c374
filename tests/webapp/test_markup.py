"""The normal form sees every blank that a reader sees, and none that only the author of a template sees."""

import pytest

from tests.webapp.markup import normal

SAME = {
    "indentation": ("<ul><li>a</li><li>b</li></ul>", "<ul>\n  <li>a</li>\n  <li>b</li>\n</ul>\n"),
    "edge of a block": ("<p>a <b>b</b></p>", "<p>\n  a <b>b</b>\n</p>"),
    "line broken at a blank": ("<p>one two</p>", "<p>one\n    two</p>"),
    "attributes": ('<a class="b" href="c">d</a>', '<a\n  class="b"\n  href="c"\n>d</a>'),
    "inside of a button": ("<p><button>a</button></p>", "<p><button>\n  a\n</button></p>"),
    "drawing": ("<svg><rect/><rect/></svg>", "<svg>\n  <rect/>\n  <rect />\n</svg>"),
    "mark of a greater than": ('<p data-a="b > c"><b>d</b></p>', '<p\n  data-a="b > c"><b>d</b></p>'),
}
OTHER = {
    "new blank before a full stop": ("<p><b>a</b>.</p>", "<p><b>a</b> .</p>"),
    "new blank in front of text": ("<p><b>a</b></p>", "<p><b> a</b></p>"),
    "lost blank between words": ("<p>a <b>b</b></p>", "<p>a<b>b</b></p>"),
    "lost blank between two of a line": ("<b>x</b>, <a>y</a>", "<b>x</b>,<a>y</a>"),
    "new break between two of a line": ("<b>x</b><i>y</i>", "<b>x</b>\n<i>y</i>"),
    "buttons that part": ("<button>a</button><button>b</button>", "<button>a</button>\n<button>b</button>"),
    "drawing in a line": ("<svg></svg><b>a</b>", "<svg></svg> <b>a</b>"),
    "text of a drawing": ("<text>a</text>", "<text> a</text>"),
    "what is shown as it was written": ("<pre>a b</pre>", "<pre>a  b</pre>"),
    "field with a text": ("<textarea>a</textarea>", "<textarea>\n  a</textarea>"),
    "block that was empty": ("<td></td>", "<td> </td>"),
    "text": ("<p>a</p>", "<p>b</p>"),
    "order of attributes": ('<p id="a" class="b"></p>', '<p class="b" id="a"></p>'),
}


@pytest.mark.parametrize(("one", "other"), SAME.values(), ids=SAME)
def test_what_nobody_sees_is_the_same(one: str, other: str) -> None:
    assert normal(one) == normal(other)


@pytest.mark.parametrize(("one", "other"), OTHER.values(), ids=OTHER)
def test_what_somebody_sees_is_not(one: str, other: str) -> None:
    assert normal(one) != normal(other)


@pytest.mark.parametrize("page", [*(one for one, _ in SAME.values()), *(one for one, _ in OTHER.values())])
def test_the_normal_form_has_a_tag_a_line(page: str) -> None:
    lines = normal(page).split("\n")
    assert all(line.startswith("<") for line in lines)
    assert "".join(lines).count("<") == len(lines)
