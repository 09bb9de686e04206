"""The English words by which news tells who says what."""

from index.text.calendar_names import MONTHS, WEEKDAYS


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# What follows these is what is said, whatever it is: "said", "told Reuters".
SAYS = _words(
    """say says said tell tells told insist insists insisted claim claims claimed allege alleges alleged assert asserts
    asserted argue argues argued warn warns warned announce announces announced confirm confirms confirmed deny
    denies denied concede concedes conceded admit admits admitted acknowledge acknowledges acknowledged stress
    stresses stressed emphasize emphasizes emphasized emphasise emphasises emphasised predict predicts predicted
    reiterate reiterates reiterated tweet tweets tweeted caution cautions cautioned testify testifies testified
    complain complains complained condemn condemns condemned denounce denounces denounced criticise criticises
    criticised criticize criticizes criticized slammed blasted praise praises praised hailed accuse accuses accused
    urge urges urged speculate speculates speculated theorised theorized contend contends contended reckon reckons
    reckoned joke jokes joked quipped lamented boasted countered clarified"""
)

# What follows these is said only where a clause, a quotation or the end of the sentence follows: "added that", not
# "added a feature".
MAY_SAY = _words(
    """add adds added note notes noted explain explains explained state states stated declare declares declared reveal
    reveals revealed disclose discloses disclosed suggest suggests suggested maintain maintains maintained remark
    remarks remarked reply replies replied respond responds responded comment comments commented write writes wrote
    post posts posted conclude concludes concluded report reports reported observe observes observed recall recalls
    recalled believe believes believed think thinks thought estimate estimates estimated hope hopes hoped continue
    continues continued indicate indicates indicated ask asks asked agree agrees agreed vow vows vowed pledge pledges
    pledged promise promises promised describe describes described call calls called read reads shout shouts shouted
    cite cites cited find finds found show shows showed point points pointed put puts express expresses expressed
    repeat repeats repeated learned tell blame blames blamed expect expects expected forecast forecasts assured
    informed mention mentions mentioned proclaimed recounted proposed proposes attributed attributes characterized
    characterised branded labelled labeled termed texted exclaimed quoted rejects rejected dismiss dismissed
    questioned questions spoke fear feared ruled"""
)

# They are said with an object too: "denied the charges", "described the scene", "cited the firm's sale".
WITH_OBJECT = _words(
    """reveal reveals revealed describe describes described cite cites cited blame blames blamed estimate estimates
    estimated note notes noted explain explains explained disclose discloses disclosed rejects rejected dismissed
    dismiss stated attributed attributes"""
)

# What they are said of may be a thing, and not what is said: "condemned the attack", "denied the charges".
OF_THINGS = _words(
    """condemn condemns condemned denounce denounces denounced criticise criticises criticised criticize criticizes
    criticized slammed blasted praise praises praised hailed deny denies denied claim claims claimed claiming rejects
    rejected dismiss dismissed"""
)

# These come before their subject: "…, said the minister".
INVERTED = (SAYS | MAY_SAY) - _words(
    """accuse accuses accused condemn condemns condemned denounce denounces denounced criticise criticises criticised
    criticize criticizes criticized praise praises praised put puts call calls called attributed attributes
    characterized characterised proposed branded labelled labeled termed found find finds expected expect describe
    described blamed blame hailed slammed urged urge tell told deny denied cite cites cited informed assured post
    posts point points show shows report read state states ask hope think note claim add"""
)
INVERTED |= {"reads"}

# Of somebody named before: "…, saying that", "…, adding that".
PARTICIPLES = _words(
    "saying adding warning claiming arguing insisting noting stating explaining announcing telling writing tweeting"
)

PRONOUNS = _words("he she it they")

# Where something is said: "in a statement", "at a news conference".
OCCASIONS = _words(
    """statement interview conference briefing tweet post email e-mail call letter press memo speech message blog video
    release telephone phone report note interviews remarks statements comments series court twitter facebook
    instagram testimony address hearing"""
)

DETERMINERS = _words("the a an this that these those his her its their our my your")
QUANTITIES = _words(
    """several some many most two three four five six seven eight nine ten dozens hundreds both other another one few
    various all each more no any every numerous multiple scores"""
)

# A subject reaches no further left than these, and none stands in a noun phrase.
CLAUSE_WORDS = _words(
    """that which who whom whose when where while because although though after before since if unless until as than
    whether why how what but so yet or nor once whereas"""
)
# They may begin a sentence with a clause of its own before the main one: "While police said 12 had died, doctors …".
SUBORDINATORS = _words("while whereas although though")
# They begin another clause.
JOINTS = SUBORDINATORS | {"and", "but"}
AUXILIARIES = _words(
    """is are was were be been being am has have had do does did will would can could shall should may might must won't
    isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't wouldn't couldn't can't ain't i'm it's
    he's she's they're there's that's there not to i we you me us him them himself herself themselves itself"""
)
# Between a subject and its verb.
ADVERBS = _words(
    """also later then has had have recently previously again now first just once still repeatedly since even further
    only always never earlier yesterday today subsequently initially famously jokingly reportedly all both often
    actually simply quickly already long did does do"""
)
PREPOSITIONS = _words(
    "of for in at from with on by behind near to about under against over across between familiar close"
)
PASSIVE = _words("was were is are be been being am get gets got")

