/**
 * What people choose most, in lower case, apart by white space. A word stands for what is made of it:
 * `dragon` for Dragon12, Dr4g0n!! and ilovedragon, so words of fewer than eight characters count too.
 */
export const COMMON_PASSWORDS = `
iamthebest ilovemydog joel lovemylife ncc1701d
0okm9ijn 102030 123454321 123456789a 123456789q 123456qwe 123654 147852369 14789632 159357456 1a2b3c4d
1a2b3c4d5e 1g2w3e4r 1q2w3e 1q2w3e4r 1q2w3e4r5t 1q2w3e4r5t6y 1qaz2wsx3edc 1qazxcvb 1qazxsw2 2pacshakur
2wsx3edc 3edc4rfv 456852159 4815162342 49ers 50cent 741852963 852456951 8675309 a1234567 a1b2c3d4 a1b2c3d4e5
ab123456 abc abcd abcde12345 abdul abdullah abercrombie abracadabra access accesso accord account accounting
acdc ace achilles acid acmilan action adidas admin administrador administrateur administrator adobe
aeropostale africa agent ahmed air airborne airforce airwalk aisha ajax alabama albert alegria alejandra
alejandro aleksandr alex alexande alexander alexanderthegreat alexandr alexandra alexandre alexandria alexis
alhamdulillah alice alicechains aliceinwonderland alicia alien aliens alina alison allah allahuakbar
alligator allison allstar allstars almond alpha always alwaysandforever alwayslove alyssa amanda amazing
amazon amber ambition ambrosia america american americano amistad amorcito amoremio amores amour amsterdam
anaconda anakin analsex anarchy anderson andrea andreas andrei andrew andrey android andy angel angela
angelbaby angeleyes angelface angelfish angelica angelika angelina angelito angelo angels animals animation
anna annette anonymous ansible ant anthony antivirus antoine antonia antonio anyone anything aperture
aphrodite apollo apple applepie apples appleseed application april aqua aquarium aquarius aragorn arcangel
archangel architect architecture argentina ariana ariel aries arizona arkansas armageddon armagedon armando
armani army arnold arrow arsehole arsenal arsenalfc art artemis arthur artist artistic arturo asd123456 asdf
asdfg asdfjkl asdfqwer asdfzxcv ashley assasin asshole assholes asterisk asteroid astronaut astros athena
athens athletics atlanta atlas atlasadmin atlaslms atlaspassword atletico atom attitude attorney auckland
audi audia4 audrey august austin australia austria autobots automatic autumn ava avalanche avalon avatar
avengers awesome awesomeness axel babe babes baby babyblue babyboy babycakes babydoll babyface babygirl
babygurl babyko babylon babylove babymonster babyphat bach back backdoor backpack backspace backstreet bacon
bad badabing badass badboy badboys badger badgirl bag baggins bailey ball ballerina balloons bambi banana
bananaman bananas bandit bangladesh bangtan bank barbie barbiegirl barcelon barcelona bareback barefoot
baritone barney barry bartsimpson baseball basement basketba basketball bass bassman bassplayer bastard bat
batgirl bathroom batman battle battlefield battleship baxter bayern bayernmunich baywatch beach beachbum
beaches beagle bear bears beast beatles beatrice beatriz beautifu beautiful beauty beautyqueen beaver bebita
beckham becky bedrock bee beefcake beer beethove beethoven beetlejuice beijing belgium believe believer bell
bella belladonna ben benfica bengals benjamin benji bentley benvenuto beograd berlin bernard bernardo
besiktas best bestbuds bestfriend bestfriends beth bethany betsy betty beyonce bianca bible bieber bienvenido
bienvenue big bigballs bigbird bigblack bigboobs bigboy bigbrother bigcock bigdaddy bigdick bigdog bigfish
bigfoot biggie bigmac bigman bigmike bigred bigtits bigtruck bike biking bilbo bill billabong billionaire
billy billybob biohazard biology bird birdhouse birdie birmingham birthday bishop bismillah bisous bitch
bitchass bitches bitcoin bite biteme black blackangel blackbelt blackberry blackbird blackboy blackcat
blackdog blackfoot blackhawk blackhawks blackhole blackice blackjack blackmagic blackman blackout blackpearl
blackpink blackrose blacksabbath blackstar blackwolf blade blades blake blast blaster blaze bleach blessed
blessing blessings blink blizzard blondie blood bloodline bloodlust bloody blossom blowjob blowme blue
bluebell blueberry bluebird blueboy bluedevil bluedevils bluedog blueeyes bluefish bluemoon blues bluesky
blume bmw bob bobafett bobby bobcat bobmarley bobthebuilder boca bocajuniors body bollocks bomb bond007 bone
bones bonheur bonita bonjour bonnie boobies booger boogie book bookworm boomer boot booty bootylicious boris
borussia boss boston boulder bountyhunter bowl bowler bowling bowwow box boxer boxing boyfriend boys brad
bradford bradley bradpitt brady12 brain brandon brandy brasil brave braveheart braves brazil bread breakdown
brenda brenden brett brian brick bridge bridget bright brilliant brisbane bristol britney britneyspears britt
brittany broadband broadway broccoli broken brokenheart brokenhearted bronco broncos bronze brooke brooklyn
brother brothers brown brownie brownies browns bruce brucelee bruno brush brussels brutus bryan bryce bts123
bubba bubbagump bubblegum bubbles buckeye buckeyes buckshot budapest buddha buddhist buddy buddyboy buddydog
buddylee budlight budweiser buffalo buffy buffyvampire bug bugsbunny bulgaria bull bulldog bulldogs bullet
bulletproof bullets bulls bullshit bunny bunnyrabbit burger burn burrito burton business buster butter
butterball buttercu buttercup butterfl butterfly butterscotch buttface butthead byte cactus cadillac caesar
caitlin cake caleb californ california call callofduty calvin camaro camaross cambiami cambridge camelot
camera cameron camille camp campbell camping canada cancer candice candy candycane candygirl candyman
cannabis cannibal cantona7 capricorn captain captainamerica car caramel caramelo card cardinal cardinals
carebear carebears carl carla carlos carmen carnival carol carolina caroline carpediem carpenter carrie
carrot carter cartman cartoons cascade cash cashew cashmoney casper cassandra cassie castle castles cat
catarina catdog caterpil caterpillar catfish cathedral catherine cathy cats catwoman cecilia cedric celebrity
celeste celica celine cell celtic celticfc celtics cemetery centos centurion century cervantes chad chain
chair challenger champagne champion champions champs chance chandler chanel changeit changeme changepassword
changes changethis channel chaos character charger chargers charisma charlene charles charlie charlott
charlotte charm charmed charming cheater cheburashka checkers checkmate cheer cheerleader cheerleading cheese
cheeseburger cheesecake cheetah chelsea chelseafc chelsey chemistry cherokee cherries cherry cheryl chess
chester chevelle chevrolet chevy chewbacca chewie chicago chicagobulls chicagocubs chicken chickens chief
chiefs chihuahua children chimpanzee china chinadoll chinchilla chip chipmunk chipper chiquita chiquito chloe
chocobo chocolat chocolate chocolatechip chocolates chocolats chopper chris christ christian christie
christin christina christine christmas christop christopher chuck chucky church churchill ciao cigarette
cimarron cinderella cindy cinema cinnamon circle cisco city civic claire clarence clarinet clark classic
classics classroom claudia claudio clayton clean clear clementine cleopatr cleopatra cleveland click climbing
clinton clippers clockwork cloud clown club clueless coach coal coast coca cocacola coconut code coder cody
coffee coffin coin cold coldbeer coldplay cole collector colleen college collins colombia colonel colorado
coltrane colts columbia columbus comedian comet commander commando commandos community company compaq
complete compton computador computer computers concrete confused connect connor conquest consumer contact
contract contrasena contrasenia contraseña control controls converge converse cook cookie cookiemonster
cookies cool coolbeans coolcat cooldude coolgirl coolguy coolio coolman coolness cooper cop copper coral
corazon corazoncito corey corinthians corleone corn corndog cornflakes cornwall corolla corona corporate
correcthorsebatterystaple corvet corvette cosmic cosmos cottage cougar count counter counterstrike country
countryboy countrygirl courage courses courtney cow cowabunga cowboy cowboys cowboyup cowgirl coyote crab
cracker crackers craft craig crash crazy crazyboy crazycat crazyfrog crazygirl crazyhorse crazylove crazyman
cream creation creative creature creeper creepers crew cricket crimson cristian cristiano cristianoronaldo
cristina cristo croatia crocodile cross crossfire crossroads crow crown cruise crusader crying crystal
crystals cubs cuddles cup cupcake cupcakes curly curtis cute cutegirl cutie cutiepie cutlass cyberpunk
cycling cyclone cyclones cynthia dachshund daddy daddygirl daddysgirl daddyslittlegirl daenerys daffyduck
daisy daisydog dakota dale03 dale8 dallas dallascowboys dalmatian damnation damnit dan dana dance dancer
dancing danger daniel daniela daniella danielle danmark danny daredevil dark darkangel darkknight darklord
darkman darkmoon darkness darkside darkstar darlene darren darryl darthmaul darthvader darwin dash dashboard
data database daughter daughters dave david davids davidson davinci day daydream deadhead deadlock deadman
deadpool deal dean dear dearbook death deathnote deathstar debbie debian deborah debra december deep deepblue
deeppurple deepthroat deerhunter default defaults deftones delia delirium delivery delphine delta deluxe
democrat demon demons denim denis denise denmark dennis dentist denver department depeche depechemode derek
derrick desert desire desiree desk desperado desperate destiny destroy destroyer destruction detective
detroit deutschland developer devil devildog devilman devilmaycry devils devin dexter diablo dial diamond
diamonds diana dianne dice dickhead dictator diego diesel dietcoke dig digger digimon digital dilligaf dillon
dinosaur dinosaurs dios diosesamor director dirt dirtbike dirtydog disaster disco discovery disney disneyland
disneyworld disturbed dive divorced dmitri dmitry doberman docker doctor doctorwho dodge dodgers dogecoin
doggie doggy doggydog doggystyle dogs dollar dollars dolores dolphin dolphins dominate domination dominator
dominic dominik dominique domino dominoes donald donaldduck donkey donna dontknow donttellme doomsday door
doors dora doris dorothy dortmund dot double doughboy doughnut douglas dove down downtown dracula dragon
dragonball dragonballz dragonfire dragonfly dragons dragonslayer dragoon drake draw dream dreamcast dreamer
dreamgirl dreaming dreamland dreams dreamweaver dress drew drift drive driver drogba dropbox drpepper drum
drummer drummerboy drums drwho dubstep ducati duck duckie duckling dudeman duke dumbass dumbledore dumbo
dummy dumpling duncan dungeons dust dustin dwayne dylan eagle eagles eaglesfan earl earnhardt earth
earthquake east easter eastside eastwood easy eatme eatmenow eatshit echo eclipse economics eddie edgar edge
edinburg edinburgh edith eduardo education edward edwardcullen edwin eeyore egg egypt eight eighteen einstein
ekaterina elaine elcamino eleanor elearning electra electric electrician electro electronic electronics
element elementary elena elephant elephants elevator elf elias elijah elite elizabet elizabeth elk ellen
elliott elsa elvira elvis elvispresley emerald emergency emilio emily eminem emma emmanuel emmanuelle
emmitt22 emo emogirl emperor empire endeavour energy enforcer engel engine engineer engineering england
english enigma enrique enter enterpass enterpassword enterpri enterprise entropy eric erica erick erik erika
erin ernesto ernie escalade escape esoteric espana esperanza essence esther estrella estrellita eternal
eternity ethan ethereum etnies eugene eva evan evanescence evelyn evergreen everlast everlasting everquest
everton everyone everything evolution excalibu excalibur excellent executive exo exodus explore explorer
express extreme eye fabian fabrizio fabulous face facebook fact fairies fairy fairytale faith faithful
faithhope falcon falcons fall fallenangel fallout falloutboy familia family familyfirst familyguy fan
fandango fantasia fantastic fantasy far farm fast fastball fat fatboy fatcat father fatherof fatima favre4
faye fcbarcelona fcporto fearless feather february federico feet felicia felicidad felipe felix felixcat
fender fenerbahce fernanda fernandes fernandez fernando fernandotorres ferrari ferreira feyenoord fidelity
field fifty fight fightclub fighter fighters film final finalfantasy finance finger finland fiona fire
fireball firebird fireblade firefighter firefly firefox fireman firestone firestorm firewall fireworks first
firstlove fish fisherman fishes fishing fit five fivestar fix fktrcfylh flag flame flamengo flamingo flash
flashback fletcher flipper flora florence florida flower flowerpower flowers floyd fluffy fly flyers
foofighters foot footbal football footballer force ford foreskin forest forever foreverlove forgetit forgetme
forgotten fork formula1 fort fortnite fortyniners four foxes foxtrot foxy foxylady fradiavolo framework
france frances francesca francesco francis francisco francois frank frankenstein frankfurt frankie franklin
freaky fred freddie freddy freddykrueger frederic frederick free freebird freedom freepass freestyle freeuser
freightliner fresh friday friend friendly friends friends4ever friendship friendster frodo frog frogger
froggy frontier fruit fucker fuckface fuckme fuckoff fuckthis fuckyou fullmoon fun funkytown funny funnyman
funtime fury fussball futbol futurama fuzzy fylhtq g_czechout gabriel gabriela gabriella gabrielle
galatasaray galaxy galaxys galina galore gambit game gameboy gamecock gamecocks gamecube gameofthrones gamer
gamers games gandalf gangsta gangstar gangster ganja garage garcia garden gardens garfield gary gas gate
gateway gatita gatito gators gavin gear geheim gem gemini gene general generation genesis genius geography
george georgia georgina gerald gerard germany gerrard getlost getmoney getoutofhere gfhjkm ghbdtn ghetto
ghost ghostbusters ghostrider giant giants gibson gift gilligan gina ginger giovanna giovanni giraffe girl
girlfriend girlie girlpower girls girly github giuseppe gizmo gladiato gladiator glasgow glass glen glenn
glitter globe gloria glory glove gmail goal goat goblue god godbless godfather godisgod godisgood godisgreat
godislove godsmack godzilla goku gold goldberg golddigger golden goldeneye goldfinger goldfish goldie
goldmine goldstar goldwing golf golfer golfing gollum gonzalez gonzalo goober good goodboy goodbye goodfellas
goodgirl goodlife goodluck goodmorning goodness goodnight goodtimes goodwill goodyear goofy google googleme
gordon gorgeous gorilla gotcha gothic gotohell grace gracias gracie graffiti graham grammar grand grandad
grandma grandmother grandpa grandson granite grape grapefruit graphics grass grasshopper graveyard gravity
gray great greece green greenarrow greenbay greenbean greenday greeneyes greenish greenlantern greentea greg
gregory gremio grey greyhound griffin grizzly groovy group gryffindor guardian guardianangel gucci guerilla
guessme guesswho guest guillaume guillermo guineapig guinevere guinness guitar guitarist guitarman guitars
gummybear gummybears gun gundam gunit gunner gunners gunsnroses gurlz gustavo guten gutierrez gwen gwerty
gymnast gymnastics hacker hackers hackme hades hair half halflife hall hallelujah hallo halloween hamburg
hamburger hammer hammers hammertime hamster hand handball handsome handyman hank hannah hannahmontana
hannibal hansolo happiness happy happybirthday happyboy happyday happydays happyface happyfeet happygirl
happylife happyness harakiri hard hardcore hardrock hardware harley harleydavidson harmony harold harry
harrypotter harrystyles harvard harvest harvey haslo hassan hastings hateyou hawaii hawk hawkeye hawkeyes
hazel head headshot health heart heartbreak heartbreaker heartless hearts heat heather heaven heavenly
heavymetal hector hedgehog heidi heineken helen helena helicopter hell hellboy hellfire hello hellokity
hellothere hellraiser hellyeah help helpme hendrix henrik henry hentai her herbert hercules hermione hermosa
hernandez hero heroes heythere hid high highland highlander highlife highschool highway hill hilltop hip
hiphop hippie hippopotamus historic history hit hithere hitman hobbes hockey hocuspocus hogwarts hola holiday
holidays holland hollister hollywood holy holyghost holyspirit home homeboy homebrew homeless homer
homersimpson homerun homework honda hondacivic honey honeybee honeybun honeybunny hongkong honolulu hood hook
hooters hop hope hopeful hopeless horizon hornet hornets horny hornyboy horse horseman horses hot hotboy
hotchick hotchocolate hotdog hotel hotgirl hotmail hotpants hotpink hotrod hotstuff hottie hour house houston
howard howdy hrvatska hugo hulk hummer hunger hungergames hunt hunter hunting hurley hurricane husband husky
hustler hydrogen hyundai ian ibrahim ibrahimovic ice iceberg icecold icecream icehouse iceman ichliebedich
ida idiot idontcare idontknow iforgot iforgotit ignacio igor iguana ihatelove ihateyou ihavenopassword
ilikepie illusion ilovehim iloveme ilovemom ilovemymom ilovemyself ilovesex iloveu iloveyou iloveyousomuch
imagination imagine imcool imissyou immortal impact impala67 imperial impossible impreza imthebest incorrect
incredible india indian indians indigo indonesia infantry inferno infinite infiniti infinity inga ink
innocent insane insanity inspiron instagram instinct integra integral integrity inter interact intermilan
internet intrepid inuyasha invalid investor invincible invisible iphone ireland irene irina iris iron
ironhorse ironmaid ironmaiden ironman isaac isabel isabella isabelle isaiah islam123 island israel istanbul
italia italiano ivan iverson ivory ivy iwantu jack jackass jackdaniels jackie jackson jacksonville
jacksparrow jacob jacobblack jacqueline jade jaguar jailbird jaime jake jam jamaica james jamesbon jamesbond
jamie jan jane janet janice january japan japanese jared jasmin jasmine jason jasper java javascript javier
jay jayz jazz jealous jean jeanette jeanne jedi jediknig jediknight jedimaster jeep jeff jeffgordon jeffrey
jehovah jelly jellybean jellybeans jellyfish jellyroll jelszo jenkins jenna jennifer jenny jeremiah jeremy
jerome jerry jerusalem jesse jessica jessie jester jesucristo jesus jesuschrist jesusfreak jesusis1
jesuslives jesuslovesme jesussaves jet jetaime jetta jewel jigsaw jill jillian jim jimihendrix jimmy joan
joana joanna job jody joe joey johanna john johnathan johncena johnlennon johnny johnson joker jonas
jonasbrothers jonathan jonathon jonsnow jordan jordana jorge jose joselito joseph josephine josh joshua
journey joy joyce jtaime juan juancarlos juanita judge judith judy juggalo juggernaut juice juicy julia
julian juliana julie julien juliet juliette jump jumpman june junebug jungle junior juniper jupiter jurassic
jury just justdoit justforfun justice justin justinbieber justine justme justused juventus kakashi kamikaze
kangaroo kansas kanye kara karamazov karaoke karate karen kari karina karl karla katarina kate katherin
katherine kathleen kathryn kathy katie katmandu katrina kawasaki kayla kaylee keepout keith kelly kelsey ken
kenneth kenny kenshin kenworth kenya kermit kerry ketchup kevin kevindurant key keyboard keys khaled khaleesi
kick kickass kickboxing kid kidd kids kilimanjaro kill killbill killemall killer killers killjoy killme
killthemall killzone kim kimberley kimberly king kingdom kingkong kingpin kings kingsley kingston kirill kirk
kiss kisses kissme kissmyass kit kite kitten kittens kitty kittycat kittykat klaster knickers knicks knight
knights knuckles koala kobe kobebryant korea korn kpop krishna kristen kristin kristina kristine kristy
krystal kubernetes kungfu kurt kurtcobain kyle lab labrador labyrinth lace lacrosse lady ladybird ladybug
ladygaga lake lakers lakeside lamborgh lamborghini lamp lana lancaster lance lancelot lancer land landcruiser
landmark landon landrover laptop lara larry lasagna lasalle laser laserjet lassie last lasvegas late laugh
laughing laughter laura lauren laurence lavalamp lavender lavidaloca law lawrence lawyer lazy lazyboy lead
leaf leagueoflegends leah leandro learn learner learning leather lebron lebronjames ledzeppelin lee leeds
leedsunited lefthand legacy legend legendary legends legolas legs lemon lemonade lena leo leon leonard
leonardo leonardodavinci leopard lesbian leslie letitbe letmein letmeinn letsgo lewis lexmark lexus libertad
liberty libra library life lifeguard lifehack lifeisgood lifesucks lifetime light lightnin lightning lillian
lilwayne lily lime limerick limewire limpbizkit lincoln linda lindsay lindsey line lineage2 link linkedin
linkin linkinpa linkinpark linux lion lionelmessi lionking lions lips lisa list little littlebit littleboy
littlegirl littleman littleone live liverpoo liverpool liverpoolfc lizard lms lmsadmin lmslogin lmspassword
lmsstudent load lobo lobster loca lock log logan login logitech logon lola lolipop lolita lollipop london
lonely lonestar lonewolf long longhair longhorn longhorns look lookatme lopez lord lordoftherings lorena
lorenzo lori lorraine losangeles loser losers lost lotus louie louis louise louisiana loveable lovehate
lovehurts loveisall loveislife loveless lovely loveme lover loverboy lovergirl lovers lovesick lovesucks
loveyou lowrider luca lucas lucia luciano lucie lucifer luck lucky luckyboy luckycharm luckydog luckyman
luckyone luckystar lucy lucydog ludacris luigi luis luisa luke lukeskywalker luna lunatic lunch lunchbox lynn
mabel mac macaroni macbeth machine machines macintosh mackenzie macromedia mad maddog madison madmax madness
madonna madrid maggie magic magical magicman magnetic magnolia magnum mail mailman main mainland majestic
major makayla makemoney maksim malaysia maldini malibu mallorca mamapapa mami mamita man manager manchester
mancity mandarin mandingo mandy mango maniac manifest manning manny manuel manuela manunited manutd many map
maple maradona marathon marauder marble marc marcel marcelo march marcia marco marcos marcus margaret
margarit margarita margie margot maria mariah marian mariana marianne mariano maribel marie marihuana
marijuana marilyn marina marine mariners marines mario marion mariposa marisol marissa marjorie mark
marketing marko marlboro marlene marley marleybob marlins mars marseille marsha marshall marshmallow martha
martin martina martinez marvel marvin mary maryann maryjane maserati mask mason master masterchief masterkey
mastermi mastermind masterpiece masters mastiff mate mateo math mathematics mathew mathias mathilde matrix
matt matthew maurice mauricio maverick mavericks max maxim maxime maximum maximus maxwell may maya mayhem
mazda mazdarx7 mcdonald meat meatball meatloaf mechanic medal medicine medusa megadeth megaman megan megatron
meghan melanie melbourne melissa member memorial memories memphis mental meow mephisto mercedes mercedesbenz
mercury mercy meridian merle merlin mermaid mermaids message messi metal metalhead metallic metallica
metalmulisha meteor metroid mets mexico mia miami miamor micaela mice michael michaela michaeljackson
michaeljordan michaelmyers michaels michel michelle michigan mickael mickey mickeymouse micorazon microlab
microsoft midnight miguel miguelito mike mikey mikhail mila milan mildred milena military milk millenium
millennium miller million millionaire millions milo milwaukee mind mindless mine minecraft minerva mini
minnesota minnie minniemouse mint mira miracle miracles miranda miriam mission mississi mississippi missouri
misssyou missyou mistletoe mistress mitchell mitsubishi mittens mivida mix mnbvcxzlkj mobile mobydick mod
mode mohamed mohammad mohammed mohawk mojo mollie molly mollydog mommy monalisa monamour monday money
moneymaker moneyman mongodb mongoose monica monique monitor monkey monkeyboy monkeybutt monkeyman monkeys
monolith monopoly monster monsterinc monsters montana montecarlo monterey montreal mookie moon moonbeam
mooncake moonlight moonshine moonstar moonwalk moose morgan moriarty morning morpheus mortalkombat mortgage
moscow moses mosquito motdepasse mother motherfucker mothers motocross motorcycle motorola mountain
mountaindew mountains mouse move movie mozart mud mudvayne muffin mug muhammad muhammed multimedia mummy
munchkin muneca munich muppets murder murderer murphy mushroom mushrooms music musica musical musician
musiclover musicman mustafa mustang mustanggt mustangs mustard mutant mychemicalromance mychild mylove
mypasswordis1 myra mysql mysterious mystery mystic mystical mystique nadia nadine nala namaste name nancy
naomi napoleon napoli napster naruto narutouzumaki nascar nastya natalia natalie natasha nate nathalie nathan
nathaniel national nature naughty navigator navyseal ncc1701 nebraska ned nederland neil nelly nelson nemesis
neo neptune netflix network nevada neverever nevergiveup neverland nevermind nevermore neversaynever new
newcastle newjersey newlife neworleans newpass newpassword newport news newstart newton newyork newyorkcity
newzealand neymar nice nicholas nick nickel nicky nicolas nicole nigeria night nightfall nighthawk nightmar
nightmare nightowl nightwing nike nikita nikolas nina nine ninetail nineteen ninja ninjaman ninjas nintendo
nirvana nissan nitro nitrous noah nobody noise nokia noname nonsense noodles nopass nopasswd nopassword nora
norma norman north northside norway norwich nose note notebook nothing notmypassword notorious nottingham
nounours november now nowayout nuclear nuggets nuke number1 number23 nurse nursing nut nutcracker nutella oak
obiwan obsession obsidian ocean oceans octavio october octopus office offshore offspring oil oklahoma oksana
old oldschool oldsmobile olga oliveira oliver olivia ollie olympia olympics olympus omega one onedirection
onelove onepiece onetwothree online opal open opendoor opendoors openit opensesame opensource openup
operation operator optimist optimus optimusprime oracle orange oranges orangutan orbit orchestra orchid
ordinateur oregon oreo oreocookie organic orioles orlando oscar otter outkast outlaw outlaws outside overdose
overkill overload overlord overseer owen owl oxford oxygen p4ssword p@ssw0rd pa55word pablo pacers pacific
packard packers paint paintball painting pakistan paladin pallmall palmeiras pamela pancake pancakes panda
pandabear pandemonium pandora pantera panther panthers panties pants papamama paper paperclip papercut papi
papichulo papillon papito parachute paradise paradox paramedic paramore parasite paris park parker parola
parool parrot party pascal pass pass@word1 passcode passion passions passkey passphrase passport passw0rd
password passwordispassword passwords passwort pat patches path pathfinder patience patricia patrick patriot1
patriots patrizia patty paul paula paulette paulina pauline paulo paulwalker pavel peace peaceandlove
peaceful peacelove peaceout peach peaches peacock peanut peanutbutter peanuts pearl pearljam pebbles pedro
peekaboo pegasus pele pen pencil penelope penguin penguins penis penny pennywise pentagon pentium people
pepper peppermint peppers pepsi pepsicola percy pereira perfect perfection perfecto perfume periwinkle perl
perrito perry persephone personal pet peter peterbilt peterpan peterson petra phantom phantoms pharmacy phil
philadelphia philip philippe philippines phillies phillip philosophy phoenix phone photo photography photos
photoshop php phpbb physics piano pianoman picard picasso pick pickle pickles pie pierre pig pigeon piglet
pikachu pilipinas pilot pimpin pin pinball pine pineappl pineapple pinhead pink pinkfloy pinkfloyd pinklady
pinkpanther pinkrose pinky pinnacle pioneer pipe pipeline piper pirate pirates pisces pistol pistons pitbull
pittsburgh pizza plan plane planet planets plant plasma platinum play playball playboy player players
playgirl playstation playtime please pleasure plum plumber plus pluto plymouth poetry poison poisson pokemon
poker pokerface pokerstars poland polarbear police polina politics polska pontiac pony poodle poohbear pookie
pool poop poophead pop popcorn popeye popstar porcupine porkchop pornhub porno pornstar porsche port portable
portland portugal poseidon positive possible post postgres postman potato potatoes pothead potter power
powerade powerbook powerful powerman powerranger powers prada prayer preciosa precious predator prelude
premier president pressure presto preston pretty prettyboy prettygirl primavera prime prince princesa
princesita princess princesss princeton principessa pringles print prinzessin priority priscilla prisoner
private privet problem prodigy producer productivity prof professor profile profit programmer programming
progress promise prophecy prosperity protect protocol providence psalm23 psycho psychology pub puertorico
pulpfiction puma pump pumpkin punisher punk punkrock punkrocker puppies puppy puppydog puppylove pure purple
purpleheart purplerain pussy pussycat pussylover pyramid python q1w2e3 q1w2e3r4 q1w2e3r4t5 q1w2e3r4t5y6
qaz123456 qazwsx qazwsxedc qazwsxedcrfv qazxswedc quagmire qualcomm quality quantum quebec queen queenbee
queensland quentin quest quick quicksilver quiet quiksilv quiksilver quinn quiz qwaszx qwe123 qweasd
qweasdzxc qwer qwerasdf qwerasdfzxcv qwert qwertasdf rabbit raccoon race racecar racer rachel racing radical
radio radiohead rafael raiden raider raiders rain rainbow rainbows rainyday ralph ram rambo ramirez rammstein
ramon ramona ramstein ranch randall randy ranger rangers rap raptor rapture raquel rascal raspberry rasputin
rasta rastafari rastaman rat ratatouille rattlesnake rave ravens ray raymond razz ready real reality
realmadrid reaper rebecca rebel rebels recovery red redalert redbull reddevil reddog reddragon redemption
redhat redhead redhot redis redneck redrose redskins redsox redstone redwing redwings reebok reed reflection
reggae reggie regina regional rehab reliance reloaded remember rememberme remington remote renault rene
renegade republic resident residentevil resistance response retard retired retriever revelation revenge
revolution rex rhapsody rhino rhonda ricardo rich richard richie rick ricky riddler ride rightnow rihanna
riley ring ringo ripcurl ripper rise rita river riverplate rivers riverside road roadkill roadking roadrunner
rob robert roberta roberto robin robinson roblox robocop robot robotech robotics robyn rocco rock rockandroll
rocket rocketman rockets rocknroll rockon rockstar rockwell rocky rockydog rockyou rodney rodrigo rodrigues
rodriguez roger roland roll rollingstones rollsroyce rolltide roma romance romania romantic romeo ron ronald
ronaldinho ronaldo ronnie roof room rooney rooster rootpass rope rosa rose rosebud rosemarie rosemary roses
rosewood rosie ross rotten rotterdam rottweiler roulette router roxana roxanne roy royalty ruben ruby rudy
rufus rugby rugrats rumble run runaway runescape runner running rush russell russia russian rusty rustydog
ruth ryan saab sabrina sacrifice sad sadie sadness safe sage sagittarius sail sailboat sailing sailor
sailormoon saint saints sakura salamander salasana sally salt salut salvador salvation sam samantha sammy
samson samsung samuel samurai sanchez sand sandiego sandman sandra sandstorm sandwich sanfrancisco santa
santiago santos sapphire sara sarah sarajevo saratoga sasha sassy sassygirl sasuke satan satanas satellite
satisfaction saturday saturn saul sauron sausage sausages savage savannah save saved savior saxophone say
scandal scanner scarecrow scarface scarlet schalke schatz schatzi scheisse schnitzel school schooner
schumacher schweiz science scirocco scooby scoobydo scoobydoo scooter scorpio scorpion scotland scott scout
scrabble scrappy sea seabass seagull seahawks seahorse seal sean seattle sebastian sebastie secret secreto
secrets secure security seinfeld selenagomez seminole seminoles semperfi senator senha senhas sensation
sentinel september serbia serega serena serendipity serenity serge sergeant sergei sergey sergio server
sesame seth seven sevenfold seventeen sevilla sexmachine sexual sexy sexyback sexybitch sexyboy sexygirl
sexylady sexylove sexymama sexyman sexything shade shadow shadowcat shadowman shadows shakespe shakespeare
shakira shamrock shane shanghai shannon shaolin shaq shark sharks sharon shaun shawn shazam sheepdog
sheffield sheila shelby shell shelly sheri sheridan sherlock sherlocked sherry shihtzu shine shining shiny
ship shipping shirley shitface shithead shoe shogun shooter shooting shop shopping short shortcake shorty
shotgun show showtime sid side sidekick sideways sierra sign signature silence silencer silk silly silver
silverado silverfox silvia silvio simba simon simone simple simplepass simpleplan simplicity simpsons
singapore singer singing sinister sister sisters six sixpack size sk8board sk8er sk8ter skate skateboa
skateboard skateboarding skateordie skater skating skeeter skeleton ski skin skipper skippy skittles skull
skulls skunk sky skydive skydiver skyhawk skyline skyscraper skywalker slackers slam slapshot slave slayer
sleep sleeping sleepy slim slimjim slimshady slipknot slippery slow slut slytherin smackdown small smallville
smart smashing smile smiles smiley smileyface smith smoke smokes smokeweed smokey smooth smoothie snail snake
snakes snap snapchat sneakers snickers sniper snooker snoopdog snoopdogg snoopy snow snowball snowboard
snowboarder snowboarding snowflake snowhite snowman snowwhite soap soccer soccerball soccergirl sock sofia
soft softball software solar soldier soleil solitaire solitude solo solomon solution somebody someone
something somewhere sommer son song songbird sonia sonic sonnenschein sonshine sonya sophia sophie sophomore
sorcerer sorrow soul soulfly souljaboy soulmate soulmates sound soundgarden soup south southafrica
southampton southern southpark southpaw southside sovereign space spaceman spaceship spaghetti spanish
spanking spanky spark sparkle sparkles sparky sparkydog spartan spartans speaker special specialist spectre
spectrum speed speedracer speedway speedy spencer spice spider spiderma spiderman spiders spike spin spinning
spirit spirits spitfire splinter splintercell spoiled spongebob spooky sporting sportingcp spotify spring
springer springfield springtime sprite spurs sputnik spy squadron square squirrel squirt squirtle stacey
stacy stage stalker stallion stan stand standard standby stanford stanley stanton star starbucks starcraft
stardust starfire starfish stargate starlight starling starship starters startrek starwars stealth steam
steel steelers stella step stephani stephanie stephcurry stephen steve steven stewart sting stinger stinky
stockholm stocking stockton stone stonecold stoneman stoner stop storage store stories storm stormtrooper
stormy story stranger strangers strategy stratocaster strawber strawberries strawberry streamer street
streetfighter strength strike stripper strong stronger stuart stubborn student students studio stunner stupid
stupidass stupidgirl stupidme style sub subaru sublime submarine subwoofer success successful suckit suckme
sue sugar sugarfree suicide sullivan summer summers summertime sun sunbird sundance sunday sundevil sunflower
sunlight sunny sunnyday sunrise sunset sunshin sunshine suomi super supercool superdog superfly supergirl
superhero superior superman supermario supernatural supernova supersonic supersta superstar superuser
supervisor superwoman support supporter supra supreme sure surf surfboard surfer surfing survival survivor
susan susana suzanne suzie suzuki sverige svetlana swan sweden sweet sweetdreams sweetgirl sweethear
sweetheart sweetie sweetlove sweetness sweetpea sweets sweetums swim swimmer swimming swing swingers switch
switzerl switzerland sword swordfis swordfish sydney sylvain sylvester sylvia symmetry symphony syracuse
sysadmin system tabatha table taco tacobell taekwondo tail talisman tall tamara tammy tangerine tania tank
tape tara tarantula targaryen target tarheels tasmania tatiana tattoo tattoos tatyana taurus taxi taylor
taylorswift tea teacher team teamo teamomucho tears techno technology tecktonik ted teddy teddybear teen
teenager tekken telefono telephone television temp templar template temple temporary temppass temptation ten
tenerife tennessee tennis tent tentacle tequiero tequieromucho tequila teresa terminat terminator terraform
terrapin terrence terri terrible terry tesla tessa test tester testing testpass testuser texans texas
texaslonghorns thailand thankgod thankyou thecure theodore theonly theothers theresa thething thirteen
thisisapassword thisismypassword thomas thompson thor thrasher three threesome thug thuglife thumper thunder
thunderb thunderbird thunderbolt thunderc thunderstorm thunderstruck thursday tianya tiberius tide tiffany
tiger tigercat tigerlily tigers tigger tigre tigress tiktok tim timberland time timeless timmy timothy tina
tinker tinkerbel tinkerbell tinkle tiny titanic titanium titans titties toast toaster tobias toby today todd
together together4ever tokyo tolkien tom tomahawk tomato tombraider tombstone tomcat tommy tomorrow tony
tonya tool toonarmy toor tootsie top topgun topsecret torch tornado toronto tortoise tottenham touchdown
toughguy tour tower town township toy toyota track tractor tracy trade trading train trance tranquility trans
transam transfer transformer transformers transport trapdoor travel traveler travis treasure tree treefrog
trees trevor tribal tricia trickster trident trinidad trinity trip triple tripleh triplets trish tristan
triumph trojan trojans troll trombone trooper trophy tropical trouble troubled troy truck trucker trucks
trueblue truelove trumpet trust trustgod trustme trustno1 trustnoone truthful tucker tuesday tulip tuna
tunnel tupac tupacshakur turbine turbo turkey turkiye turquoise turtle turtles tuxedo tweety tweetybird
twentytwo twilight twin twinkie twinkle twinkles twisted twister twisters twitter two tyler type ubuntu ufo
ukraine ultimate ultimatum ultraman ultrasound umbrella uncle under underdog underground undertak undertaker
undertow underworld unforgiven unicorn unicornio unicorns union unique united unity universal universe
universidad university unknown unlimited unreal unstoppable upgrade uptown uranus usarmy user username
userpass usmarine usmarines usuckballz1 utopia vacation vagina vagrant valencia valentin valentina valentine
valentino valeria valerie valkyrie valley valorant vampire vampires van vancouver vanessa vanilla vans vault
vegas vegeta velocity velvet venezuela vengeance venus vera veronica veronika versace vfhbyf vfrcbv vicky
victor victoria victoriasecret victorious victory vida video vienna vietnam view viewsonic viking vikings
viktoria villa vince vincent viola violet violin vip viper virginia virgo virus vision visitor vladimir vodka
vodoo voice volcano volcom voldemort volkswag volkswagen volleyball volvo voodoo vortex voyager voyeur
wachtwoord wade wagon walk wall wallace walt walter wanda wanker war warcraft wargames warhamme warhammer
warlock warlord warlords warren warrior warriors warzone wash washingt washington watch water watermel
watermelon wave wayne web webadmin webmaste webmaster website wednesday weed weedman week weekend welcome
wellington wendy werewolf werwolf wesley west westham westside whale whatever whatsapp whatsup whatthefuck
whatthehell wheel whiskers whiskey whisky whisper white whiteboy whitedog whitehouse whiteknight whiterose
whitetiger whitewolf whitney whocares whoknows wicked wife wild wildcat wildcats wildchild wildfire wildman
wildthing wildwood wilfried will william williams willie willkommen willow wilma wilson winchester wind
windmill window windows windowsxp windsurf wine wing wings winner winners winnie winniethepooh winston winter
winterfell wire wireless wisconsin wise wish witch witchcraft witches wizard wizards woaini wolf wolfgang
wolfman wolfpack wolverin wolverine wolves woman wombat women wonder wonderful wonderland wonderwall
wonderwoman wood woodland woodstoc woodstock woody word work workhard working workout world worldcup
worldofwarcraft worldwide worm worship worthless wrangler wrestlemania wrestler wrestling wrongpassword
wsxedcrfv xavier xbox xsw2zaq1 yahoo yamaha yamahar1 yankee yankees yasmine yellow yellowsubmarine yes
yesterday yfnfif yoda yoga yolanda young yourpassword youth youtube yugioh yuri yvan yvette yvonne zachary
zack zag12wsx zaq12wsx zaq1xsw2 zaqxswcde zebra zelda zen zeppelin zero zeus zidane zinch zoe zoey zombie
zombies zone zoo zoom zxc123456 zxcv zxcvasdf zxcvb
`;
