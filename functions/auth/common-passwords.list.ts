/**
 * What people choose most, in lower case, apart by white space. Words of fewer than eight characters stand
 * here for what people make of them: `dragon` for dragon12, Dr4gon!! and ilovedragon.
 */
export const COMMON_PASSWORDS = `
01234567 0123456789 0987654321 0okm9ijn 102030 10203040 1020304050 11111111 112233 11223344 1122334455
112233445566 121212 12121212 123123 123123123 123321 123321123 12341234 12344321 123454321 1234554321 123456
123456654321 1234567 12345678 123456789 1234567890 12345678910 123456789a 123456abc 123456qwe 12345abc
1234abcd 1234asdf 1234qwer 1234rewq 123abc123 123qwe123 123qweasd 123qweasdzxc 131313 13131313 147258369
147852369 14789632 147896325 159357456 159753456 15975346 1a2b3c4d 1a2b3c4d5e 1q2w3e 1q2w3e4r 1q2w3e4r5t
1q2w3e4r5t6y 1qaz2wsx 1qaz2wsx3edc 1qazxcvb 1qazxsw2 2pacshakur 2wsx3edc 321654987 3edc4rfv 420420 456852159
49ers 50cent 654321 666666 696969 741852963 76543210 789456123 7894561230 852456951 87654321 963852741
987654321 9876543210 a1234567 a12345678 a123456789 a1b2c3d4 a1b2c3d4e5 aa112233 aa123456 aa12345678 aaaaaa
ab123456 abc abc123 abc1234 abc12345 abc123456 abcabc123 abcd abcd1234 abcde12345 abcdef abcdef123 abcdefg
abcdefgh abcdefghi abcdefghij abdul abdullah abercrombie abracadabra access access14 accesso accord account
accounting acdc acdc1234 acdcacdc achilles acmilan adidas adidas1 admin admin123 admin1234 adminadmin
administrador administrateur administrator adobe adobe123 aeropostale africa agent007 ahmed airborne
airforce airwalk aisha ajax alabama alegria alejandra alejandro alex alex123 alex1234 alexalex alexande
alexander alexander1 alexanderthegreat alexandr alexandra alexandre alexandria alexis alexis1 alhamdulillah
alice alicechains aliceinwonderland alien aliens allah allahuakbar alligator alligator1 allison allison1
allstar allstars almond always alwaysandforever alwayslove amanda amanda1 amazing amazing1 amazon ambition
ambrosia america america1 american american1 americano amistad amor amorcito amoremio amores amour amsterdam
amsterdam1 anaconda anakin analsex anarchy anarchy1 anderson andrea andrea1 andreas andrei andrew andrew1
andrew12 android andy angel angel1 angel12 angel123 angela angela1 angelbaby angeleyes angelface angelfish
angelica angelika angelina angelito angelo angels angels1 animals animation anonymous anonymous1 ansible
anthony anthony1 anthony2 antivirus antoine antonio antonio1 anyone anything aperture aphrodite apollo
apollo1 apollo11 apollo13 apple applepie apples apples1 appleseed application april aquarium aquarius
aquarius1 aragorn arcangel archangel architect architecture argentina aries arizona arkansas armageddon
armagedon armani army arsehole arsenal arsenal1 arsenalfc artemis arthur artist artistic asd123456 asdasd
asdasd123 asdasdasd asdf asdf1234 asdf12345 asdfasdf asdfg asdfgh asdfghj asdfghjk asdfghjkl asdfjkl
asdfqwer asdfzxcv ashley ashley1 ashley12 assasin assassin assassins asshole asshole1 assholes asterisk
asteroid astronaut astros athena athens athletics atlanta atlasadmin atlaspassword atletico attitude
attitude1 attorney auckland audi audia4 august australia austria autobots automatic autumn avalanche avatar
avatar1 avengers awesome awesome1 awesomeness azerty azerty123 azertyuiop babe babes baby babybaby babyblue
babyboy babyboy1 babycakes babydoll babyface babygirl babygirl1 babygirl12 babygurl babygurl1 babyko babylon
babylove babymonster babyphat bach backdoor backpack backspace backstreet bacon badabing badass badass1
badboy badboy1 badboys badger badger1 badgirl baggins bailey bailey1 ballerina balloons bambi banana banana1
bananaman bananas bandit bandit1 bangbang bangladesh bangtan barbara barbara1 barbie barbie1 barbiegirl
barcelon barcelona barcelona1 bareback barefoot baritone bartsimpson baseball baseball1 baseball12 baseball2
basement basketba basketball basketball1 bass bassman bassplayer bastard batgirl bathroom batman batman1
batman123 battlefield battleship bayern bayernmunich baywatch beach beach1 beachbum beaches beagle bear
bears beatles beatles1 beatrice beatriz beautifu beautiful beautiful1 beauty beauty1 beautyqueen beaver bebe
bebita beckham beckham7 bedrock beefcake beer beerbeer beethove beethoven beetlejuice beijing belgium
believe believe1 believer bella bella1 bella12 bella123 belladonna ben benfica benfica1 bengals benjamin
benjamin1 benji bentley bentley1 benvenuto beograd berlin bernard bernardo besiktas bestbuds bestfriend
bestfriend1 bestfriends bethany betty beyonce bianca bible bieber bienvenido bienvenue bigballs bigbird
bigblack bigboobs bigboy bigboy1 bigbrother bigcock bigdaddy bigdaddy1 bigdick bigdog bigdog1 bigfish
bigfoot biggie bigmac bigman bigmike bigred bigtits bigtruck biking bilbo bill billabong billionaire billy
billy1 billybob biohazard biology birdhouse birdie birmingham birthday birthday1 birthday21 birthday5
bismillah bisous bitch bitchass bitches bitcoin blablabla black black1 black123 blackangel blackbelt
blackberry blackberry1 blackbird blackboy blackcat blackcat1 blackdog blackfoot blackhawk blackhawks
blackhole blackice blackjack blackmagic blackman blackout blackpearl blackpink blackrose blacksabbath
blackstar blackwolf blades blahblah blahblah1 blaster blaster1 bleach blessed blessed1 blessing blessings
blink182 blizzard blondie blondie1 blood bloodline bloodlust bloody blossom blowjob blue blue123 blue1234
blue22 bluebell blueberry bluebird blueboy bluedevil bluedevils bluedog blueeyes blueeyes1 bluefish bluemoon
blues bluesky blume bmw bmwbmw bobafett bobby bobcat bobmarley bobmarley1 bobobo bobthebuilder boca
bocajuniors bond007 bonheur bonita bonita1 bonjour bonjour1 bonnie boobies boogie bookworm boomboom boomer
boomer1 booty bootylicious borussia boston boston1 boston12 boulder bountyhunter bowler bowling bowwow boxer
boxing boyboy boyfriend boys bradford bradley bradpitt brady12 brandon brandon1 brandon2 brandy brasil
brasil123 braveheart braves braves1 brazil breakdown brenda brian brian1 bridget brilliant brisbane bristol
britney britneyspears brittany brittany1 broadband broadway broccoli broken brokenheart brokenhearted
broncos broncos1 bronze brooklyn brooklyn1 brother brother1 brothers brown brownie brownie1 brownies browns
bruce brucelee bruno brussels brutus bryan bts123 bubba bubba1 bubbagump bubblegum bubbles bubbles1 bubbles2
buckeye buckeyes buckshot budapest budapest1 buddha buddhist buddy buddy1 buddy123 buddyboy buddydog
buddylee budlight budweiser buffalo buffalo1 buffy buffyvampire bugsbunny bulgaria bulldog bulldog1 bulldogs
bulldogs1 bullet bulletproof bullets bulls bullshit bunny bunny1 bunnyrabbit burger burrito business
business1 buster buster1 buster12 butter butterball buttercu buttercup butterfl butterfly butterfly1
butterscotch buttface butthead cactus cadillac caesar caitlin californ california california1 callofduty
camaro camaro1 camaro69 camaross cambridge camelot camelot1 camelot2 cameron cameron1 camille camille1
campbell camping canada canada1 cancer candy candy1 candycane candygirl candyman cannabis cannibal cantona7
capricorn captain captain1 captainamerica caramel caramelo cardinal cardinals carebear carebears carla
carlos carlos1 carnival carol carolina carolina1 caroline carpediem carpenter carrot cartman cartman1
cartoons cascade cashew cashmoney casper casper1 casper12 cassandra cassie castle castles cat catarina
catcat catdog caterpil caterpillar catfish cathedral catherine cats catwoman catwoman1 cecilia celebrity
celica celine celtic celticfc celtics celtics1 cemetery centos centurion century cervantes challenger
champagne champion champion1 champions champs chandler chanel changeit changeme changepassword changes
changethis channel chaos character charger chargers chargers1 charisma charlene charles charlie charlie1
charlie2 charlott charlotte charmed charming cheater cheburashka checkers checkmate cheer cheerleader
cheerleading cheese cheese1 cheeseburger cheesecake cheetah cheetah1 chelsea chelsea1 chelsea12 chelsea2
chelseafc chemistry cherokee cherries cherry cherry1 chester chester1 chevelle chevrolet chevy chevy1
chevy350 chewbacca chewie chicago chicago1 chicagobulls chicagocubs chicken chicken1 chicken2 chickens
chickens1 chiefs chihuahua children children1 chimpanzee china china123 chinadoll chinchilla chipmunk
chipper chiquita chiquito chloe chocobo chocolat chocolate chocolate1 chocolatechip chocolates chocolats
chopper chopper1 chouchou chris chris1 chris123 christ christ1 christian christian1 christie christin
christina christina1 christine christmas christmas1 christop christopher christopher1 chucky chucky1 church
churchill ciao ciaociao cigarette cimarron cinderella cindy cinema cinnamon cisco cisco123 ciscocisco civic
claire clarence clarinet clarinet1 classic classics classroom claudia claudio clayton clementine cleopatr
cleopatra cleveland cleveland1 climbing clippers clockwork cloud9 clueless coach coca cocacola cocacola1
coco coco123 cocoa coconut coffee coffee1 coffin coldbeer coldplay collector colleen college college1
collins colombia colonel colorado coltrane colts columbia columbus comedian comet commander commando
commandos community company company1 compaq compaq1 complete compton computador computer computer1
computer12 computer123 computers concrete confused connect connor conquest consumer contact contract
contrasena contrasenia contraseña control controls converge converse converse1 cookie cookie1 cookiemonster
cookies cookies1 cool cool123 cool1234 coolbeans coolcat coolcool cooldude coolgirl coolguy coolio coolman
coolness copper corazon corazon1 corazoncito corinthians corleone corndog cornflakes cornwall corolla corona
corporate correcthorsebatterystaple corvet corvette corvette1 cosmos cottage coucou counter counterstrike
country country1 countryboy countrygirl courage courses courtney courtney1 cowabunga cowboy cowboys cowboys1
cowboyup cowgirl cowgirl1 coyote cracker crackers crazy crazy1 crazyboy crazycat crazyfrog crazygirl
crazyhorse crazylove crazyman cream creation creation1 creation2 creative creative1 creature creeper
creepers cricket crimson cristian cristiano cristianoronaldo cristina cristo croatia crocodile crossfire
crossroads crusader crusader1 crusader2 crying crystal crystal1 crystals cubs cuddles cuddles1 cupcake
cupcake1 cupcakes curtis cute cutegirl cutie cutie1 cutiepie cutiepie1 cutlass cyberpunk cycling cyclone
cyclones cynthia dachshund daddy daddy1 daddygirl daddysgirl daddyslittlegirl daenerys daffyduck daisy
daisy1 daisydog dakota dakota1 dale03 dale8 dallas dallas1 dallascowboys dalmatian damnation damnit dana
dancer dancer1 dancing dancing1 daniel daniel1 daniel12 daniela daniella danielle danielle1 danmark danny
daredevil dark darkangel darkknight darklord darkman darkmoon darkness darkness1 darkside darkstar darren
darthmaul darthvader darwin dashboard database daughter daughters dave david david1 david123 davids davidson
davidson1 davinci daydream deadhead deadlock deadman deadpool death deathnote deathnote1 deathstar debbie
debian deborah december deepblue deeppurple deepthroat deerhunter default defaults deftones delirium
delivery delphine deluxe democrat demon demons denise denmark dennis dennis1 dentist denver denver1
department depeche depechemode derek derrick desire desperado desperate destiny destiny1 destroy destroyer
destruction detective detroit deutschland developer developer1 devil devil666 devildog devilman devilmaycry
devils diablo diamond diamond1 diamonds diana dianne dickhead dictator diego diesel diesel1 dietcoke digimon
digital digital1 dilligaf dinosaur dinosaur1 dinosaurs dios diosesamor director dirtbike dirtydog disaster
discovery disney disneyland disneyworld disturbed divorced doberman docker doctor doctor1 doctorwho dodge
dodgers dodo dog dogdog dogecoin doggie doggy doggydog doggystyle dogs dollar dollars dolphin dolphin1
dolphins dominate domination dominator dominic dominik dominique domino dominoes donald donaldduck donkey
donna dontknow donttellme doomsday doors dorothy dortmund doudou doughboy doughnut douglas downtown dracula
dragon dragon1 dragon12 dragon69 dragonball dragonballz dragonfire dragonfly dragons dragonslayer dragoon
drake dream dreamcast dreamer dreamer1 dreamgirl dreaming dreamland dreams dreamweaver drogba dropbox
drowssap drpepper drummer drummer1 drummerboy drums drwho dubstep ducati duck duckie duckling dudedude
dudeman duke duke1234 dukeduke dumbass dumbdumb dumbledore dumbo dummy dumpling dungeons dustin dylan dylan1
eagle eagle1 eagles eagles1 eaglesfan earnhardt earth earthquake easter eastside eastside1 eastwood eatme
eatmenow eatshit eclipse eclipse1 economics edgar edinburg edinburgh eduardo education edward edward1
edwardcullen eeyore egypt eighteen einstein einstein1 elaine elcamino eleanor electra electric electrician
electro electronic electronics element elementary elena elephant elephant1 elephants elevator elias elijah
elizabet elizabeth elizabeth1 ellen elliott elvis elvis1 elvispresley emerald emerald1 emergency emily
emily1 eminem eminem1 eminem123 emma emma123 emmanuel emmanuelle emmitt22 emo emogirl emperor endeavour
enforcer engel engine engineer engineering england england1 english english1 enigma enrique enterpass
enterpassword enterpri enterprise entropy eric erica erick erik erin ernesto escalade escape esoteric espana
esperanza essence esther estrella estrella1 estrellita eternal eternity eternity1 ethan ethereum etnies
eugene evanescence evelyn evergreen everlast everlasting everquest everton everyone everything evil evilevil
evolution evolution1 excalibu excalibur excalibur1 excellent executive exo exodus explore explorer express
extreme extreme1 fabian fabrizio fabulous facebook facebook1 fairies fairytale faith faith1 faithful
faithhope falcon falcon1 falcons fallenangel fallout falloutboy familia familia1 familia2 family family1
family4 family5 familyfirst familyguy fandango fantasia fantastic fantasy fantasy1 fastball fatboy fatcat
father father1 fatherof fatima favre4 fcbarcelona fcporto fdsafdsa fearless fearless1 february february1
federico felicia felicidad felipe felix felixcat fenerbahce fernanda fernandes fernandez fernando fernando1
fernandotorres ferrari ferrari1 ferreira feyenoord fidelity fightclub fighter fighter1 fighters finalfantasy
finance finland fire123 fireball firebird firebird1 fireblade firefighter firefire firefly firefox fireman
fireman1 firestone firestorm firewall fireworks fireworks1 firstlove fish fish1 fisherman fishes fishing
fivestar flamengo flamingo flamingo1 flash flashback fletcher flipper florence florida florida1 flower
flower1 flowerpower flowers flowers1 floyd fluffy fluffy1 fluffy12 foofighters footbal football football1
football10 football12 football2 football7 footballer foreskin forest forever forever1 forever2 forever21
foreverlove forgetit forgetme forgotten formula1 fortnite fortyniners foxes foxtrot foxy foxylady fradiavolo
framework france france98 francesca francesco francis francisco francois frank frankenstein frankfurt
frankie franklin franklin1 freaky freddie freddy freddy1 freddykrueger frederic frederick freebird freedom
freedom1 freedom2 freestyle freeuser freightliner friday friend friend1 friendly friends friends1
friends4ever friendship friendster frodo frog frogger froggy frontier fucker fuckface fuckfuck fuckme
fuckoff fuckthis fuckyou fuckyou1 fuckyou123 fuckyou2 fullmoon funfun funkytown funny funny1 funnyman
funtime fussball fussball1 futbol futbol1 futurama futurama1 gabriel gabriel1 gabriel2 gabriela gabriella
gabrielle galatasaray galaxy galaxy1 galaxys gambit gameboy gamecock gamecocks gamecube gameofthrones gamer
gamers gandalf gandalf1 gangsta gangsta1 gangstar gangster ganja garcia garden gardens garfield garfield1
gary gateway gateway1 gatita gatito geheim gemini gemini1 general generation genesis genesis1 genius genius1
geography george george1 georgia georgina gerald gerard germany gerrard gerrard8 getlost getmoney
getoutofhere ghetto ghost ghostbusters ghostrider giants giants1 gilligan ginger ginger1 giovanna giovanni
giraffe girl girlfriend girlie girlpower girls girls1 girly github giuseppe gizmo gladiato gladiator glasgow
glitter gloria glory gmail god godbless godfather godgod godisgod godisgood godisgreat godislove godsmack
godzilla godzilla1 gogogo goku gold goldberg golddigger golden golden1 goldeneye goldfinger goldfish
goldfish1 goldie goldmine goldstar goldwing golf golfer golfgolf golfing gollum gonzalez gonzalo goodboy
goodbye goodbye1 goodfellas goodgirl goodlife goodluck goodluck1 goodmorning goodness goodnight goodtimes
goodwill goodyear goofy google googleme gordon gordon24 gorgeous gorgeous1 gorilla gotcha gothic gothic1
gotohell grace gracias gracie graffiti graham grammar grandad grandma grandma1 grandmother grandpa grandson
granite grapefruit graphics grasshopper graveyard gravity greece green green1 green123 greenarrow greenbay
greenbean greenday greenday1 greenday12 greenday2 greeneyes greengreen greenish greenlantern greentea
gregory gregory1 gremio greyhound griffin grizzly grizzly1 groovy gryffindor guardian guardian1
guardianangel gucci guerilla guessme guesswho guest guestguest guillaume guillermo guineapig guinevere
guinness guinness1 guitar guitar1 guitarist guitarman guitars gummybear gummybears gundam gunit gunner
gunner1 gunners gunsnroses gurlz gustavo guten gutierrez gymnast gymnast1 gymnastics hacker hacker1
hacker123 hackers hackme hades hahaha hahaha1 hahahaha halflife hallelujah hallo hallo123 hallo1234
hallohallo halloween halloween1 hamburg hamburger hammer hammer1 hammers hammertime hamster hamster1
handball handsome handyman hannah hannah1 hannahmontana hannibal hansolo happiness happy happy1 happy123
happybirthday happyboy happyday happydays happyface happyfeet happygirl happyhappy happylife happyness
harakiri hardcore hardcore1 hardrock hardware harley harley1 harleydavidson harmony harold harry harrypotter
harrypotter1 harrystyles harvard harvest harvey haslo hassan hastings hateyou hawaii hawaii50 hawkeye
hawkeyes headshot heart heartbreak heartbreaker heartless hearts heat heather heather1 heather2 heaven
heavenly heavymetal hector hedgehog hedgehog1 hehehe hehehehe heidi heineken helen helena helicopter hell
hellboy hellfire hello hello1 hello12 hello123 hello1234 hellohello hellokitty hellokitty1 hellokity
hellothere helloworld hellraiser hellyeah helpme helpme1 hendrix henry henry14 herbert hercules hercules1
hermione hermosa hernandez hero heroes heythere highland highlander highlife highschool highway hihi hihihi
hilltop hiphop hiphop1 hippie hippopotamus historic history hithere hitman hitman1 hitman47 hockey hockey1
hockey11 hockey12 hocuspocus hogwarts hohoho hola hola1234 holahola holiday holidays holland hollister
hollywood hollywood1 holy holyghost holyspirit homeboy homebrew homeless homer homersimpson homerun homework
honda honda1 hondacivic honey honey1 honeybee honeybun honeybunny hongkong honolulu hooters hope hopeful
hopeless horizon hornet hornets horny hornyboy horse horse1 horseman horses hotboy hotchick hotchocolate
hotdog hotdog1 hotgirl hothot hotmail hotpants hotpink hotrod hotrod1 hotstuff hotstuff1 hottie hottie1
houston houston1 howard howdy hrvatska hulk hummer hummer1 hunger hungergames hunter hunter1 hunter12
hunter123 hunting hunting1 hurley hurricane hurricane1 husband husky hustler hustler1 hydrogen hyundai
iamawesome iamgod iamgreat iamlegend iamthebest ibrahim ibrahimovic iceberg icecold icecream icecream1
icehouse iceman ichliebedich idiot idontcare idontknow idontknow1 iforgot iforgotit ignacio iguana ihatelove
ihateyou ihateyou1 ihavenopassword ilikepie illusion iloveboys ilovecats ilovedogs ilovefootball ilovegirls
ilovegod ilovehim ilovehorses ilovejesus ilovelife iloveme iloveme1 ilovemom ilovemusic ilovemycat
ilovemydog ilovemyfamily ilovemymom ilovemyself ilovepussy ilovesex ilovesoccer iloveu iloveyou iloveyou1
iloveyou12 iloveyou2 iloveyou3 iloveyoubaby iloveyouforever iloveyousomuch imagination imagine imcool
imissyou immortal immortal1 impact impala67 imperial impossible impreza imthebest incorrect incredible india
india123 indians indigo indonesia infantry infantry1 inferno infinite infiniti infinity infinity8 innocent
insane insanity inspiron instagram instinct integra integral integrity inter interact intermilan internet
internet1 intrepid inuyasha invalid investor invincible invisible iphone ireland irene ironhorse ironmaid
ironmaiden ironman ironman1 isaac isabel isabella isabella1 isabelle isabelle1 islam123 island island1
israel istanbul italia italia90 italiano ivan iverson jack jackass jackass1 jackdaniels jackie jackjack
jackson jackson1 jackson5 jacksonville jacksparrow jacob jacob1 jacobblack jacqueline jaguar jaguar1
jailbird jajaja jajajaja jake jamaica jamaica1 james james1 james123 jamesbon jamesbond jamesbond007 jamie
january japan japanese jasmin jasmine jasmine1 jasmine2 jason jason1 jason13 java javascript javier jayz
jealous jean jeanette jedi jediknig jediknight jedimaster jeep jeepjeep jeff jeffgordon jeffrey jeffrey1
jehovah jellybean jellybeans jellyfish jellyroll jelszo jenkins jenna jennifer jennifer1 jenny jenny1
jeremiah jeremy jeremy1 jerome jerry jerusalem jesse jessica jessica1 jessica12 jessie jesucristo jesus
jesus1 jesus123 jesus777 jesuschrist jesusfreak jesusis1 jesuslives jesuslovesme jesussaves jetaime jetta
jigsaw jillian jim jimihendrix jimmy jimmy1 jkljkljkl joana joanna joe joel joey john john123 john316
johnathan johncena johncena1 johnjohn johnlennon johnny johnson joker joker123 jokerjoker jonas
jonasbrothers jonathan jonathan1 jonathon jonsnow jordan jordan1 jordan12 jordan23 jordana jorge jose
joselito joseph joseph1 josephine josh joshua joshua1 joshua12 journey jtaime juan juancarlos juanita judith
juggalo juggalo1 juggernaut juicy julia julian juliana julie julien juliet juliette jumpman junebug jungle
juniper jupiter jupiter1 jupiter2 jurassic justdoit justforfun justice justice1 justin justin1 justin12
justinbieber justinbieber1 justine justme justused juventus juventus1 kaka kakashi kamikaze kangaroo
kangaroo1 kansas kanye karamazov karaoke karate karen karina karl katarina kate katherin katherine kathleen
kathryn kathy katie katie1 katmandu katrina kawasaki kawasaki1 kayla kayla1 keepout keith kelly kelly1
kelsey kenneth kenny kenshin kenworth kenya kermit ketchup kevin kevin1 kevin123 kevindurant keyboard
keyboard1 khaled khaleesi kickass kickboxing kids kilimanjaro killbill killemall killer killer1 killer12
killer123 killers killjoy killme killthemall killzone kim kimberley kimberly kimberly1 king king123 kingdom
kingking kingkong kingkong1 kingpin kings kingsley kingston kisses kissme kissme1 kissmyass kissmyass1
kitten kitten1 kittens kitty kittycat kittykat knickers knicks knight knight1 knights knuckles koala kobe
kobe24 kobebryant korea korn korn1234 kpop krishna kristen kristin kristina kristine krystal kubernetes
kukuku kungfu kurtcobain kyle kyle123 labrador labyrinth lacrosse lacrosse1 lady ladybird ladybug ladybug1
ladybug2 ladygaga lakers lakers1 lakers24 lakeside lalala lalalala lamborgh lamborghini lancaster lancelot
lancer landcruiser landmark landon landrover laptop larry lasagna lasalle laserjet lassie lasvegas laughing
laughter laura laura1 lauren lauren1 laurence lavalamp lavender lavidaloca lawrence lawyer lazy lazyboy
leagueoflegends leah leandro learn learner learning leather lebron lebron23 lebronjames ledzeppelin lee
leeds leedsunited lefthand legacy legend legend1 legendary legends legolas legolas1 lemon lemonade lemonade1
leo leoleo leon leon123 leonard leonardo leonardodavinci leopard lesbian leslie letitbe letmein letmein1
letmein123 letmeinn letsgo lewis lexmark lexus liam libertad liberty liberty1 liberty2 libra library
lifeguard lifeisgood lifesucks lifetime lightnin lightning lightning1 lilies lillian lilwayne lilwayne1 lily
limerick limewire limpbizkit lincoln linda linda1 linda123 lindsay lindsey lineage2 linkedin linkedin1
linkin linkinpa linkinpark linux linuxlinux lion lionelmessi lionking lions lisa lisa123 littlebit littleboy
littlegirl littleman littleone liverpoo liverpool liverpool1 liverpoolfc lizard lkjhgfds lkjhgfdsa lmsadmin
lmslogin lmspassword lmsstudent lobo lobster loca logan logan1 login loginlogin logitech logon lolipop
lolita lollipop lollipop1 lollol lololo london london1 lonely lonestar lonewolf longhair longhorn longhorns
lookatme lopez lordoftherings lorena lorenzo lorraine lorraine1 losangeles loser loser1 losers louis louise
louisiana loulou loveable lovebird lovebug lovebug1 loveforever lovehate lovehurts loveisall loveislife
lovelace loveless lovelife lovelove lovely lovely1 loveme loveme1 loveme2 lovemylife lover loverboy
lovergirl lovers lovesick lovestory lovesucks loveyou loveyou1 loveyou2 lowrider lucas lucas1 luciano
lucifer lucky lucky1 lucky13 lucky7 lucky777 luckyboy luckycharm luckydog luckyman luckyone luckystar lucy
lucydog ludacris luigi luis luke lukeskywalker lunatic lunchbox macaroni macbeth machine machines macintosh
mackenzie macromedia madison madison1 madmax madness madonna madonna1 madrid magic magic1 magic123 magical
magicman magnetic magnolia magnum mailman mainland majestic major makayla makemoney malaysia maldini malibu
mallorca mama mama1234 mamamia mamapapa mami mamita manager manchester manchester1 mancity mandarin mandingo
mandy mango maniac maniac1 manifest manning manuel manuela manunited manutd manutd1 maradona maradona10
marathon marauder marcel marcelo marco marcos marcus margaret margarit margarita margot maria maria1 mariah
mariana marianne mariano maribel marie marie1 marihuana marijuana marilyn marina marine marine1 mariners
mariners1 marines marines1 mario mario123 mariposa mariposa1 marissa marjorie mark marketing marlboro
marlboro1 marlene marley marley1 marleybob marlins mars marseille marshall marshmallow martha martin martin1
martina martinez marvel marvin mary maryann maryjane maserati mason master master1 master123 masterchief
masterkey mastermi mastermind masterpiece masters mastiff mathematics mathew mathilde matrix matrix1 matt
matthew matthew1 matthew2 maurice mauricio mausmaus maverick maverick1 maverick2 mavericks max max123
max12345 maxime maximum maximus maxwell maxwell1 mayhem mazda mazda6 mazdarx7 mcdonald meatball meatloaf
mechanic medicine medusa megadeth megaman megan megan1 megatron melanie melbourne melissa melissa1 memorial
memories memphis mental mephisto mercedes mercedes1 mercedes2 mercedesbenz mercury mercury1 mercury7
meridian merlin merlin1 mermaid mermaids message messi messi10 metal metalhead metallic metallica metallica1
metalmulisha metroid mets mexico mexico1 mia miami miamor micaela michael michael1 michael12 michael2
michaela michaeljackson michaeljordan michaelmyers michaels michel michelle michelle1 michigan michigan1
mickael mickey mickeymouse micorazon microlab microsoft midnight midnight1 midnight2 miguel miguelito mike
mike123 mikey mikhail milan mildred military millenium millennium million millionaire millions milwaukee
mindless minecraft minecraft1 minerva minnesota minnie minniemouse miracle miracles miranda mission mississi
mississippi missouri misssyou missyou mistletoe mistress mitchell mitchell1 mitsubishi mittens mivida
mnbvcxz mnbvcxzlkj mobile mobydick mohamed mohammad mohammed mohawk mollie molly molly1 mollydog mommy
mommy1 mommy123 monalisa monamour monday money money1 money123 moneymaker moneyman moneymoney mongodb
mongoose monica monique monitor monkey monkey1 monkey12 monkeyboy monkeybutt monkeyman monkeys monolith
monopoly monster monster1 monsterinc monsters montana montecarlo monterey montreal moonbeam mooncake
moonlight moonlight1 moonmoon moonshine moonstar moonwalk morgan morgan1 moriarty morning morpheus morpheus1
mortalkombat mortgage moscow mosquito motdepasse mother mother1 motherfucker mothers motocross motorcycle
motorola motorola1 mountain mountain1 mountaindew mountains mozart mudvayne muffin muffin1 muhammad muhammed
multimedia mummy munchkin munchkin1 muneca munich muppets murder murderer murphy mushroom mushrooms music
music1 musica musical musician musiclover musicman mustafa mustang mustang1 mustang5 mustang6 mustanggt
mustangs mustard mutant myangel mybaby mychemicalromance mychild mydaughter myfamily myfamily1 myfriend
myheart myhusband mykids mykids3 mylife mylove mylove1 mypassword mypassword1 mypasswordis1 mysecret myson
myspace myspace1 myspace2 mysql mysterious mystery mystic mystical mystique mywife nadine nala namaste nana
nancy naomi napoleon napoli napster naruto naruto1 naruto12 narutouzumaki nascar nascar1 natalia natalie
natalie1 natasha natasha1 nathalie nathan nathan1 nathaniel nathaniel1 national nature naughty naughty1
navigator navyseal nebraska nederland neil nelson neo neptune netflix network network1 nevada neverever
nevergiveup neverland nevermind nevermind1 nevermore neversaynever newcastle newjersey newlife neworleans
newpass newpassword newstart newton newyork newyork1 newyorkcity newzealand neymar nicholas nicholas1 nick
nicolas nicole nicole1 nicole12 nigeria nightfall nighthawk nightmar nightmare nightowl nightwing nike
nike1234 nikenike nikita nikolas nina ninetail nineteen ninja ninja123 ninjaman ninjas nintendo nintendo1
nintendo64 nirvana nirvana1 nirvana13 nissan nitro nitrous noah nobody nokia noname nonenone nonono nonsense
noodles nopass nopasswd nopassword norman northside norway norwich notebook nothing nothing0 nothing1
notmypassword notorious nottingham nounours november nowayout nuclear nuggets number1 number23 nurse nursing
nutcracker nutella obiwan obsession obsidian ocean oceans octavio october octopus office office1 offshore
offspring oklahoma oldschool oldsmobile oliveira oliver oliver1 olivia olivia1 olympia olympics olympus
omega123 onedirection onedirection1 onelove onelove1 onepiece onetwothree online opendoor opendoors openit
opensesame opensource openup operation operator optimist optimus optimusprime oracle orange orange1 oranges
orangutan orangutan1 orchestra orchid ordinateur oregon oreo oreo1234 oreocookie organic orioles orlando
orlando1 oscar outkast outlaw outlaws outside overdose overkill overload overlord overseer owen oxford
oxygen p4ssword p@ssw0rd pa55word pablo pacers pacific packard packers packers1 paintball paintball1
painting pakistan pakistan1 paladin pallmall palmeiras pamela pancake pancakes panda pandabear pandemonium
pandora pandora1 pantera panther panther1 panthers papa papamama paperclip papercut papi papichulo papillon
papito parachute paradise paradise1 paradox paramedic paramedic1 paramore parasite paris paris1 parola
parool parrot pascal pass@word1 passcode passion passion1 passions passkey passpass passphrase passport
passw0rd passw0rd1 password password1 password12 password123 password1234 passwordispassword passwords
passwort passwort1 pathfinder patience patricia patricia1 patrick patrick1 patriot1 patriots patriots1
patrizia paul paula paulina pauline paulwalker peace peace1 peaceandlove peaceful peacelove peaceout peach
peaches peaches1 peacock peanut peanut1 peanutbutter peanuts pearljam pebbles pedro pegasus pele pencil
penelope penguin penguin1 penguin2 penguins penis penny pennywise pentagon pentium pentium4 pepper pepper1
pepper12 peppermint peppers pepsi pepsi1 pepsicola pereira perfect perfect1 perfection perfecto perfume
periwinkle perl perrito persephone personal peter peter1 peter123 peterbilt peterpan peterson phantom
phantom1 phantoms pharmacy phil philadelphia philip philippe philippines phillies phillip philosophy phoenix
phoenix1 photography photos photoshop php physics piano pianoman picasso pickle pickles pierre pigeon piglet
pikachu pikachu1 pilipinas pilot pinball pineappl pineapple pineapple1 pineapple2 pinhead pink pink123
pinkfloy pinkfloyd pinklady pinkpanther pinkpink pinkrose pinky pinky1 pinnacle pioneer pipeline pirate
pirates pisces pistol pistons pitbull pitbull1 pittsburgh pizza pizza123 planet planets plasma platinum
platinum1 playball playboy playboy1 player player1 players playgirl playstation playtime pleasure plumber
pluto pluto1 plymouth poetry poison poisson poiuytre poiuytrewq pokemon pokemon1 pokemon123 poker pokerface
pokerstars poland polarbear police politics polopolo polska pontiac pony poodle poohbear poohbear1 pookie
pookie1 poophead poopoo popcorn popcorn1 popeye popopo popstar porcupine porkchop pornhub porno pornstar
porsche porsche1 porsche2 porsche9 porsche911 portable portland portugal poseidon positive possible postgres
postman potato potatoes pothead potter power power123 powerade powerbook powerful powerman powerranger
powers prada prayer preciosa precious precious1 predator predator1 prelude premier president pressure presto
preston pretty pretty1 prettyboy prettygirl primavera prince prince1 princesa princesa1 princesita princess
princess1 princess12 princess123 princess2 princess7 princesss princeton principessa pringles prinzessin
priority priscilla prisoner private private1 privet problem prodigy producer productivity professor profile
profit programmer programming progress promise prophecy prosperity protect protocol providence psalm23
psycho psycho1 psychology puertorico pulpfiction puma pumpkin pumpkin1 punisher punk punkrock punkrocker
puppies puppy puppydog puppylove purple purple1 purple12 purple123 purpleheart purplerain pussy pussy123
pussy69 pussycat pussylover pyramid python python123 q1w2e3 q1w2e3r4 q1w2e3r4t5 qaz123456 qazqazqaz qazwsx
qazwsx123 qazwsxedc qazwsxedcrfv qazxswedc qqqqqq quagmire qualcomm quality quantum quebec queen queen1
queenbee queenqueen queensland quentin quicksilver quiksilv quiksilver qwe123 qwe123456 qweasd qweasd123
qweasdzxc qweqweqwe qwer qwer1234 qwerasdf qwerasdfzxcv qwerqwer qwert qwertasdf qwerty qwerty12 qwerty123
qwerty1234 qwerty12345 qwertyu qwertyui qwertyuio qwertyuiop qwertz qwertzui qwertzuiop rabbit rabbit1
raccoon racecar racecar1 racer rachel rachel1 racing radical radiohead rafael raiden raiders raiders1
rainbow rainbow1 rainbow6 rainbows rainyday ralph rambo ramirez rammstein rammstein1 ramon ramstein randy
ranger ranger1 rangers rangers1 raptor rapture raquel raspberry rasputin rasta rastafari rastaman
ratatouille rattlesnake ravens ravens1 ray raymond raymond1 raymond2 reality realmadrid realmadrid1 reaper
rebecca rebecca1 rebecca2 rebel rebel1 rebels recovery red red123 redalert redbull reddevil reddog reddog1
reddragon redemption redhat redhead redhot redis redneck redneck1 redred redrose redskins redsox redsox1
redstone redwing redwings reebok reflection reggae reggie regina regional rehab reliance reloaded remember
rememberme remington remote renault rene renegade republic resident residentevil resistance response retard
retired retriever revelation revenge revolution rex rhapsody rhino ricardo ricardo1 richard richard1 richie
richrich rick ricky riddler rightnow rihanna riley ringo ripcurl ripper rita river riverplate rivers
riverside roadkill roadking roadrunner rob robert robert1 robert12 roberta roberto robin robinson roblox
robocop robotech robotics rockandroll rocket rocket1 rocketman rockets rocknroll rockon rockstar rockstar1
rockwell rocky rocky1 rocky123 rockydog rockyou rodney rodrigo rodrigues rodriguez roger roland
rollingstones rollsroyce rolltide roma romance romania romantic romeo romeo123 ronald ronaldinho ronaldo
ronaldo1 ronaldo7 ronaldo9 ronnie rooney rooster root rootpass rootroot rosa rose rose123 rose1234 rosebud
rosebud1 rosemarie rosemary roserose roses rosewood rotten rotterdam rottweiler roulette router roxana
roxanne royalty ruben ruby ruby123 rufus rugby rugrats rumble runaway runescape runescape1 runner running
rush2112 russell russell1 russia russian rusty rusty1 rustydog ruth ryan ryan123 saab sabrina sabrina1
sacrifice sadness sagittarius sailboat sailing sailor sailormoon saints sakura sakura1 salamander salasana
salasana1 sally salut salvador salvation sam samantha samantha1 sammy samson samsung samsung1 samsung123
samurai samurai1 sanchez sanchez1 sandiego sandiego1 sandman sandra sandra1 sandstorm sandwich sanfrancisco
santiago santos sapphire sara sarah sarah1 sarah123 sarajevo saratoga sasha sasha123 sassy sassygirl sasuke
sasuke1 satan satan666 satanas satellite satisfaction saturday saturn saturn1 sauron sausage sausages savage
savannah savannah1 saved savior saxophone scandal scanner scarecrow scarface scarface1 scarlet schalke
schalke04 schatz schatzi scheisse schnitzel school school1 schooner schumacher schweiz science scirocco
scooby scooby1 scoobydo scoobydoo scoobydoo1 scorpio scorpio1 scorpion scorpion1 scotland scott scott1
scrabble scrappy seabass seagull seahawks seahorse sean seattle sebastian sebastian1 sebastie secret
secret123 secreto secrets secure secure123 security security1 seinfeld selenagomez seminole seminoles
semperfi senator senha senhas sensation sentinel september september1 serbia serena serendipity serenity
serenity1 sergeant sergio server sesame sevenfold seventeen sevilla sexmachine sexsex sexual sexy sexyback
sexybitch sexyboy sexygirl sexylady sexylove sexymama sexyman sexysexy sexything shadow shadow1 shadow11
shadow12 shadow123 shadowcat shadowman shadows shakespe shakespeare shakira shamrock shane shanghai
shanghai1 shannon shannon1 shaolin shaq shark sharks sharon shaun shawn shazam sheepdog sheffield sheila
shelby shelby1 shelby67 shelly sheridan sherlock sherlocked sherry shihtzu shine shining shiny shipping
shirley shitface shithead shitshit shogun shooter shooter1 shooting shopping shortcake shorty shorty1
shotgun showtime sidekick sideways sierra sierra1 signature silence silencer silver silver1 silver12
silverado silverado1 silverfox silvia simba simba1 simba123 simon simone simple simplepass simpleplan
simplicity simpsons singapore singer singing sinister sister sister1 sisters sisters1 sixpack sk8board sk8er
sk8ter skateboa skateboard skateboarding skateordie skater skater1 skating skeeter skeleton skipper skittles
skittles1 skull skulls skunk skydive skydiver skyhawk skyline skyline1 skyscraper skywalker slackers
slapshot slave slayer slayer666 sleeping sleepy slimjim slimshady slipknot slipknot1 slipknot666 slippery
slytherin smackdown smallville smashing smile smile1 smiles smiley smiley1 smileyface smith smoke smoke123
smoke420 smokes smokeweed smokey smokey1 smooth smoothie snake snakes snapchat sneakers snickers sniper
sniper1 snooker snoopdog snoopdogg snoopy snoopy1 snowball snowboard snowboarder snowboarding snowflake
snowhite snowman snowman1 snowwhite soccer soccer1 soccer10 soccer12 soccerball soccergirl sofia softball
softball1 softball12 software soldier soldier1 soleil solitaire solitude solomon solution somebody someone
something somewhere sommer sommer1 songbird sonnenschein sonshine sophia sophie sophie1 sophomore sorcerer
sorrow soul soulfly souljaboy soulmate soulmates soundgarden southafrica southampton southern southpark
southpaw southside southside1 sovereign space spaceman spaceship spaghetti spanish spanking spanky sparkle
sparkles sparky sparky1 sparkydog spartan spartan1 spartan117 spartans speaker special special1 specialist
spectre spectrum speed speedracer speedway speedy speedy1 spencer spencer1 spider spider1 spiderma spiderman
spiderman1 spiderman3 spiders spinning spirit spirits spitfire spitfire1 splinter splintercell spoiled
spongebob spongebob1 spooky sporting sporting1 sportingcp spotify spring springer springfield springtime
sprite spurs sputnik squadron squirrel squirt squirtle stacey stalker stallion standard standby stanford
stanley stanton starbucks starcraft stardust starfire starfish starfish1 stargate stargate1 starlight
starling starship starters startrek starwars starwars1 stealth steelers steelers1 steelers7 stella stephani
stephanie stephanie1 stephcurry stephen steve steven stewart stinger stinky stockholm stocking stockton
stonecold stoneman stoner storage stories storm stormtrooper stormy stranger stranger1 strangers strategy
stratocaster strawber strawberries strawberry strawberry1 streamer streetfighter strength strike stripper
stronger stuart stubborn student student1 students studio stunner stupid stupid1 stupidass stupidgirl
stupidme subaru submarine subwoofer success success1 successful sugar sugarfree suicide sullivan summer
summer01 summer07 summer08 summer09 summer10 summer12 summer99 summers summertime sunbird sundance sunday
sundevil sunflower sunflower1 sunlight sunny sunny1 sunnyday sunrise sunset sunshin sunshine sunshine1
sunshine12 suomi supercool superdog superfly supergirl superhero superior superman superman1 superman12
superman2 supermario supernatural supernova supersonic supersta superstar superstar1 superuser supervisor
superwoman support supporter supra supreme surfboard surfer surfer1 surfing survival survivor survivor1
susan susana suzanne suzuki suzuki123 sverige sweden sweet sweet16 sweetdreams sweetgirl sweethear
sweetheart sweetie sweetie1 sweetlove sweetness sweetpea sweets sweetums swimmer swimming swingers switch
switzerl switzerland sword swordfis swordfish sydney sylvain sylvester sylvia symmetry symphony syracuse
sysadmin system system123 system32 tabatha taco tacobell taekwondo talisman tamara tangerine tania tara
tarantula targaryen tarheels tasmania tatiana tattoo tattoos taurus taylor taylor1 taylorswift teacher
teacher1 teacher2 teamo teamo1 teamomucho tears techno technology tecktonik teddy teddybear teddybear1
teenager tekken telefono telephone television temp templar template temporary temppass temptation tenerife
tennessee tennis tentacle tequiero tequieromucho tequila teresa terminat terminator terraform terrapin
terrence terrible terry tesla test test1234 tester testing testing123 testpass testtest testuser texans
texas texas1 texaslonghorns thailand thankgod thankyou thankyou1 thebeatles thebest thebest1 theboss
theboss1 thecure thedoors thegame thegreat thejoker theking theking1 theman theman1 themaster theodore
theone theone1 theonly theothers thepassword theresa theresa1 therock therock1 thesimpsons thething thirteen
thirteen13 thisisapassword thisismypassword thomas thomas1 thompson thor thrasher threesome thug thuglife
thuglife1 thumper thunder thunder1 thunderb thunderbird thunderbolt thunderc thunderstorm thunderstruck
thursday tiberius tiffany tiffany1 tiffany2 tiger tiger1 tiger123 tigercat tigerlily tigers tigers1 tigger
tigger1 tigger2 tigre tigress tiktok timberland timeless timmy timothy timothy1 tina tinker tinker12
tinkerbel tinkerbell titanic titanic1 titanium titans titties toaster todd together together1 together4ever
tokyo tolkien tom tomahawk tomato tombraider tombstone tomcat tomcat14 tommy tomorrow tomtom tony toonarmy
toor tootsie topgun topsecret tornado tornado1 toronto tortoise tottenham tottenham1 touchdown toughguy
township toyota toyota86 tractor tracy trading trance tranquility trans transam transfer transformer
transformers transport trapdoor traveler travis treasure treasure1 tree treefrog trees trevor tribal
trickster trident trinidad trinity trinity1 triple tripleh triplets tristan triumph trojan trojans trombone
trooper trooper1 trophy tropical trouble trouble1 troubled truck trucker trucks trueblue truelove truelove1
trumpet trumpet1 trust trustgod trustme trustme1 trustno1 trustnoone truthful tuesday tuesday1 tulip tupac
tupac1 tupacshakur turbine turbo turbo1 turkey turkiye turquoise turtle turtle1 turtles tuxedo tweety
tweety1 tweety12 tweetybird twentytwo twilight twilight1 twilight2 twinkie twinkle twinkles twisted twister
twisters twitter tyler tyler1 tyler123 ubuntu ukraine ultimate ultimate1 ultimatum ultraman ultrasound
umbrella underdog underground undertak undertaker undertow underworld unforgiven unicorn unicorn1 unicorn2
unicornio unicorns unique united unity universal universe universe1 universidad university unknown unlimited
unreal unstoppable upgrade uptown uranus usarmy user username username1 userpass usmarine usmarines utopia
vacation vagina vagrant valencia valentin valentina valentine valentine1 valentino valeria valerie valkyrie
valorant vampire vampire1 vampires vancouver vanessa vanessa1 vanilla vanilla1 vans vegas vegeta velocity
venezuela vengeance venus veronica veronika versace vicky victor victor1 victoria victoria1 victoriasecret
victorious victory victory1 vida vienna vietnam vietnam1 viewsonic viking vikings viktoria vincent vincent1
violet violin viper virginia virginia1 virgo visitor vivian vladimir vodka vodoo volcano volcom voldemort
volkswag volkswagen volleyball volleyball1 volvo voodoo vortex voyager voyager1 voyeur wachtwoord wallace
walter wanda wanker warcraft warcraft1 wargames warhamme warhammer warlock warlord warlords warren warrior
warrior1 warriors warzone washingt washington watermel watermelon wayne webadmin webmaste webmaster website
wednesday weed weed420 weedman weekend welcome welcome1 welcome12 welcome123 welcome2 wellington wendy
werewolf werwolf wesley westham westside westside1 whale whatever whatever1 whatever2 whatsapp whatsup
whatthefuck whatthehell whiskers whiskey whisky whisper white whiteboy whitedog whitehouse whiteknight
whiterose whitetiger whitewolf whitney whocares whocares1 whoknows wicked wicked1 wife wildcat wildcat1
wildcats wildcats1 wildchild wildfire wildman wildthing wildwood wilfried will william william1 williams
willie willkommen wilson winchester windmill windows windowsxp windsurf winner winner1 winner123 winners
winnie winniethepooh winston winston1 winter winter12 winterfell wireless wisconsin witch witchcraft witches
wizard wizard1 wizards wolf wolfgang wolfman wolfpack wolverin wolverine wolves wombat wonder wonderful
wonderland wonderwall wonderwoman woodland woodstoc woodstock workhard working workout worldcup
worldofwarcraft worldwide worship worthless wrangler wrestlemania wrestler wrestling wrestling1
wrongpassword wsxedcrfv xavier xbox xbox360 xoxo xoxoxo xsw21qaz xsw2zaq1 xxx xxxxxx xxxxxxxx yahoo yamaha
yamaha1 yamahar1 yankees yankees1 yankees2 yasmine yellow yellow1 yellow12 yellowsubmarine yesterday yesyes
yesyesyes yoda yolanda yourpassword youtube ytrewq yugioh yvette yvonne zachary zachary1 zaq12wsx zaq1xsw2
zaq1zaq1 zaqxswcde zelda zeppelin zeppelin1 zeus zeus1234 zidane zoe zombie zombies zxc123456 zxcv zxcv1234
zxcvasdf zxcvb zxcvbn zxcvbnm zxcvbnm1 zxczxc zxczxczxc zzzzzz
`;