LEADING = _words(
    """however meanwhile still also later earlier then yesterday today separately additionally furthermore moreover
    instead nevertheless nonetheless overall similarly finally afterwards previously recently notably but and yet so
    or plus now once again sometimes officially elsewhere"""
)
# What a sentence may begin with before its subject and a comma: "In a statement, …", "Asked about it, …".
OPENS_ADVERBIAL = _words(
    """in on at after before during since following for from by with while when as although though because if despite
    asked speaking responding writing citing referring addressing meanwhile however later earlier yesterday today
    according among amid under over about unlike like until without within commenting announcing describing reacting
    noting born having being once upon given given, to through throughout notably still separately nevertheless also
    additionally furthermore moreover instead finally similarly and but yet so nonetheless then"""
)

DAYS = frozenset(name.casefold() for name in (*MONTHS, *WEEKDAYS)) | _words(
    """morning afternoon evening night week month year today yesterday tonight late
    early midday noon"""
)
NOT_NAMES = DAYS | LEADING | _words("the a an in on at for from by with if when while after before as there here i")

ROLES = _words(
    """president vice-president ex-president chairman chairwoman chairperson chair minister premier chancellor secretary
    spokesman spokeswoman spokesperson director chief head leader officer executive ceo cfo coo cto founder
    co-founder cofounder professor doctor judge sheriff mayor governor senator congressman congresswoman
    representative sen gov gen general colonel captain lieutenant sergeant major commander admiral ambassador
    attorney lawyer solicitor barrister prosecutor detective inspector superintendent constable commissioner
    councillor councilman councilwoman analyst economist strategist researcher scientist author co-author writer
    editor reporter journalist correspondent columnist blogger coach manager player quarterback goalkeeper striker
    driver owner pilot engineer designer teacher lecturer student farmer resident witness eyewitness neighbour
    neighbor mother father brother sister son daughter wife husband widow friend colleague activist campaigner
    candidate nominee king queen prince princess pope archbishop bishop rabbi imam cardinal reverend pastor priest
    actor actress singer singer-songwriter musician artist comedian host presenter star producer developer physicist
    astronomer astrophysicist biologist geologist scholar expert adviser advisor aide envoy diplomat official deputy
    mp lawmaker legislator politician trader dealer broker partner principal dean trustee member survivor victim
    tourist passenger customer user fan veteran soldier policeman policewoman firefighter paramedic nurse surgeon
    psychiatrist psychologist historian critic supporter organiser organizer coordinator treasurer controller speaker
    boss frontman legend billionaire entrepreneur investor man woman boy girl person teenager teen source insider
    whistleblower informant negotiator mediator guard worker employee employer boyfriend girlfriend fiance uncle aunt
    cousin nephew niece grandfather grandmother parent shopkeeper chef photographer filmmaker director-general
    secretary-general ombudsman coroner magistrate counsel counselor consultant specialist technician operator
    observer commentator rapporteur undersecretary chieftain president-elect model sportswriter playwright novelist
    poet rapper drummer guitarist dj businessman businesswoman auctioneer curator archaeologist forecaster
    meteorologist seismologist admirer hacker gamer pundit co-chair hopeful congressperson lt col sgt capt prof"""
)
PEOPLE = {role + "s" for role in ROLES} | _words(
    """couple pair duo trio police officials authorities witnesses eyewitnesses people locals men women firefighters
    families parents relatives children lawmakers mps democrats republicans activists critics spokesmen spokeswomen
    policemen militants rebels insurgents forces troops crews rescuers investigators detectives paramedics doctors
    medics scholars scientists astronomers economists experts analysts lawyers attorneys prosecutors protesters
    demonstrators campaigners organisers organizers users fans executives sources neighbours neighbors villagers
    residents dealers traders brokers bankers shareholders companies firms groups agencies governments unions banks
    countries states secretaries ministries departments officers teams leaders allies opponents friends staff crew
    management employees deputies conservatives liberals palestinians israelis russians americans geologists authors
    workers others industry regulators observers hospitals bookmakers forecasters seismologists colleagues editors
    academics"""
)
ORGANISATIONS = _words(
    """company firm corporation group party union bank agency department ministry government administration council
    committee commission court parliament army military navy force office service bureau institute university school
    college hospital organisation organization charity foundation association federation league club team airline
    carrier retailer manufacturer maker fund exchange board panel authority embassy palace kremlin pentagon state
    city country nation coalition alliance movement network watchdog regulator unit subsidiary division startup
    start-up giant studio museum zoo church centre center laboratory observatory side camp campaign defence defense
    corp inc co ltd plc llc cabinet opposition senate house congress body bloc trust society chain automaker carmaker
    brewery insurer lender developer operator supplier provider producer utility refinery venture concern partnership
    treasury leadership regime junta consortium caucus faction family public prosecution jury tribunal inquest"""
)
DOCUMENTS = _words(
    """statement report reports study letter motion document documents filing complaint indictment lawsuit survey poll
    paper memo email e-mail tweet post message note article release data figures statistics website affidavit warrant
    bulletin review ruling transcript notice findings results records estimates editorial book communique declaration
    resolution blog caption text advisory announcement petition sources analysis census accounts statements
    description listing research account assessment estimate projection projections forecast index ranking
    calculations probe investigation inquiry proclamation researchers leaflet prospectus newsletter dispatch dossier
    testimony log"""
)
ORGANISATIONS |= {noun + "s" for noun in ORGANISATIONS}
HEADS = ROLES | PEOPLE | ORGANISATIONS | DOCUMENTS

