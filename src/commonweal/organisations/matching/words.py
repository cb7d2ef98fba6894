"""Words that payers and registers write in several ways, or that tell little or much about whose name it is.

All written for commonweal from general knowledge of British organisations' names, in their normalised spelling.
"""

from typing import Final

from commonweal.organisations.word_lists import listed

_SLIPS: Final = listed(
    "lmtd lted ltdd ldt ltf ltc td limted limitd limtied limied lmited limitde limitted imited llimited"
)

# Legal forms, by what they are spelled as in a normalised key; a Welsh form is the English one.
FORMS: Final = {
    **dict.fromkeys(("ltd", "cyf", "unlimited", "anghyfyngedig", *_SLIPS), "ltd"),
    **dict.fromkeys(("plc", "ccc"), "plc"),
    **dict.fromkeys(("llp", "pac"), "llp"),
    **dict.fromkeys(("cic", "cbc"), "cic"),
    **dict.fromkeys(("cio", "scio"), "cio"),
    **dict.fromkeys(("lp", "inc", "gmbh", "bv", "llc"), "other"),
}
FORM_CUT_SHORT: Final = ("l", "lt", "li", "lim", "limi", "limit", "limite", "lmt")  # only as the last word
SAYS_NOTHING: Final = ("and", "the", "co", "of", "for", "at", "plus")

# Each word's short forms. A short form that is also a common word of its own is left out.
SHORT_FORMS: Final = {
    "accountants": "accts",
    "advertising": "advtg",
    "architects": "archs",
    "associates": "assocs",
    "association": "assoc assn asscn assocn",
    "authority": "auth",
    "brothers": "bros",
    "building": "bldg bldng",
    "buildings": "bldgs",
    "catering": "catrg",
    "centre": "center ctr cntr",
    "childrens": "childs chldrns",
    "college": "coll",
    "commercial": "comml",
    "communications": "comms",
    "community": "cmty commty",
    "construction": "constr constrn constn",
    "consultancy": "consltcy",
    "consultants": "conslts consults",
    "contractors": "contrs contractrs",
    "cooperative": "coop",
    "corporation": "corp",
    "council": "cncl",
    "county": "cnty",
    "court": "ct crt",
    "department": "dept",
    "development": "devt dvlpmt",
    "developments": "devs devts",
    "distribution": "distn",
    "education": "educ edn",
    "electrical": "electricl",
    "electronics": "elecs",
    "engineering": "eng engrg engg engnrng",
    "engineers": "engrs",
    "enterprises": "ents entps",
    "environmental": "envtl",
    "equipment": "equip eqpt",
    "estates": "ests",
    "foundation": "fdn fndn",
    "government": "govt",
    "group": "grp gp",
    "healthcare": "hlthcare",
    "holdings": "hldgs hldings",
    "hospital": "hosp",
    "housing": "hsg",
    "incorporated": "incorp",
    "industrial": "indl",
    "industries": "inds",
    "international": "intl int internat",
    "investments": "invs invests",
    "laboratories": "labs",
    "maintenance": "maint",
    "management": "mgmt mgt mngmt managment mgnt",
    "manchester": "mcr manc",
    "manufacturing": "mfg manf manuf",
    "marketing": "mktg",
    "metropolitan": "met",
    "national": "natl",
    "northern": "nthn",
    "north~west": "nw northwest",
    "north~east": "ne northeast",
    "south~west": "sw southwest",
    "south~east": "se southeast",
    "organisation": "orgn organization",
    "partners": "ptnrs",
    "partnership": "pship pshp ptnrship pships",
    "products": "prods",
    "professional": "prof",
    "properties": "props propts",
    "publishing": "publg",
    "recruitment": "recrt",
    "residential": "resi",
    "road": "rd",
    "st": "saint",
    "school": "sch schl",
    "schools": "schs",
    "service": "svc",
    "services": "svcs servs svs srvcs servces",
    "society": "soc",
    "solicitors": "solrs slrs",
    "solutions": "solns soln",
    "sons": "son",
    "southern": "sthn",
    "specialists": "specs",
    "street": "str",
    "systems": "sys",
    "technical": "techl",
    "technologies": "techs",
    "training": "trg trng",
    "transport": "transp",
    "university": "univ uni",
}

