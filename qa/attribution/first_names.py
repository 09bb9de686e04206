"""First names that are nearly always a man's or a woman's, to keep "he" and "she" apart."""

MEN = frozenset(
    """aaron abdul abdullah adam ahmed alan albert alejandro alexander ali andre andreas andrew anthony antonio arthur
    barack ben benjamin bernard bernie bill bob boris brad brian bruce carl carlos charles christian christopher colin
    craig dan daniel dave david dennis derek dick diego dominic don donald doug douglas edward emmanuel eric felipe
    fernando francis francisco francois frank fred frederick gary geoff george gerald giorgio giovanni glenn gordon
    graham greg gregory guy hamza harry harvey hassan henry howard hugh hussein ian ibrahim ivan jack jacob jacques
    james jared jason jay jeff jeffrey jeremy jerry jesus jim jimmy joe joel john jon jonathan jorge jose joseph
    joshua juan julian justin karl keith ken kenneth kevin khalid larry leo leon lewis louis luis luke marc marco
    marcus mario mark martin matt matthew max michael michel miguel mike mohamed mohammad mohammed mustafa nathan neil
    nicholas nick nigel noah oliver omar oscar patrick paul pedro peter phil philip philippe phillip pierre rafael
    ralph raymond rex richard rick robert roberto rodrigo roger roland ron ronald roy russell ryan sadiq scott sean
    sebastian sergei simon stefan stephen steve steven stuart ted terry theodore thomas tim timothy toby todd tom
    tommy tony tyler victor vincent vladimir walter warren wayne william xavier yusuf zachary""".split()
)
WOMEN = frozenset(
    """abigail adele agnes aisha alexandra alice alicia alison amanda amber amelia amy angela anita ann anna anne annie
    audrey barbara beatrice becky beth betty beverly brenda bridget brittany camilla carol caroline carolyn catherine
    charlotte cheryl chloe christina christine cindy claire clara claudia connie courtney cynthia danielle deborah
    debra delphine diana diane donna dorothy eleanor elena elisabeth elizabeth ella ellen emily emma erica erin esther
    eva eve fatima fiona florence frances gabriela gillian gina gloria grace greta hannah harriet heather helen hilary
    hillary holly ines irene isabel isabella ivanka jacqueline jane janet janice jasmine jenna jennifer jenny jessica
    jill joan joanna joanne jodie josephine joyce judith julia julie kamala karen kate katherine kathleen kathryn
    kathy katie katrina kerry kimberly kirsten kristen laura lauren leah leila lily linda lisa liz louise lucia lucy
    lydia madeleine malala margaret maria marie marilyn marina martha mary maureen megan melania melanie melissa meryl
    michelle miriam monica nadia nancy naomi natalie natasha nicola nicole nina nora olivia pamela patricia paula
    penelope penny priya rachel rebecca rita rosa rose ruth sally samantha sandra sara sarah serena sharon sheila
    shirley silvia sofia sonia sophia sophie stella stephanie sue susan suzanne sylvia tammy tanya tara teresa theresa
    tiffany tina uma ursula valerie vanessa vera veronica victoria virginia vivian wendy yvonne zoe""".split()
)
