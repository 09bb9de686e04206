from tests.index.formats.conftest import PARAGRAPHS, Read

WIRES = f"""<!DOCTYPE lewis SYSTEM "lewis.dtd">
<REUTERS TOPICS="YES" NEWID="41">
<DATE>26-FEB-1987 15:01:01.79</DATE>
<TEXT>&#2;
<TITLE>FLOOD IN &lt;ARDEN></TITLE>
<DATELINE>    ARDEN, Feb 26 - </DATELINE><BODY>{PARAGRAPHS[0]}
&#3;</BODY></TEXT>
</REUTERS>
<REUTERS TOPICS="NO" NEWID="42">
<DATE> 1-MAR-1987 09:10:11.12</DATE>
<TEXT TYPE="BRIEF">&#2;
******<TITLE>RIVER FALLS AGAIN
</TITLE>&#3;</TEXT>
</REUTERS>
<REUTERS NEWID="43"><TEXT TYPE="UNPROC">&#2;
 {PARAGRAPHS[1]}
&#3;</TEXT>
</REUTERS>
<REUTERS NEWID="44"><TEXT></TEXT></REUTERS>
"""


def test_each_wire_is_an_article_known_by_its_number(read: Read):
    reading = read("a.sgm", WIRES)
    assert reading.members == ["41", "42", "43"]
    assert reading.texts == [f"ARDEN, Feb 26 - {PARAGRAPHS[0]}", "RIVER FALLS AGAIN", PARAGRAPHS[1]]
    assert reading.said == "1 of 4 wires is left out: wire 4 has no text"


def test_a_wire_says_when(read: Read):
    first, second, third = read("a.sgm", WIRES).articles
    assert (first.title, first.source) == ("FLOOD IN <ARDEN>", "Reuters")
    assert (first.published, first.facts.dated_by) == ("1987-02-26T15:01:01", "wire")
    assert (second.published, third.published) == ("1987-03-01T09:10:11", None)


def test_wires_that_break_off_keep_the_whole_ones(read: Read):
    reading = read("a.sgm", WIRES[: WIRES.index("RIVER")])
    assert reading.members == ["41"]
    assert reading.said == "breaks off within a wire, after 1 wire"
