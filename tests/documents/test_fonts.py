"""Which characters the typefaces have, and how those are named that none has."""

import json
import re

import typst
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from reflections.documents.document import Document, Own, Passage, Section, Table
from reflections.documents.pdf import fonts
from reflections.documents.pdf.named import named, spelled, unwritten
from reflections.documents.pdf.unwritten import unwritten_note

HEAD = """
#set document(title: "all")
#set page(width: 200pt, height: auto, margin: 2pt)
#set text(font: json(bytes(sys.inputs.faces)), size: 8pt)
#for line in json(bytes(sys.inputs.lines)) { page(line) }
"""


def set_by_typst(tmp_path_factory, lines):
    """Let typst set the lines as a PDF that may not hold a box; it raises if one would be there."""
    folder = tmp_path_factory.mktemp("typst")
    (folder / "all.typ").write_text(HEAD)
    faces = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(each) for each in fonts.folders()]
    )
    inputs = {"faces": json.dumps(fonts.chains("", "")["serif"]), "lines": json.dumps(lines)}
    return typst.Compiler(root=str(folder), font_paths=faces).compile_with_warnings(
        str(folder / "all.typ"), format="pdf", pdf_standards=["a-2a", "ua-1"], sys_inputs=inputs
    )


def test_every_family_in_the_chains_is_there():
    faces = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(each) for each in fonts.folders()]
    )
    for language in ("", "ja", "ko", "zh-hans", "zh-hant", "zh-hk"):
        for chain in fonts.chains(language, "").values():
            assert set(chain) <= set(faces.families())


def test_what_counts_as_covered_is_drawn(tmp_path_factory):
    """Typst's own typefaces are no files: what they have was tried once, and is tried here again."""
    covered = sorted(frozenset().union(*fonts._embedded()))
    assert len(covered) > 4_000
    lines = [named("".join(covered[at : at + 40])) for at in range(0, len(covered), 40)]
    made, warnings = set_by_typst(tmp_path_factory, lines)
    assert made
    assert not warnings


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.text(
            st.one_of(
                st.characters(),
                st.characters(categories=["Mn", "Mc", "Me"]),
                st.characters(categories=["Lo"], max_codepoint=0x3000),
                st.sampled_from("\u200d\ufe0f\u20e3\u25cc\u202e👩🏽🇫a"),
            ),
            max_size=8,
        ),
        min_size=20,
    )
)
@example(["\u0301", "x\n\u0301", "\u05d0\u0301\u05b0", "a\u20d7", "\ue000\u0301", "\u0b95\u094d"])
def test_whatever_is_typed_leaves_no_box(tmp_path_factory, lines):
    _made, warnings = set_by_typst(tmp_path_factory, [named(line).replace("\ufeff", "\u2060") for line in lines])
    assert not warnings


@settings(deadline=None)
@given(st.text())
def test_nothing_is_dropped(text):
    kept = "".join(one if isinstance(one, str) else one.signs for one in spelled(text))
    kept = iter(kept)
    assert all(sign in kept for sign in re.sub("[\v\f\x85]", "\n", text) if sign != "\xad")


def test_neighbours_share_their_brackets():
    assert named("བཀྲ x") == "[tibetan letter ba, ka, subjoined letter ra] x"
    assert named("ཀཀ") == "[tibetan letter ka, ka]"
    assert named("\ue000\u0378") == "[U+E000, U+0378]"
    assert named("𠀀𠀁") == "[cjk unified ideograph-20000, 20001]"


def test_what_has_no_shape_is_left_alone():
    text = "a\u00adb\u200bc\u200d\u202ed\u202c\ufe0f\u2028\u3000e"
    assert named(text) == text
    assert not fonts.uncovered("\u200d\u2066\u00a0\u2003\U000e0067")


def test_controls_and_halves_of_characters_are_named():
    assert named("a\x00b\ud800") == "a[U+0000]b[U+D800]"


def test_a_mark_that_stands_alone_is_given_a_base():
    assert named("\u0301") == "\u00a0\u0301"
    assert named("x\n\u05b0") == "x\n\u00a0\u05b0"
    assert named("e\u0301") == "e\u0301"


def test_a_mark_that_no_typeface_can_put_on_its_letter_is_named():
    assert named("人\u05b0x") == "人[hebrew point sheva]x"
    assert unwritten("人\u05b0") == {"\u05b0"}


def test_the_note_names_a_few_and_counts_many():
    many = Passage("བཀྲ་ཤིས")
    one = Table("t", ("h",), ((Own("x", note="\ue000"),),))
    note = unwritten_note(Document("Title", "en", sections=(Section("a", "Head", parts=(many, one)),)))
    assert "tibetan (7)" in note
    assert "U+E000" in note
    assert unwritten_note(Document("Ἑλένη", "en")) == ""