FIGURES: Final = {
    "first": "1st",
    "second": "2nd",
    "third": "3rd",
    "fourth": "4th",
    "fifth": "5th",
    "sixth": "6th",
    "one": "1",
    "two": "2",
    "three": "3",
    "four": "4",
    "five": "5",
    "six": "6",
    "seven": "7",
    "eight": "8",
    "nine": "9",
    "ten": "10",
    "eleven": "11",
    "twelve": "12",
    "twenty": "20",
    "hundred": "100",
}

# With one of these more or fewer, a near name is often another body of the same family.
KIN: Final = frozenset(
    [
        "group",
        "holding",
        "holdings",
        "services",
        "uk",
        "gb",
        "international",
        "europe",
        "european",
        "global",
        "worldwide",
        "ireland",
        "scotland",
        "wales",
        "england",
        "english",
        "scottish",
        "welsh",
        "british",
        "properties",
        "property",
        "investments",
        "developments",
        "management",
        "solutions",
        "partnership",
        "north",
        "south",
        "east",
        "west",
        "northern",
        "southern",
        "eastern",
        "western",
        "midlands",
        "central",
        "trading",
        "enterprises",
        "trustees",
        "trustee",
        "nominees",
        "finance",
        "capital",
        "estates",
        "foundation",
        "charity",
        "trust",
        "new",
        "old",
    ]
)

# With one of these more, a name is of a body beside the one that bears the rest: "Acme University Students' Union".
OFFSHOOTS: Final = listed("alumni benevolent friends fund pension pensions school student students union")

# Word by word, what is written for what; a mark stands for the space within two words.
ONE_SPELLING: Final = {
    **{
        short.replace("~", " "): word.replace("~", " ")
        for word, shorts in SHORT_FORMS.items()
        for short in shorts.split()
    },
    **FIGURES,
}

# Words of place names: a payee may be told with the place it is in, which its registered name does not hold.
PLACES: Final = listed("""
    aberdeen accrington aldershot altrincham ashford ashton aylesbury banbury barking barnet barnsley barrow
    basildon basingstoke bath bedford bedfordshire belfast berkshire bexley birkenhead birmingham blackburn
    blackpool bolton bootle boston bournemouth bracknell bradford brent brentwood brighton bristol bromley
    buckinghamshire burnley burton bury cambridge cambridgeshire camden canterbury cardiff carlisle chatham
    chelmsford cheltenham cheshire chester chesterfield chorley cleveland colchester corby cornwall coventry
    crawley crewe crosby croydon cumbria darlington derby derbyshire devon dewsbury doncaster dorset dover
    dudley dundee durham ealing eastbourne edinburgh ellesmere enfield england essex exeter falkirk fareham
    farnborough farnworth fife formby gateshead glasgow gloucester gloucestershire gosport gravesend greenwich
    grimsby guildford hackney halesowen halifax halton hamilton hampshire haringey harlow harrogate harrow
    hartlepool hastings havering hemel hereford herefordshire hertford hertfordshire hillingdon horwich hounslow
    huddersfield hull huyton hyde inverness ipswich ireland islington keighley kendal kent kettering
    kidderminster kirkby knowsley lambeth lancashire lancaster leeds leek leicester leicestershire leigh
    leighton leith lewisham leyland lichfield lincoln lincolnshire litherland liverpool livingston llandudno
    london lowestoft luton macclesfield maghull maidenhead maidstone manchester mansfield merseyside merton
    middlesbrough middlesex midlands morecambe nantwich newark newcastle newham newport newton norfolk
    northampton northamptonshire northumberland northwich norwich nottingham nottinghamshire nuneaton oldham
    ormskirk oxford oxfordshire paisley peterborough plymouth poole portsmouth prescot preston ramsgate
    rawtenstall reading redbridge redditch reigate richmond rochdale rochester romford rossendale rotherham
    rugby runcorn salford salisbury sandwell scarborough scotland scunthorpe sefton sheffield shrewsbury
    shropshire skelmersdale slough solihull somerset southampton southend southport southwark speke stafford
    staffordshire stalybridge stevenage stirling stockport stockton stoke stourbridge stratford suffolk
    sunderland surrey sussex sutton swansea swindon tameside tamworth taunton telford thanet thurrock torquay
    trafford trowbridge truro tyne tyneside uk wakefield wales wallasey walsall warrington warwick warwickshire
    watford wearside wembley westminster weymouth whiston widnes wigan wiltshire winchester wirral wolverhampton
    worcester worcestershire workington worthing wrexham yeovil york yorkshire
""")
