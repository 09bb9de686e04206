"""What kind of answer a question wants."""

import pytest

from qa.question.answer_type import AnswerType, asked_for
from qa.question.kind import Kind
from qa.question.kind_of import asks_about_pictures, kind_of


@pytest.mark.parametrize(
    ("question", "kind", "sort"),
    [
        ("A mayor who led a city was stabbed. Which countries condemned it?", Kind.LIST, AnswerType.OTHER),
        ("Why nobody knew is unclear. How many people saw it?", Kind.FACTOID, AnswerType.NUMBER),
        ("A carrier has vanished. In which country was she made?", Kind.FACTOID, AnswerType.NAME),
        ("After a block of flats fell, when did the rescuers come?", Kind.FACTOID, AnswerType.TIME),
        ("The man, who was 40, fled. Why did he run?", Kind.EXPLANATION, AnswerType.OTHER),
        ("Where does Mr. Smith live?", Kind.FACTOID, AnswerType.PLACE),
        ("Did the U.S. deny it?", Kind.YES_NO, AnswerType.OTHER),
        ("When did the driver, who fled, stop?", Kind.FACTOID, AnswerType.TIME),
        ("What was the cause of the death of a senator whom farmers mourn?", Kind.FACTOID, AnswerType.OTHER),
        ("The heiress who has died was known for a line of what garments?", Kind.FACTOID, AnswerType.OTHER),
        ("Name the three people who were killed", Kind.LIST, AnswerType.NAME),
        ("Can you tell me how many people died?", Kind.FACTOID, AnswerType.NUMBER),
        ("Do you know when the crash happened?", Kind.FACTOID, AnswerType.TIME),
        ("Please tell me who won", Kind.FACTOID, AnswerType.NAME),
        ("What's the population of Exampleville?", Kind.FACTOID, AnswerType.NUMBER),
        ("Tell me why he left", Kind.EXPLANATION, AnswerType.OTHER),
        ("Do you know the way?", Kind.FACTOID, AnswerType.OTHER),
        ("The unrest was blamed on the involvement of whom?", Kind.FACTOID, AnswerType.NAME),
        ("How many people died in St. Example when the bridge fell?", Kind.FACTOID, AnswerType.NUMBER),
        ("Where did Mr. Doe go when he left Exampleville?", Kind.FACTOID, AnswerType.PLACE),
        ("Why did the U.S. withdraw when the talks failed?", Kind.EXPLANATION, AnswerType.OTHER),
        ("What did Dr. Doe say about how the virus spreads?", Kind.EXPLANATION, AnswerType.OTHER),
        ("Who lived at No. 10 when the war began?", Kind.FACTOID, AnswerType.NAME),
        ("Was it hers? No. Who owned it when it sank?", Kind.FACTOID, AnswerType.NAME),
        ("He was the mayor of Exampleville, D.C. How many people voted for him?", Kind.FACTOID, AnswerType.NUMBER),
    ],
)
def test_what_a_question_tells_first_does_not_say_what_it_asks(question: str, kind: Kind, sort: AnswerType):
    assert (kind_of(question), asked_for(question)) == (kind, sort)


@pytest.mark.parametrize(
    "question",
    [
        "what was the death toll?",
        "Who is the US Secretary of State?",
        "how many trucks were destroyed?",
        "How long did the ceasefire last?",
        "how old is he",
        "When did the strikes happen?",
        "In which city was the speech?",
        "what is his job?",
        "What did Kerry beg for?",
        "Which bus hit the crowd?",
        "What class was the ship?",
        "which news agency reported it?",
        "What percentage of voters backed it?",
        "What caused the collapse?",
        "Which police force did it?",
        "which sales manager resigned?",
        "What drives inflation?",
        "What killed the girls in the escape room?",
        "what causes cancer?",
        "What were sales in the third quarter?",
        "What are interest rates now?",
        "What are oil prices?",
        "Who are Examplas?",
        "What are the Blue Helmets?",
        "What are the police doing?",
        "Who are the rebels fighting?",
        "Who's the president?",
        "name the president",
        "which sales manager left",
        "how bad was it",
        "summary executions in Exampleville",
        "What is said to be the cause?",
        "which gas did it emit",
        "which statement by Doe was wrong",
        "Who was the injured man?",
        "How Many People Died in Exampleville?",
        "toll",
        "",
    ],
)
def test_most_questions_want_a_few_words(question: str):
    assert kind_of(question) is Kind.FACTOID


@pytest.mark.parametrize(
    "question",
    [
        "Which countries brokered the ceasefire?",
        "what two cities were hit",
        "In which provinces did the army advance?",
        "Which people were arrested?",
        "Who were the victims?",
        "what are the main demands?",
        "who else was there?",
        "name the countries that signed",
        "What countries border Syria?",
        "which cities host the games",
        "List countries that joined",
        "Who are the candidates running for mayor?",
        "Who are the Blue Party leaders?",
        "Who're the victims?",
        "Can you list the countries that signed?",
        "Could you please name the victims?",
        "name the three cities",
        "Which countries does Norland border?",
        "which cities has she visited",
        "who were the dead",
        "Who are the two missing from Exampleville?",
        "name the injured",
        "a list of the victims",
        "names of the ships that sank",
    ],
)
def test_plural_question_words_want_several_things(question: str):
    assert kind_of(question) is Kind.LIST


@pytest.mark.parametrize(
    "question",
    [
        "why?",
        "Why did the ceasefire fail?",
        "How did the fire start?",
        "how come",
        "What happened in Aleppo?",
        "what has happened since?",
        "What did Assad say about the strike?",
        "and what does Moscow say?",
        "What is known about the attacker?",
        "Tell me about the convoy",
        "For what reason was it stopped?",
        "What's happening in Exampleville?",
        "What’s known about the attacker?",
        "What's happened since?",
        "What has Norland said about the strike?",
        "What have police said about the attack?",
        "what happend in Exampleville",
        "What will happen next?",
        "under what circumstances did he die",
        "On what grounds was she arrested?",
        "how he died",
        "Tell me how Doe died",
        "what he said about the strike",
        "What can you tell me about the crash?",
        "what else did Norland say about it",
        "a quote by Doe",
        "any comments from Norland?",
        "Which reasons did he give?",
        "what was said about the strike",
        "a short summary of the talks",
        "what do you know about Doe?",
    ],
)
def test_reasons_events_and_what_was_said_want_whole_sentences(question: str):
    assert kind_of(question) is Kind.EXPLANATION


@pytest.mark.parametrize(
    "question",
    [
        "Did Russia deny it?",
        "was anyone hurt",
        "Is the ceasefire still in force?",
        "and has he resigned?",
        "Norland denied it, didn't it?",
        "He has resigned, right?",
        "whether anyone was hurt",
        "am I right",
    ],
)
def test_questions_that_begin_with_a_verb_want_what_decides_them(question: str):
    assert kind_of(question) is Kind.YES_NO


@pytest.mark.parametrize(
    ("question", "pictured"),
    [
        ("when was the photo taken in al-Shaar?", True),
        ("What do the pictures from Homs show?", True),
        ("Who is pictured with the stretcher?", True),
        ("where was the man photographed?", True),
        ("when did the strikes happen?", False),
        ("Who is the photographer of the year?", False),
    ],
)
def test_questions_about_pictures_are_known(question: str, pictured: bool):
    assert asks_about_pictures(question) is pictured
