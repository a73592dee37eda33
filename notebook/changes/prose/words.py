"""The English words that say how the people in a line stand to what passed.

Folded, as the rules compare them. Which rule uses which set, the rules' own modules say.
"""

from __future__ import annotations


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Everyday words that are names as well: taken for a person only where the words around them say so.
MONTHS_AND_DAYS = _set(
    """january february march april may june july august september october november december jan feb mar apr jun jul
    aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur
    thurs fri sat sun spring summer autumn winter easter christmas noel"""
)
TOWNS = _set(
    """paris london lisbon porto sofia florence vienna milan rome sydney adelaide victoria charlotte savannah austin
    dallas houston jackson lincoln madison jordan chad israel georgia virginia carolina dakota montana chelsea
    brooklyn asia india china kenya ireland devon kent lancaster york berlin hamburg dresden cologne geneva nancy
    lourdes valencia catalina siena verona ravenna petra alexandria santiago diego salvador dublin cork limerick
    galway denver phoenix orlando memphis troy ithaca eugene salem cairo holland france spain wales england scotland
    oxford cambridge bath reading lyon nice tours lille brest britain cuba malta cyprus tunis persia roma cordoba
    leon"""
)
# Given names among everyday words; the towns and months above can be given names too.
GIVEN = _set(
    """will mark bill grace rose hope art sue pat jack frank joy faith dawn eve ivy iris violet daisy lily holly
    heather hazel olive rosemary clay cliff dale glen heath lane lee rob nick drew chase hunter mason carter cooper
    parker page paige piper porter reed rich don gene guy harry herb hugh miles max norm penny peg pearl ruby amber
    crystal jade gem opal sandy sky star sunny april may june august summer wade ward warren angel christian dean
    earl fern gale gay grant happy honor honey kitty lance laurel lou merry misty myrtle patience poppy prudence
    rain ray river robin rocky rusty sage saffron sky sterling storm tanner trinity true unity van verity willow
    wolf wren bob buck bud chip chuck dick dolly duke fox jean jimmy josh kit mac mick mike nat pierce pip rex rod
    sid skip trey vic win woody paris sydney jordan chelsea georgia victoria charlotte sofia florence vienna
    adelaide austin chad virginia savannah madison lincoln jackson sunday monday carol flora mercy charity melody
    harmony destiny"""
) - _set("jimmy josh mike harry hugh jean carol flora ray mick vic nat sid lou max")
_OTHERS = _set(
    """an le ter so in on do no he she me my to ma man mo al ed hal jan la lo min om or ova ra ru sal si ta tan un wan
    wen wing woo ye yin long young old brown green white black gray grey gold golden silver blue little small short
    large strong wise sharp bright good goodman best better noble moody wild sweet bitter hardy stern blunt smart
    swift big bigger hill hills field fields stone stones wood woods forest brook brooks rivers lake pond pool banks
    shore ford bridge bridges street park parks church temple hall house castle tower towers gate gates wall walls
    mills mill barn day days weeks winters summers noon night knight north south east west bell bells ball bond cash
    price pound dollar bank penny potter shepherd gardner gardener farmer mayor judge marshall sergeant wright cross
    power powers case cases root branch bush berry bean rice fish bird swan crane finch hawk drake lamb bull bacon
    pie oakes hare hart read reader singer speaker walker driver rider archer butler chandler carpenter baker cook
    smith fisher miller mean means might must shall can could would should call letter talk post book studio press
    choir museum library society foundation office chief boss doctor professor teacher mother father mum mom dad
    mama papa mommy daddy sister brother aunt uncle cousin grandma grandpa granny nan nana son daughter child friend
    love peace dove king prince queen bishop pope abbot major lord ice free money fortune story song light flower
    flowers rain snow storm moon sea ocean sand ash oak maple birch pine clear close early late low high deep rich
    poor first last new news open world home point train time light more less most self maria mary"""
) - {"maria", "mary"}  # fmt: skip
EVERYDAY = MONTHS_AND_DAYS | TOWNS | GIVEN | _OTHERS

# Before somebody who took part.
WITH = _set("with beside alongside opposite mit com avec con med z ze с со из зі із")
AND = _set("and & + plus und e y et og och та и")
JOINING = AND | {",", "/", "、", "<", ">", "和", "と", "跟", "与"}
# Before somebody who was talked about, or for whom something is.
ABOUT = _set(
    """about re regarding concerning of than like unlike against behind on near versus vs around through via per
    because despite since until till after before following during while beyond toward towards if whether that how
    why when where what whom whose which"""
)
NOT_THERE = _set("not without except minus missed missing no never nor sans")
# Words between a preposition and the name it belongs to: `with my old friend Ada`.
DESCRIBING = _set(
    """my our his her their the a an this both dear old young poor lovely little good best dr prof professor mr mrs ms
    miss sir dame lord lady captain doctor saint st don dona dom donna frau herr senor senora senhor senhora madame
    monsieur mestre engenheira engenheiro uncle aunt auntie tante onkel cousin friend friends colleague colleagues
    boss neighbour neighbor flatmate roommate mentor mentee brother sister husband wife partner son daughter mother
    father mum mom dad nephew niece grandson granddaughter client teacher student assistant editor agent manager
    chief fellow former ex new whole team family folks guys gang lads girls boys two three four all just also mostly
    even again finally dearest brilliant wonderful great amazing tired happy kind next only and"""
) - {"and"}  # fmt: skip
TITLES = _set("dr mr mrs ms miss prof professor sir aunt auntie uncle tante dona frau herr madame dear hi hello hey")

