"""First names by the pronoun that goes with them; names that go with both are in neither list."""

MALE = frozenset(
    """aaron abdul abdullah abraham adam ahmad ahmed alan albert alejandro alexander alexei alexey alfred ali allan
    allen amir amit anatoly anders andrei andrew andrii andriy anil anthony antonio antony arjun arnold arthur
    arturo austin barack barry ben benedict benjamin bernard bernie bill bob boris brad bradley brandon brendan
    brett brian bruce bruno bryan carl carlos chad charles charlie christian christopher chuck claude clive
    colin connor conor craig cyril dan daniel darren dave david dean declan denis dennis derek dick diego dieter
    dimitri dmitri dmitry dmytro dominic don donald douglas duncan dwight earl ed eddie edgar edward edwin
    elijah elon emmanuel eric erik ernest ethan eugene evan federico felipe felix fernando filip finn floyd
    francesco francisco frank franz fred frederick gareth garry gary gavin geoff geoffrey george gerald gerard
    gerhard giorgio giovanni giuseppe glenn gordon graham greg gregory guillermo gustavo guy hamid hans harold
    harry harvey hassan heinrich henry herbert herman howard hugh hugo hussein ian ibrahim igor ilya imran isaac
    ismail ivan jack jacob jacques jair jake jamal james jared jason javier jay jeff jeffrey jens jeremy jerome
    jerry jim jimmy joachim joaquin joe joel johan john johnny johnson jon jonathan jorge jose joseph josh
    joshua josé juan justin jürgen kamal karl keir keith kenneth kevin khalid klaus konstantin kurt kyle lars
    laurence lawrence lee len leo leon leonard leonid liam lloyd lorenzo louis luca lucas luis luke lutz mahmoud
    malcolm manuel marcel marco marcus mario mark marko markus martin marvin mateusz matt matteo matthew maurice
    max maxim maxime miguel mike mikhail mitch mitt mohamed mohammad mohammed moritz muhammad mustafa mykhailo
    narendra nathan neil nicholas nick nicolas nigel nikolai noah norman olaf oleg oleh oleksandr oleksii
    oleksiy oliver omar osama oscar otto owen pablo paolo patrick paul pavel pedro pete peter petro phil philip
    philippe pierre piotr qassem rafael rahul raj ralph ramon randy raymond reza ricardo richard rick rob robert
    roberto rodrigo roger roland roman ron ronald ross roy rudy rupert russell ryan salman sam samuel scott sean
    sebastian sergei sergey serhii serhiy seth shane silvio simon stanislav stefan stephen steve steven stuart
    sven tariq ted terrence terry theodore thomas tim timothy toby todd tom tommy tony travis trevor tucker
    tyler vadim valentin vasily victor viktor vincent vitali vitaliy vladimir volodymyr walter warren wayne
    wesley wilhelm will william wolfgang xavier yasser yevgeny yuri yuriy yusuf zachary""".split()
)
FEMALE = frozenset(
    """abigail ada adele agnes aisha alejandra alexandra alexandria alice alicia alina alison amanda amber amelia
    amina amy ana anastasia andrea angela angelina anita anja ann anna annalena anne annette annie antonia april
    ariana audrey barbara beatrice becky bella bernadette beth betty beverly bianca brenda bridget britney
    camila camilla carla carmen carol carolina caroline carolyn catarina catherine cecilia charlotte chelsea
    cheryl chloe christina christine claire clara claudia colleen cristina cynthia daniela danielle debbie
    deborah denise diana diane dolores donna doris dorothy edith eileen elaine eleanor elena elisabeth elise
    elizabeth ella ellen emily emma erica erin esther eva evelyn farah fatima fiona florence frances gabriela
    gail gemma georgia georgina geraldine gillian ginni giorgia gisele glenda gloria grace greta hanna hannah
    heather heidi helen helena helga hilary hillary holly ines ingrid irene irina iris isabel isabella ivana
    ivanka jacinda jacqueline jane janet janice jasmine jean jeanne jen jenna jennifer jenny jessica jill joan
    joanna joanne josephine joyce juanita judith judy julia juliana julie juliet june kamala karen karin karina
    kate katherine kathleen kathryn kathy katie katja katrina kayla keisha kirsten kirsty kristalina kristen
    kristi kristina kyrsten laura lauren leila lena leticia lilian lillian lily linda lindsay lisa liz liza lois
    loretta louise lucia lucy ludmila luisa lydia lynn madeleine maggie maia malala mandy margaret maria mariana
    marianne marie marina marion marjorie martha mary maureen megan meghan melania melanie melinda melissa
    meredith mia michaela michelle mildred mina miranda miriam molly monica nadia nadine nancy naomi natalia
    natalie natasha nicola nicole nikki nina nora norma oksana olena olga olha olivia pamela patricia paula
    pauline penelope penny petra phyllis priti priya rachel rebecca regina renata rhonda rita roberta rosa
    rosalind rose rosemary roxane ruth sally samantha sandra sara sarah savannah selena serena shannon sharon
    sheila shirley silvia simone sofia sonia sophia sophie stacey stella stephanie susan susana susanna suzanne
    svetlana sylvia tamara tania tanya tara tatiana teresa theresa tiffany tina tracy ursula valentina valerie
    vanessa vera veronica victoria viktoria viola violet virginia vivian wanda wendy whitney winifred yasmin
    yolanda yulia yuliia yvette yvonne zara zoe zoë""".split()
)
