"""Questions that lean on the one before."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.console import Console

from index.encoding.encode import OnnxEncoder
from index.update import update
from qa.config import AnswerSettings, Config
from qa.conversation.before import Before
from qa.conversation.follow_up import asks_for_another, asks_for_another_count, asks_for_more, goes_on, resolved
from qa.conversation.turns import Conversation
from qa.history import History
from qa.live import LiveAssistant
from qa.views.plain import converse


@pytest.fixture(scope="module")
def live(seeds_index: Path, cache: Path) -> LiveAssistant:
    return LiveAssistant(Config(), seeds_index, cache)


@pytest.mark.parametrize(
    ("last", "answer", "question", "asked"),
    [
        # The fact itself is what "that" stands for.
        ("what was the death toll?", "45", "who said that?", "Who said that 45 was the death toll?"),
        ("How many people died in Homs?", "45", "who says so", "Who said that 45 people died in Homs?"),
        ("How many people died in Homs?", None, "who said so?", "Who said that people died in Homs?"),
        ("Which countries are at war?", None, "who said that?", "Who said that they are at war?"),
        # A bare question word asks about the fact.
        ("who brokered the ceasefire?", "Kerry", "when?", "When was it that Kerry brokered the ceasefire?"),
        ("When did the storm hit Homs?", "Monday", "why", "Why did the storm hit Homs on Monday?"),
        (
            "What is the shark sometimes called?",
            "a fossil",
            "why?",
            "Why is the shark sometimes called a fossil?",
        ),
        ("Since when had Homs been quiet?", "May", "who said so?", "Who said that Homs had been quiet?"),
        # People, things and places.
        ("Who leads the Civil Defence?", "Ammar al-Selmo", "how old is he?", "How old is Ammar al-Selmo?"),
        ("Who leads the Civil Defence?", "Ammar al-Selmo", "what is his job?", "What is Ammar al-Selmo's job?"),
        ("On which day did Kerry speak?", "Wednesday", "what did he ask for?", "What did Kerry ask for?"),
        ("who brokered the ceasefire?", "Kerry", "how long did it last?", "How long did the ceasefire last?"),
        ("Which newspaper did it?", "NT News", "where is it printed?", "Where is NT News printed?"),
        ("How many rebels left Homs?", "120", "where did they go?", "Where did the rebels go?"),
        ("Where was the convoy hit?", "in Urum", "how many trucks burned there?", "How many trucks burned in Urum?"),
        ("How many rebels left Homs?", "120", "how many are still there?", "How many rebels are still there?"),
        ("Where did 120 rebels leave?", "Homs", "how many are still there?", "How many are still in Homs?"),
        ("Roughly how many people need help in Syria?", "1m", "who helps them?", "Who helps the people?"),
        ("Who spoke of an airstrike in Homs?", "Kerry", "who denied it?", "Who denied the airstrike?"),
        # "He" is a person, and no place that was asked for.
        ("In which hospital did Jane Doe die?", "St Example", "what was her job?", "What was Jane Doe's job?"),
        ("How old was Exampleland's minister Jane Doe?", "78", "where did she live?", "Where did Jane Doe live?"),
        ("Where was the mayor of Homs found?", "Aleppo", "who found him?", "Who found the mayor of Homs?"),
        ("Which attendee of the fair spoke to Reuters?", "Om Prakash", "how old is he?", "How old is Om Prakash?"),
        ("Where did Dan Roe hand out leaflets?", "Homs", "when did he stop?", "When did Dan Roe stop?"),
        ("Where did Mayor de Roe speak?", "Homs", "when did he leave?", "When did Mayor de Roe leave?"),
        ("Who called it rigid?", "van Roe", "why did he?", "Why did van Roe?"),
        (
            "How many people took part in the march of May 2019 by the organizers' count?",
            "1m",
            "where did it end?",
            "Where did the march of May 2019 end?",
        ),
        (
            "Which congressmen said the tax should go?",
            "Jane Doe (R-Kan.) and John Roe (D-Okla.)",
            "why do they want that?",
            "Why do Jane Doe and John Roe want that?",
        ),
        ("What fed the bloom?", "nitrates", "where did they come from?", "Where did the nitrates come from?"),
        ("What did Homs bar to ships?", "its ports", "since when are they shut?", "Since when are the ports shut?"),
        ("Which minister lost?", "Jane Doe", "who beat her later?", "Who beat Jane Doe later?"),
        ("What did Jane Doe survive?", "a drone attack", "how many died in it?", "How many died in a drone attack?"),
        ("Which rapper left his wife Jane Doe?", "Big Roe", "who did she marry?", "Who did Jane Doe marry?"),
        ("Which debate did Roe skip?", "the first debate", "where was it held?", "Where was the first debate held?"),
        ("Who is in the D&D advert?", "Dan Roe", "when did it come out?", "When did the D&D advert come out?"),
        ("Which Homs chemist found it?", "Xinyu Dai", "and his colleague?", "Who was Xinyu Dai's colleague?"),
        ("In which lap did Kimi Roe crash out?", "lap 20", "how old is he?", "How old is Kimi Roe?"),
        ("Which gang member now runs a club?", "Jane Doe", "how old is she?", "How old is Jane Doe?"),
        ("What was the gorilla called?", "Harambe", "how old was he?", "How old was Harambe?"),
        ("Which chain keeps tips?", "Doe Pizza", "how many shops do they have?", "How many shops do Doe Pizza have?"),
        ("Who spoke of the 21 freed girls?", "Roe", "who had fed them?", "Who had fed the 21 freed girls?"),
        ("Which town in Yemen did Jane Doe leave?", "Aden", "how old is she?", "How old is Jane Doe?"),
        ("When did the Roe family leave Homs?", "May", "how large is it?", "How large is the Roe family?"),
        # A thing by its name, and what has a price or a name; all of it.
        ("What is the name of the school in Homs?", "Doe Hall", "when did it open?", "When did Doe Hall open?"),
        ("What is the campaign called?", "Doe Days", "who runs it?", "Who runs Doe Days?"),
        ("What was the price of Doe Glass?", "£100", "who made it?", "Who made Doe Glass?"),
        (
            "Which painter will be the face of the new £20 note?",
            "Jane Doe",
            "who was on it before?",
            "Who was on the face of the new £20 note before?",
        ),
        ("How large is Doe's loss this year?", "5 million", "what were its sales?", "What were Doe's sales?"),
        # A share of what was counted, and what else somebody or something has.
        (
            "How much rice did Homs export?",
            "9 tons",
            "how much of it went by sea?",
            "How much of the rice went by sea?",
        ),
        ("How old was Jane Doe, the mayor?", "56", "and her son?", "How old was Jane Doe's son?"),
        ("How old was Jane Doe?", "56", "and the mayor?", "How old was the mayor?"),
        ("How did Doe's debt change?", "it fell", "and its spending?", "What was Doe's spending?"),
        # What sets the scene is told again, or else who and what is named.
        (
            "Who urged Doe Corp to tell its buyers?",
            "Roe",
            "when was the data lost?",
            "When was the data lost (Doe Corp)?",
        ),
        ("On which day did Roe accuse Norland?", "Friday", "who else came?", "Who else came (Roe, Norland)?"),
        ("Who else sang for pay at the Homs fair?", "Roe", "who else came?", "Who else came at the Homs fair?"),
        # "That" is the fact, and points at no noun.
        ("How many rebels left Homs?", "120", "which year was that in?", "Which year was that in (Homs)?"),
        ("Why did U.S. markets fall?", "fear", "who bought then?", "Who bought then (U.S.)?"),
        # "It" is no person who was asked for.
        ("Which governor signed Utah's ban on cars?", "Jane Doe", "who opposed it?", "Who opposed Utah's ban?"),
        ("Which minister left because of a recording?", "Jane Doe", "who made it?", "Who made the recording?"),
        # A kind is no thing, and a place that was asked for neither.
        ("What type of plane fell on Homs?", "a propeller one", "who flew it?", "Who flew the plane?"),
        ("Where did Storm Example form?", "over the sea", "when did it end?", "When did Storm Example end?"),
        (
            "How much did Exampleville's furry convention Fur Days raise in 2019?",
            "$9",
            "where is it held?",
            "Where is Exampleville's furry convention Fur Days held?",
        ),
        # Who is not named is whoever did it; and several are those who did.
        (
            "Who stabbed people on High Street?",
            "two women",
            "when did he flee?",
            "When did the one who stabbed people on High Street flee?",
        ),
        ("What do scientists call the river?", "Blue", "how old are they?", "How old are scientists?"),
        (
            "Which minister opposed the ban?",
            "Jane Doe",
            "what did she say of it?",
            "What did Jane Doe say of the ban?",
        ),
        # A month may be a name, and names may begin with any letter.
        ("Who succeeded John Doe?", "Jane May", "How old is she?", "How old is Jane May?"),
        ("Who scored for Exampleland?", "Özil", "how old is he?", "How old is Özil?"),
        ("Who is Jane May?", "Prime Minister", "how old is she?", "How old is Jane May?"),
        ("Who won?", "Jane Doe", "What did Roe say about her plans?", "What did Roe say about Jane Doe's plans?"),
        # "It" is no figure, but may have one in its name.
        ("Which planet has water?", "K2-18b", "how far is it?", "How far is K2-18b?"),
        ("How many died in the Homs airstrike?", "45", "who did it?", "Who did the Homs airstrike?"),
        # What a yes-or-no question asks about, as a whole.
        ("Is Jane Doe dead?", None, "since when?", "Since when was it that Jane Doe is dead?"),
        # What happened, as a whole.
        (
            "Which minister was stabbed?",
            "Jane Doe",
            "where did that happen?",
            "Where was Jane Doe stabbed?",
        ),
        ("Which paper printed the letter?", "NT News", "when was that", "When was it that NT News printed the letter?"),
        ("Which state shut its bars?", "Ohio", "who decided that?", "Who decided that Ohio shut its bars?"),
        ("What did Roe Bank do in May 2019?", None, "who decided?", "Who decided in May 2019 (Roe Bank)?"),
        ("Who won the race in Homs?", "Jane Doe", "how fast?", "How fast was it that Jane Doe won the race in Homs?"),
        ("How tall is the mill in Homs?", "30 feet", "and how wide?", "How wide is the mill in Homs?"),
        ("Which bridge fell in Homs?", "Roe Bridge", "how old?", "How old was Roe Bridge?"),
        ("Who owns the mill?", "Jane Doe", "how rich?", "How rich is Jane Doe?"),
        ("Who was shot in Homs?", "Jane Doe", "and how old?", "How old was Jane Doe?"),
        ("In what was Jane Doe hurt?", "a stunt", "how badly?", "How badly was Jane Doe hurt?"),
        ("When did the plane land?", "Monday", "how long ago?", "How long ago did the plane land on Monday?"),
        ("Who was shot in Homs?", "Jane Doe", "by whom?", "By whom was Jane Doe shot in Homs?"),
        ("Which part has Doe played in films?", "Roe", "in how many?", "In how many has Doe played in films Roe?"),
        ("What did Doe do in May?", None, "why?", "Why did Doe do that in May?"),
        ("What did Doe do in May?", "left Homs", "why?", "Why was it that Doe left Homs in May?"),
        ("Which team won the cup?", "Ajax", "how come", "Why was it that Ajax won the cup?"),
        ("When was it that Jane Doe won?", "Monday", "where?", "Where was it that Jane Doe won?"),
        # A thing of which nothing is told.
        ("When was the attack?", "Monday", "and where?", "Where was the attack?"),
        ("When was Jane Doe's inauguration?", "Monday", "where was it?", "Where was Jane Doe's inauguration?"),
        ("When was the attack in Homs?", None, "why?", "Why was the attack in Homs?"),
        # What is named nowhere stays so.
        ("When did it happen?", None, "where?", "Where did it happen?"),
        ("When did it happen?", "Monday", "Where did it happen?", "Where did it happen?"),
        ("When did he die?", "Monday", "Why did he die?", "Why did he die?"),
        # What somebody said, according to another; and the reason, in another preposition.
        (
            "How many did the rebels say they killed in Homs?",
            "45",
            "and according to the army?",
            "How many did the army say the rebels killed in Homs?",
        ),
        ("Who was fined over lies?", "Roe", "and for a burglary?", "Who was fined for a burglary?"),
        # The same count, elsewhere or before.
        ("How many died in Homs?", "45", "and how many in Aleppo?", "How many died in Aleppo?"),
        ("How many votes may one have?", "2", "how many before that?", "How many votes may one have before that?"),
        # Another of the same kind.
        (
            "Which state has the highest rate of rain?",
            "Ohio",
            "and the lowest?",
            "Which state has the lowest rate of rain?",
        ),
        (
            "How strong did Phivolcs say the quake in Mindanao was?",
            "6",
            "and the USGS?",
            "How strong did the USGS say the quake in Mindanao was?",
        ),
        (
            "Who flew the Iranian cargo plane?",
            "Jane Doe",
            "where was the plane built?",
            "Where was the Iranian cargo plane built?",
        ),
        ("Who won the gold medal at Doha?", "Jane Doe", "and silver?", "Who won the silver medal at Doha?"),
        ("How many men died in Homs?", "3", "and women?", "How many women died in Homs?"),
        # A part of the question is replaced.
        (
            "How many of Nevada's delegates did he win?",
            "25",
            "and in Utah?",
            "How many of Utah's delegates did he win?",
        ),
        (
            "How many civilians were hurt in Jolo?",
            "9",
            "and from the army?",
            "How many from the army were hurt in Jolo?",
        ),
        ("How many left Homs?", "120", "and Aleppo?", "How many left Aleppo?"),
        ("How many rebels left from Homs?", "120", "and from Aleppo?", "How many rebels left from Aleppo?"),
        ("How many people were killed in Homs?", "3", "and wounded?", "How many people were wounded in Homs?"),
        ("How many people died in Homs?", "3", "and children?", "How many children died in Homs?"),
        ("Who leads the rescue service?", "al-Selmo", "and the hospital?", "Who leads the hospital?"),
        (
            "How many trucks were burned in Homs?",
            "18",
            "out of how many?",
            "Out of how many trucks were 18 burned in Homs?",
        ),
        (
            "What is Turkey's offensive against the rebels called?",
            None,
            "when did it begin?",
            "When did Turkey's offensive begin?",
        ),
        # What the question was set in is added to one that says little.
        ("How many died in the Homs fire?", "3", "how many were hurt?", "How many were hurt in the Homs fire?"),
        (
            "How many people died when a bridge in Genoa fell?",
            "43",
            "did anyone survive?",
            "Did anyone survive when a bridge in Genoa fell?",
        ),
    ],
)
def test_what_is_missing_is_taken_from_the_last_question(last: str, answer: str | None, question: str, asked: str):
    assert resolved(question, Before(last, answer)) == asked


@pytest.mark.parametrize(
    ("last", "answer", "question", "asked"),
    [
        # What is no sentence goes on from what was answered.
        ("Who bought the mill?", "Jane Doe", "at what price?", "At what price was it that Jane Doe bought the mill?"),
        ("Who bought the mill?", "Jane Doe", "and from whom?", "From whom was it that Jane Doe bought the mill?"),
        ("Where did Roe land?", "Homs", "at what time of day?", "At what time of day did Roe land in Homs?"),
        ("On which day did Roe land?", "Monday", "in what weather?", "In what weather did Roe land on Monday?"),
        ("What caused the fire?", "a stove", "used by whom?", "Used by whom: a stove caused the fire?"),
        ("What caused the fire?", "a stove", "similar to what?", "Similar to what: a stove caused the fire?"),
        ("What caused the fire?", "a stove", "Made where?", "Made where: a stove caused the fire?"),
        ("What caused the fire?", "a stove", "fire brigade why", "fire brigade why"),
        ("What did the tax rise to?", "12 pct", "up from?", "Up from: the tax rise to 12 pct?"),
        # What is asked about may be put first.
        ("When was the vote in Norland?", "May", "and Roe, what did he say?", "What did Roe say in Norland?"),
        ("When was the vote?", "May", "and the poll, when was it taken?", "When was the poll taken?"),
        ("When was the vote?", "May", "and the leader, what's her name?", "What's the leader's name?"),
        ("When was the vote?", "May", "what about the poll, when was it taken?", "When was the poll taken?"),
        ("Who won in 1985?", "Roe", "and in 1986, who came second?", "Who came second in 1986?"),
        ("Where did Roe open a shop?", "Homs", "and the mill, when?", "When the mill: Roe open a shop in Homs?"),
        # The last question may have begun with "and" itself.
        ("And who bought the mill?", "Jane Doe", "when?", "When was it that Jane Doe bought the mill?"),
        ("and how many trucks were burned?", "18", "out of how many?", "Out of how many trucks were 18 burned?"),
        # One of another sort.
        ("Which Norlandic note was forged?", "the ten", "and the Ruritan one?", "Which Ruritan note was forged?"),
        ("Where is the mill in Homs?", "Well Street", "and the one in Jolo?", "Where is the mill in Jolo?"),
        ("How large is the tower?", "50 m", "and the old one?", "The old one: How large is the tower?"),
        # What fits nowhere stands first.
        (
            "When did Roe open a shop in Homs?",
            "May",
            "and the backlog?",
            "The backlog: When did Roe open a shop in Homs?",
        ),
    ],
)
def test_what_is_no_whole_question_is_understood(last: str, answer: str | None, question: str, asked: str):
    assert resolved(question, Before(last, answer)) == asked


@pytest.mark.parametrize(
    ("last", "question", "asked"),
    [
        # A time is added, and takes the place of a time only.
        ("How many died in Norland?", "and in 2016?", "How many died in Norland in 2016?"),
        ("How many died in Norland?", "and in March?", "How many died in Norland in March?"),
        ("How many people died in Norland?", "and last month?", "How many people died in Norland last month?"),
        ("How many people died in Norland?", "what about 2016?", "How many people died in Norland in 2016?"),
        ("How many people died in Norland?", "and Monday?", "How many people died in Norland on Monday?"),
        ("How many died in Norland?", "how many in total?", "How many died in Norland in total?"),
        ("How many people died in Norland?", "how many today?", "How many people died in Norland today?"),
        ("Who won the Norland Cup?", "and the year before?", "Who won the Norland Cup the year before?"),
        ("How many died in Norland in 2015?", "and in 2016?", "How many died in Norland in 2016?"),
        ("How many died in 2015 in Norland?", "and 2016?", "How many died in 2016 in Norland?"),
        ("How many died in Norland last year?", "and in May 2016?", "How many died in Norland in May 2016?"),
        ("How many died in Norland before Monday?", "and today?", "How many died in Norland today?"),
        ("Who replaced Jane May in Norland?", "and in 2016?", "Who replaced Jane May in Norland in 2016?"),
        ("How many died in all camps?", "and in 2016?", "How many died in all camps in 2016?"),
        ("Who won the 2017 election in Norland?", "and in 2013?", "Who won the 2013 election in Norland?"),
        # A place takes the place of a place only.
        ("How many died in Norland in 2016?", "and in Homs?", "How many died in Homs in 2016?"),
        ("How many died in 2016 in Norland?", "and in Homs?", "How many died in 2016 in Homs?"),
        ("How many died in 2016?", "and in Homs?", "How many died in 2016 in Homs?"),
        ("How many died in the fire on Monday?", "and in the flood?", "How many died in the flood on Monday?"),
        ("How many died in Norland on Monday?", "and Homs?", "How many died in Homs on Monday?"),
        ("How many voted for Doe in Norland?", "and for Roe?", "How many voted for Roe in Norland?"),
        (
            "How much did Doe earn in the first quarter?",
            "and the full year?",
            "How much did Doe earn in the full year?",
        ),
        ("How much did Doe earn in fiscal 1986?", "and in the first half?", "How much did Doe earn in the first half?"),
        (
            "How much did Homs export by sea in the last quarter of 1986?",
            "and by air?",
            "How much did Homs export by air in the last quarter of 1986?",
        ),
        ("How many lives were lost in Homs?", "and in Aleppo?", "How many lives were lost in Aleppo?"),
    ],
)
def test_another_time_or_place_takes_the_place_of_its_like(last: str, question: str, asked: str):
    assert resolved(question, Before(last, "45")) == asked


@pytest.mark.parametrize(
    ("last", "question", "asked"),
    [
        ("Who won the vote in Norland?", "And who won the vote in Homs?", "Who won the vote in Homs?"),
        ("How many died in the Homs fire?", "And when was the Norland flood?", "When was the Norland flood?"),
        ("When was the Homs fire?", "and when was the Norland flood?", "When was the Norland flood?"),
        ("How much did Ajax pay for Roe?", "and how much did PSV pay for Doe?", "How much did PSV pay for Doe?"),
        # Asked again of another name, it is still about the same; so is what is said, of what it does not say.
        (
            "How many seats did Roe win in the vote?",
            "and how many seats did Doe win?",
            "How many seats did Doe win in the vote?",
        ),
        ("What did Jane Doe say about the wall?", "and what did Roe say?", "What did Roe say about the wall?"),
    ],
)
def test_a_whole_question_after_and_gets_no_setting_of_another(last: str, question: str, asked: str):
    assert resolved(question, Before(last, "45")) == asked


@pytest.mark.parametrize(
    ("last", "answer", "question", "asked"),
    [
        # The object of a verb is whole, and its subject is who did it.
        ("When did Norland leave the Example Union?", "2020", "who opposed it?", "Who opposed the Example Union?"),
        ("When did Norland bomb the aid convoy?", "2016", "who escorted it?", "Who escorted the aid convoy?"),
        ("When did Roe sign the travel ban?", "Friday", "who opposed it?", "Who opposed the travel ban?"),
        ("When did protesters in the town hall cheer?", "Friday", "how old is it?", "How old is the town hall?"),
        ("When did Norland win the Example Cup?", "2002", "who did they beat?", "Who did Norland beat?"),
        ("When did Norland bomb the aid convoy?", "2016", "what did they say?", "What did Norland say?"),
        ("Which teams did Norland beat?", "Ajax", "where did they play?", "Where did Ajax play?"),
        # An attack or a place is nobody.
        ("How many died in the Homs bombing?", "22", "how old was he?", "How old was he in the Homs bombing?"),
        ("How many people died in Homs?", "22", "how old was she?", "How old was she in Homs?"),
        # Whose first name is a man's is not "she".
        ("Who murdered Jane Doe?", "Thomas Roe", "how old was she?", "How old was Jane Doe?"),
        ("Who murdered Jane Doe?", "Thomas Roe", "how old was he?", "How old was Thomas Roe?"),
        ("Who replaced Jo Doe?", "Boris Roe", "why did she resign?", "Why did Jo Doe resign?"),
        ("Which judge sentenced Paul Roe?", "Amy Doe", "what had he done?", "What had Paul Roe done?"),
        ("What did Roe say to Theresa Doe?", None, "why did she resign?", "Why did Theresa Doe resign?"),
        # Nor is a network "he", nor are several people, nor is what somebody owns.
        (
            "Which state did ABC call for Roe?",
            "Norland",
            "how many votes did it give him?",
            "How many votes did it give Roe?",
        ),
        ("Which farmers did Jane Doe help?", "Norlandic farmers", "when did she die?", "When did Jane Doe die?"),
        ("Where did Thomas Roe's family move?", "Homs", "what did his father do?", "What did Thomas Roe's father do?"),
        ("Which Doe did Ajax sign?", "Henry Doe", "how old was he?", "How old was Henry Doe?"),
        ("When did Roe say that the Example Rocket would fly?", "May", "how old is he?", "How old is Roe?"),
        # The verb that closes the question is no part of its subject.
        ("What does the Example system look at?", "shoes", "who bought it?", "Who bought the Example system?"),
        ("To what will the Norlandic mill fall?", "12 pct", "who owns it?", "Who owns the Norlandic mill?"),
        # One of several is not "it"; what is one may end as several do.
        ("Which countries voted against the plan?", "Norland", "who proposed it?", "Who proposed the plan?"),
        ("Which virus killed 300 people?", "Zika", "where does it come from?", "Where does Zika come from?"),
        # So is "that", where a verb follows.
        ("When was the Example Rocket built?", "May", "where did that begin?", "Where did the Example Rocket begin?"),
        # What was spoken of is "it".
        ("What did Roe say about NATO?", None, "what did Doe say about it?", "What did Doe say about NATO?"),
        ("What did Roe say on Monday about NATO?", None, "when was it founded?", "When was NATO founded?"),
    ],
)
def test_a_pronoun_stands_for_what_it_can(last: str, answer: str | None, question: str, asked: str):
    assert resolved(question, Before(last, answer)) == asked


@pytest.mark.parametrize(
    ("last", "answer", "question", "asked"),
    [
        # What somebody said is no fact that another may say.
        ("What did Roe say?", None, "when did he say that?", "When did Roe say that?"),
        ("What did Roe say about the strikes?", "no", "when did Roe say that?", "When did Roe say that?"),
        ("Which minister opposed the ban?", "Jane Doe", "when did she say that?", "When did Jane Doe say that?"),
        ("Who bombed Homs?", "Norland", "when did Roe deny that?", "When did Roe deny that Norland bombed Homs?"),
        # Nobody does a place or a figure, and a figure does not happen.
        ("How many people died in Homs?", "84", "who did it?", "Who did it in Homs?"),
        ("What was the death toll?", "45", "who did it?", "who did it?"),
        ("What was the death toll?", "45", "where did it happen?", "where did it happen?"),
        ("What was the death toll in Homs?", "45", "when did it happen?", "When did it happen in Homs?"),
        ("What was the death toll of the Homs raid?", "45", "who did it?", "Who did the Homs raid?"),
        ("What was the death toll of the Homs raid?", "45", "when did it happen?", "When did the Homs raid happen?"),
        (
            "Where was the mayor of Exampleville found?",
            "Homs",
            "when did that happen?",
            "When was the mayor of Exampleville found?",
        ),
    ],
)
def test_what_was_said_or_happened_is_no_figure_place_or_person(
    last: str, answer: str | None, question: str, asked: str
):
    assert resolved(question, Before(last, answer)) == asked


@pytest.mark.parametrize(
    "question",
    [
        "Who is the US Secretary of State?",
        "How many trucks of the aid convoy burned?",
        "What did Bashar al-Assad say?",
        # "That" may join, and "it" may stand for nothing.
        "Who was the man that shot Ronald Reagan?",
        "Did Trump say that Obama was born in Kenya?",
        "Who won the Nobel prize this year?",
        "Is it true that Assad resigned?",
        "How long does it take to fly to Mars?",
        # What is put first may say all.
        "In Homs, how many people were killed?",
        "Jane Roe, when did she resign?",
        "After the truce in Homs, who was blamed?",
    ],
)
def test_a_question_that_says_what_it_is_about_stays_as_it_is(question: str):
    assert resolved(question, Before("what was the death toll?", "45")) is None


@pytest.mark.parametrize(
    "question",
    [
        "Did Jane Roe release her letters?",
        "When did Bashar al-Assad leave his palace?",
        "Why did Nokia sell its handset business?",
        "How many people lost their homes in Italy?",
    ],
)
def test_whose_it_is_the_question_may_say_itself(question: str):
    assert resolved(question, Before("Who won the election?", "Jane Doe")) is None


def test_a_question_that_nothing_can_be_put_into_is_asked_of_the_same_articles():
    assert resolved("how many trucks?", Before("what was burned?", None)) == "how many trucks?"


@pytest.mark.parametrize(
    ("last", "guess", "question", "asked"),
    [
        ("Who won the chess Olympiad?", "Ada Lovelace", "when did she begin?", "When did Ada Lovelace begin?"),
        ("In which town was the minister stabbed?", "Homs", "why was she there?", "Why was the minister in Homs?"),
        # What was guessed is not known to be it.
        ("In which band did Ringo play?", "Leeds", "who founded it?", "Who founded the band?"),
        ("Which two countries signed the truce?", "Moscow", "when was it signed?", "When was the truce signed?"),
        ("Off which island was the ferry lost?", "Fiji", "when was it built?", "When was the ferry built?"),
    ],
)
def test_a_guess_may_be_whom_or_where_a_pronoun_stands_for(last: str, guess: str, question: str, asked: str):
    assert resolved(question, Before(last, None, guess)) == asked


@pytest.mark.parametrize(
    ("question", "another"),
    [
        ("and in Homs?", True),
        ("what about Labour?", True),
        ("but the Greens?", True),
        ("who else was there?", True),
        ("and in 2012?", True),
        ("and how many were wounded?", False),
        ("and who said that?", False),
        ("where did it happen?", False),
    ],
)
def test_some_questions_ask_the_same_of_something_else(question: str, another: bool):
    assert asks_for_another(question) is another


@pytest.mark.parametrize(
    ("question", "on"),
    [
        ("at what cost?", True),
        ("and from whom?", True),
        ("up from?", True),
        ("out of how many?", False),
        ("and in Homs?", False),
        ("who said that?", False),
        ("in Homs, who won?", False),
    ],
)
def test_some_questions_go_on_from_the_answer(question: str, on: bool):
    assert goes_on(question) is on


@pytest.mark.parametrize(
    ("last", "question", "another"),
    [
        ("How many people died?", "and how many were wounded?", True),
        ("How many people died?", "how many of them were children?", True),
        ("How many people died?", "how many died in Homs?", False),
        ("Who died?", "and how many were wounded?", False),
    ],
)
def test_one_count_after_another_is_another_figure(last: str, question: str, another: bool):
    assert asks_for_another_count(question, last) is another


@pytest.mark.parametrize(
    ("question", "more"), [("who else?", True), ("and besides Kerry?", True), ("and in 2012?", False), ("who?", False)]
)
def test_some_questions_ask_for_more(question: str, more: bool):
    assert asks_for_more(question) is more


def test_what_answered_a_question_does_not_answer_it_of_something_else(
    tmp_path: Path, write: Callable[[str, str], Path], encoder: OnnxEncoder, cache: Path
):
    text = "Flood\n\nIn Exampleville the flood killed 17 people, officials said. In Sampleton the water rose all night."
    write("flood.txt", text)
    update(tmp_path / "index", [tmp_path / "news"], encoder)
    talk = Conversation(LiveAssistant(Config(), tmp_path / "index", cache))
    (first, *_) = talk.ask("How many people did the flood kill in Exampleville?").reply.answers
    assert first.text == "17"
    then = talk.ask("and in Sampleton?")
    assert then.asked == "How many people did the flood kill in Sampleton?"
    assert all("17" not in answer.text for answer in then.reply.answers)
    assert talk.ask("How many people did the flood kill in Exampleville?").reply.answers[0].text == "17"
    on = talk.ask("along with what?")
    assert on.asked.startswith("Along with what: ")
    assert all("17" not in answer.text for answer in on.reply.answers)


def test_nor_does_what_was_guessed(
    tmp_path: Path, write: Callable[[str, str], Path], encoder: OnnxEncoder, cache: Path
):
    write("ferry.txt", "Ferry sinks\n\nThere were 40 passengers on the ferry, officials said, and 22 were children.")
    update(tmp_path / "index", [tmp_path / "news"], encoder)
    sure_of_nothing = Config(answers=AnswerSettings(threshold=1.0))
    talk = Conversation(LiveAssistant(sure_of_nothing, tmp_path / "index", cache))
    guesses = talk.ask("How many passengers were on the ferry?").reply.answers
    assert guesses[0].text == "40"
    guesses = talk.ask("how many of them were children?").reply.answers
    assert guesses[0].text == "22"
    assert all("40" not in guess.text for guess in guesses)


def test_a_conversation_goes_on_from_what_was_understood(live: LiveAssistant):
    talk = Conversation(live)
    talk.ask("Who is the head of the Civil Defense rescue service?")
    assert talk.ask("what did he say?").asked == "What did Ammar al-Selmo say?"
    assert talk.ask("when?").asked == "When did Ammar al-Selmo say?"


def test_who_said_that_is_told_by_the_citations_of_what_was_said(live: LiveAssistant):
    talk = Conversation(live)
    said = talk.ask("what was the death toll?").reply.answers[0]
    (speaker,) = talk.ask("and who said that?").reply.answers
    assert speaker.text == "Hamza al-Khatib"
    assert speaker.confidence == said.confidence
    assert speaker.sources == said.sources == 2
    for citation in speaker.citations:
        article = live.current().store.article(citation.origin)
        assert article.text[citation.start : citation.end] == citation.text == speaker.text
        assert speaker.text in citation.quote


def test_after_who_said_that_the_same_is_asked_of_something_else(live: LiveAssistant):
    conversation = Conversation(live)
    conversation.ask("what was the death toll?")
    conversation.ask("who said that?")
    assert conversation.ask("and in Homs?").asked == "What was the death toll in Homs?"


def test_who_said_that_is_searched_for_where_an_article_says_so_in_its_own_voice(
    tmp_path: Path, write: Callable[[str, str], Path], encoder: OnnxEncoder, cache: Path
):
    write("flood.txt", "Flood\n\nThe flood in Exampleville killed 17 people.")
    update(tmp_path / "index", [tmp_path / "news"], encoder)
    talk = Conversation(LiveAssistant(Config(), tmp_path / "index", cache))
    assert talk.ask("How many people did the flood kill?").reply.answered
    assert talk.ask("who said that?").reply.passages


def test_asked_alone_a_question_leans_on_nothing(live: LiveAssistant):
    talk = Conversation(live)
    talk.ask("what was the death toll?")
    assert talk.ask("who said that?", alone=True).asked == "who said that?"


def test_a_question_in_the_middle_of_an_update_is_answered_from_one_index(
    tmp_path: Path, write: Callable[[str, str], Path], encoder: OnnxEncoder, cache: Path
):
    write("flood.txt", "Flood\n\nThe flood in Exampleville killed 17 people, the mayor said.")
    update(tmp_path / "index", [tmp_path / "news"], encoder)
    live = LiveAssistant(Config(), tmp_path / "index", cache)
    steps = Conversation(live).steps("How many people did the flood kill?")
    next(steps)
    write("flood.txt", "Flood\n\nThe flood in Exampleville killed 19 people, the mayor said.")
    update(tmp_path / "index", [tmp_path / "news"], encoder)
    *_, turn = steps
    assert turn.reply.answers[0].text == "17"  # type: ignore[union-attr]
    assert Conversation(live).ask("How many people did the flood kill?").reply.answers[0].text == "19"


def test_a_plain_conversation_prints_answers_and_how_questions_were_understood(
    live: LiveAssistant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("sys.stdin", io.StringIO("what was the death toll?\n\nwho said that?\n"))
    printed = io.StringIO()
    history = History(tmp_path / "history.jsonl")
    assert converse(Conversation(live), history, Console(file=printed, width=80))
    assert "asked as: Who said that" in printed.getvalue()
    assert "al-Khatib" in printed.getvalue()
    lines = printed.getvalue().splitlines()
    assert [line for line in lines if line.startswith("> ")] == ["> what was the death toll?", "> who said that?"]
    assert history.entries() == [], "what a program asks is not what the user asked before"