# Between the words of a name: Ursula von der Leyen.
PARTICLES = _words("de del della der den van von bin ibn al el la le da dos di du ter ten")

# Capitalised words that make a name no person's.
NO_PERSON = ORGANISATIONS | _words(
    """institution international company companies industries systems motors airlines airways bank stores holdings group
    partners survey science sciences health states kingdom union republic america britain china russia france germany
    iran israel india japan korea london washington beijing moscow apple google facebook microsoft amazon twitter
    samsung sony intel congress parliament islamic north south east west new united national royal central federal
    european american british chinese russian french german management presidency disaster emergency count street
    road district county city valley island islands bay hill river mountain region province avenue act law war world
    cup the brotherhood house white supreme high agency police news times post tower airport park stadium
    center game games moody's lloyd's mcdonald's macy's sotheby's christie's"""
)

_OUTLETS = """
    abc|abc news|afp|aftenposten|agence france-presse|al arabiya|al jazeera|al-jazeera|aljazeera|anadolu|ansa|antara
    ap|ard|ars technica|asahi|associated press|atlantic|axios|bbc|bernama|bfm|bfm tv|bfmtv|bild|billboard|bloomberg
    buzzfeed|cbc|cbs|cnbc|cnet|cnn|corriere della sera|cumhuriyet|dagens nyheter|daily beast|dawn|deadline
    der spiegel|deutsche welle|dpa|dw|e! news|economist|efe|el pais|el país|engadget|entertainment weekly|espn
    euronews|forbes|fortune|fox|france 24|ft|gizmodo|globo|guardian|haaretz|huffington post|huffpost|hurriyet|ign
    independent|intercept|interfax|irna|isna|itar-tass|itn|itv|izvestia|jiji|kathimerini|kcna|kommersant|kotaku
    kyodo|la repubblica|le figaro|le monde|le parisien|mainichi|mashable|mirror|msnbc|mtv|national geographic|nature
    nbc|ndtv|new york times|new yorker|newsweek|nfl network|nhk|nikkei|notimex|npr|nyt|observer|page six|pbs
    politico|polygon|pravda|press association|press trust of india|radio free europe|rai|reuters|ria novosti
    rolling stone|rt|rte|rthk|rtve|rté|sana|sky|sky news|space.com|spiegel|sputnik|tanjug|tass|techcrunch|telegraph
    telemundo|time|times|tmz|tmz.com|trt world|trtworld|univision|upi|usa today|variety|verge|vice|voa
    voice of america|vox|wikinews|wired|wsj|wtop|xinhua|yonhap|zaman|zdf|zdnet
"""
# Outlets that their last word does not give away, as lists of words, by their first word.
OUTLETS: dict[str, list[list[str]]] = {}
for _outlet in _OUTLETS.replace("\n", "|").split("|"):
    if _outlet.strip():
        OUTLETS.setdefault(_outlet.split()[0], []).append(_outlet.split())

# "Los Angeles Times".
OUTLET_ENDS = _words(
    """times post news journal tribune herald gazette chronicle telegraph guardian mail mirror express daily weekly
    magazine radio tv television observer globe inquirer examiner dispatch standard shimbun zeitung today tageblatt
    matin online newspaper media news.com bulletin advertiser courier sentinel broadcasting sunday-times"""
)
# "local media", "the state news agency", "a British tabloid".
OUTLET_NOUNS = _words(
    """media newspaper newspapers tabloid tabloids daily dailies magazine magazines broadcaster broadcasters television
    radio tv press outlet outlets newswire weekly"""
)
