"""The sample's place names: coined for it, in the way the north-west names its coast, and borne by no real ward."""

from typing import Final

REGION: Final = "Skirlside"
WATER: Final = "the Skirl"  # the estuary

# Town, its place in kilometres east and north of the sample's corner, wards.
DISTRICTS: Final = (
    ("Skirlmouth", (10.5, 21.5), 16),
    ("Thornsea", (11.5, 29.0), 9),
    ("Ormscar", (22.5, 27.5), 9),
    ("Brackenholt", (30.0, 15.5), 9),
    ("Saltwath", (19.0, 12.0), 9),
    ("Gannerby", (8.0, 11.5), 8),
)

WARDS: Final = tuple(
    """Aldersea|Ashwrack|Barrowhythe|Beckwrath|Birkscar|Blackwath|Bramsey Moss|Brineholt|Cawsea Bank|Cinderwath
Coble Row|Corncrake Hill|Crossbarrow|Curlew Sands|Dunnoch Fold|Eldersyke|Fallowmoss|Fenwrack|Ferrymoss|Flaxhythe
Fulmar Point|Garthsea|Gorsewath|Grindlesyke|Guildersea|Gullscar|Hawksyke|Hollowgarth|Kelderwath|Kittiwake Green
Knapscar|Lamplight Quay|Lingmoss|Longwrack|Lower Skirl|Mallowgarth|Marlsyke|Merrowscar|Millwath|Mosscrake
Nethersyke|Northwrack|Oakwrack|Old Ropery|Oxmoss|Oystergate|Pennysyke|Pilotgate|Plover Moor|Quernscar
Ravensyke|Redwrack|Ropewath|Rushgarth|Saltpan Row|Sandscar|Sealholme|Shinglewick|Silvermoss|Skerrybank
Slatewath|Sparrowgarth|Stannersea|Staithwick|Sunderwrack|Swarthmoss|Tarnwath|Thistlescar|Tidewick|Tollwrack
Upper Skirl|Wardlesyke|Westerwrack|Whinmoss|Willowsyke|Yarrowscar""".replace("\n", "|").split("|")
)