# By calling, writing or coming, somebody takes the first step; whoever does it to me, took part.
APPROACHES = _set(
    """called phoned rang telephoned emailed mailed e-mailed texted messaged whatsapped dm'd dmed pinged skyped wrote
    facetimed visited invited zoomed"""
)
# What I do to somebody, so that both of us took part.
MY_DEEDS = APPROACHES | _set(
    """met saw thanked helped congratulated interviewed hosted joined hugged greeted consulted advised coached mentored
    taught showed told asked gave lent sent paid offered brought drove fetched answered contacted reached wished
    bumped reminded nudged reassured comforted consoled tutored introduced connected handed passed promised seen
    meeting seeing calling visiting phoning ringing texting emailing messaging helping hosting interviewing thanking
    accompanied babysat hired introducing connecting buried nursed photographed filmed recorded fed cooked bought
    replied caught joined beat cc'd cced poked welcomed kissed"""
)
MY_DEEDS_NOW = _set(
    """meet see call phone ring email mail text message visit thank help congratulate interview skype ping zoom join
    host invite tell ask show"""
)
# What somebody does when they come to where I am.
COMES = _set("came arrived dropped popped stopped joined turned over showed stayed moved")
COMING = _set("by over round around along in to too with late later up for and here us me back")
# Past forms that follow a person, so that an everyday word before them is a name: `Will asked`.
DEEDS = MY_DEEDS | COMES - {"over"} | _set(
    """said says brought cooked wanted wants thinks thought knows knew looked seemed felt loved liked hated mentioned
    talked spoke promised explained suggested recommended admitted fixed drew sang played laughed cried smiled waved
    agreed disagreed apologised apologized complained worries worried asks tells calls writes left lost found got
    had made took gets makes takes sat ran went walked"""
)  # fmt: skip
SAYING = _set("says said")
BEING = _set("is was has are were aren't")
ABSENT = _set("""couldn't can't cannot didn't hasn't won't wouldn't cancelled canceled bailed flaked declined""")
AWAY = _set("away ill sick absent missing elsewhere abroad busy unwell")

# Something sent between two people: `letter from Ada`, `call to Ada`.
SENT = _set(
    """call calls letter letters mail mails email emails e-mail message messages text texts note notes card cards
    postcard postcards word words news voicemail voicemails voice whatsapp sms dm dms line lines parcel package
    present presents gift gifts visit visits invitation reply answer feedback comments greetings regards thanks
    hello request question questions intro introduction phone telegram fax telephone signal linkedin zoom video
    congratulations apology one"""
)
CALLS = SENT - _set(
    """word words news parcel package present presents gift gifts feedback comments lines line thanks greetings regards
    hello question questions request intro introduction apology answer"""
)
FROM_WORDS = SENT | _set("got heard received hear get borrowed had")
TO_WORDS = SENT | _set(
    """wrote written write writing spoke spoken speaking speak talked talking talk chatted chatting chat sent send said
    replied listened answered explained apologized apologised forwarded mailed emailed back handed returned passed
    posted gave given lent showed sang read reached waved promised recommended introduced sold offered brought next
    out bye goodbye conversation talks texted messaged turned suggested mentioned referred proposed pitched"""
)
FOR_WORDS = _set("voicemail message note letter card cooked baked translated")

CHANNEL_NOUNS = _set(
    """coffee tea lunch dinner breakfast brunch supper drink drinks beer beers wine walk hike run call phone video zoom
    meeting meetup catch-up catchup chat talk interview email mail message picnic meal pint pints visit skype
    session appointment tapas stroll date party workshop rehearsal swim climb climbing game tennis chess"""
)
# A pronoun or a joining word after a comma starts a clause of its own.
CLAUSE_STARTS = _set(
    """she he they it i we you who which but so because since although though while when where whose her his their its
    there this that these those then said says told asked thinks wants was is has had now our my talked spoke also
    later"""
)
ME = _set("i we i'm i've i'd we've we're we'd i'll we'll")
ME_TOO = ME | _set("me us myself")
HIM = _set("her him them")
THIRD = _set(
    """she he they it she's he's they're they've it's she'd he'd they'd she'll he'll they'll who you you're everyone
    everybody someone somebody people which"""
)
ADVERBS = _set(
    """then also later today yesterday just finally briefly again suddenly afterwards first next now unexpectedly
    eventually quickly only even already twice once ok so oh well quick short long nice good great lovely kindly
    still never actually really both all soon maybe perhaps sadly luckily will shall not"""
)
DAY_WORDS = MONTHS_AND_DAYS | _set(
    """last this morning afternoon evening night noon ago day days week weeks month months tonight weekend am pm"""
)
KINDS_OF_PLACE = _set(
    """station square park street road hall museum library market cafe café hotel club bar pub beach church cathedral
    university college office house school airport garden gardens bakery theatre theater"""
)
