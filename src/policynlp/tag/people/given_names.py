"""Given names that are borne by one sex almost without exception, as a weak hint for pronouns; never a statement about a person.

Our own list, written for this project: names that are frequent in English-language news from many countries, none that is common
for both (Alex, Andrea, Jean, Kim, Robin, Sasha). It decides between candidates of a pronoun and fills no field.
"""

from __future__ import annotations

from collections.abc import Mapping

from policynlp.tag.people.roles import HONORIFICS
from policynlp.tag.people.surnames import folded

_MALE = """
abdallah abdelaziz abdelkader abdirahman abdiwahab abdou abdoulaye abdul abdullah abel abu abubakar achmad adam adama adebayo adel
adewale adrian agus ahmad ahmed ahmet aidan alain alan alassane albert alberto aldo alejandro alejo alessandro alexandre alfred
alfredo alhassan ali alioune alistair allan alton alvaro amadou amara amare ambrose amir amit amos anatoly anders andre andreas
andrei andres andrew andrzej angus anil anselm anthony antoine anton antonin antonio arjun armand armando arnold arsene arthur
arturo arvid ashok ashraf asif aslan atanas ato attila augustin augusto ayodele ayub azat aziz babacar babajide bakhtiyar baltasar
barack barnabas bartholomew bartosz bashir basil bastien batbayar bekele ben benedict benjamin benoit berik bernard bernardo
bernie bertrand bilal bilguun bill biniam biram bjorn blaise bob bogdan bongani boris boubacar boureima brad brandon brayan
brendan brett brian bronislaw bruce bruno byron calum calvin camilo carl carlo carlos casimir cedric celestin cesar charles
charlie chinedu christian christopher chuck chukwuma clarence claude colin cormac craig cristian cristobal curtis cyprian cyril
cyrille dabir dagfinn dale damian dan daniel danilo darko darnell darren dauda dave david davor declan deepak demba dennis derek
desmond dhruv diarmuid dick didier diego dieter dimitar dimitris dinesh diogo dmitri dmitry dominic dominik don donald doug
douglas dragan drissa dumitru duncan dwight earl ebenezer ed edgar edmund edoardo eduardo edward efraim einar elhadj elias eliud
elon emeka emil emilio emmanuel emre enoch enrique eoin ephraim eric erik erlan ernest ernesto erwin esteban etienne euan eugene
evan evgeny ezekiel fabian fadi faisal farid faruk fausto federico fekadu felipe felix ferenc fergus fernando fidel fikret finn
firas florian fode francesco francis francisco franck francois frank franz fred frederic frederick fredrik fuad gabor gabriel
gareth gary gaston gavin gavino geoff geoffrey george georges georgi gerald gerard gerardo gerhard germain gervase getachew
ghassan gideon gilbert gilberto giles giorgos giovanni girma giuseppe glenn goran gordon graham greg gregory guillermo gulzar
gunther gustav gustavo gyorgy hadi haile hailu haji hakan halil hamad hamdan hamid hamza hannes hans hariharan harold harry haruna
hasan hashim hassan hassane hector heikki heiko heinrich heinz helmut hemant hendrik henri henrik henry herbert herman hermann
hernan hilario hiroshi honore horst hossein howard hubert hugh hugo huseyin hussein ian ibrahim idris idrissa iftikhar ignacio
igor ikechukwu iker ilhan ilya imraan imran inigo isaac isaiah isidro iskandar ismael ismail issa issouf istvan ivan jack jacob
jacques jaganath jagdish jaime jake jakob jakub jalal jamal james janos jarle jaroslav jason javed javier jawad jayantha jeff
jeffrey jens jeremy jerome jerry jerzy jesper jesus jim jimmy jiri joachim joakim joao joaquin joe joel johan john johnny joko
jomo jon jonas jonathan jordi jorge jorgen jose josef joseph joshua jozef jozsef juan juhani jukka jules julian julio juma jurgen
justin kaan kabir kailash kalle kamal kamau kamil karel karim karl karol karsten kashif kazimierz keith kelvin ken kenji kenneth
kevin khaled khalid khalil kipchoge kiprono klaus kofi komla konstantin kouadio kourosh krishna kristian krzysztof kunal kurmanbek
kurt kushal kwabena kwadwo kwaku kwame kwasi kyle lajos lamine larry lars laszlo lateef laurent leandro lennart leo leon leonard
leonid leopold leroy levent liam lionel lorenz lorenzo lothar louis luca lucas lucien ludwig luigi luis luka lukas luke luthando
maarten maciej magnus mahdi mahendra mahesh mahmoud malcolm malick mamadou mamoun mandla manfred manoj mansour manuel maqsood
marat marc marcel marcin marco marcus marek mariano mario mark markus marlon martin marvin massimo mateo mateusz mathieu mats matt
matthew matthias maurice mauricio max maxime mbaye mehmet melvin michael michal miguel mikael mikhail mikko miklos milos mirko
mirza mitch moctar modou mohamad mohamed mohammad mohammed mohamud mohan mohsen mojtaba morten moses mostafa moussa mthunzi
muhammad mukesh munir murad murat murray musa mustafa mustapha nabil nadeem nadim narendra naresh nasir nasser nathan nathaniel
naveed nedim neil nelson nestor neville nguema nicholas nick niels nigel nikhil nikolai nikolay nikos nils nizar njoroge noah noel
norman noureddine nuno nurettin nurlan obinna oddvar olaf olav ole oleg oliver olivier oliviero olli olusegun omar omari osama
oscar osman otieno otto oumar ousmane ousseynou owen ozan paal paavo pablo pankaj paolo parviz pascal pasquale patrice patricio
patrick paul pawel peder pedro pekka pelle pervez petar peter petr petros phil philip phillip pierre pieter piotr pius prabhu
pradeep prakash pramod prasad praveen pravin priit quentin rachid radek radoslav rafael rafal raffaele rahul raimund rainer raj
rajan rajendra rajesh rajiv rakesh ralph ramazan ramesh rami ramil ramon randy rashid rasmus rauf raul ravi ravil ray raymond
raymundo reidar reinhard remy renato reza riaz ricardo richard rick rinaldo risto rizwan rob robbie robert roberto rodney rodolfo
rodrigo roger roland rolf romain ronald rory rosendo roy ruben rudolf rufus rui rune rupert russell rustam ryan ryszard saad sadio
saeed saidu sailesh saleh salim salman salvatore sam sameer sami samir samson samuel sandeep sandor sandro sanjay sanjeev santiago
santosh satish saul scott sean sebastian selim serge sergei sergey sergio serhii seth severin seydou shahid shakeel shane shankar
sharif shivraj sibusiso siddharth sidi siegfried sigurd silas silvio simeon simon sipho sixto slavko slobodan sobhan sofiane soren
souleymane soumaila srdjan stanley stefan stefano stefanos sten stephen steve steven stig stuart subash sudhir suleiman sumit
sunil surendra suresh sushil svein sven szymon taavi tadesse tadeusz tahir takashi takeshi tamas tamir tarek tariku tariq tayyip
ted tendai teodor terrence terry tewodros thabang thabiso thabo theo thiago thierry thomas thulani tiago tihomir tilak tim timo
timothy timur tobias toby todd tom tomas tomasz tomislav tommaso tony torsten travis trevor tshepo tunde turgut tyler ubaldo
ulrich umar usman uwe valdemar valentin valeri vasco vasil vasily veli vernon vicente victor vijay vikram viktor viliam vinay
vincent vincenzo vinod vito vivek vlad vladimir vladislav volodymyr vusi wael waldemar walid walter warren wayne wendell werner
wilfred wilfried wilhelm will willem william wilson wim winston wladyslaw wojciech wolfgang xavier yacouba yahaya yakubu yann
yannis yaroslav yasin yasser yaw yaya yehuda yonas yosef yousef youssef yunus yuri yuriy yusuf yves zachary zaheer zahid zakaria
zbigniew zdenek zelimir zeljko zenon ziad zoltan zoran zsolt zubair zulfiqar
"""
_FEMALE = """
abena abigail abla adaeze adela adele adelina adjoa adriana adwoa afia afua agata agathe agnes agnieszka aida aigul aileen ailsa
aine aino aisha aissata aissatou aizhan akosua akua aleksandra alena alessandra alessia alexandra alice alicia alima alina alison
aliya alma alyona amanda amani ambar amelia amelie amina aminata amra amy ana anabel anais ananya anastasia andjela anette angela
angelica angelina aniela anissa anita anja anjali anke ann anna anne anneke anneli annette annie annika antje antonella antonia
anuradha aoife aparna apinya araceli araminta aranka arlene armelle arzu asel asha asma assetou astou astrid aung-san aurelie awa
awatif ayesha aylin ayse azadeh azra barbara beata beatrice beatrix beatriz becky begum belen bella benedikte berenice berit
bernadeth bernadette bernarda bertha beth betty beverly bhavna bianca biljana binta birgit birgitta birte blanca bojana bozena
brenda bridget brigid brigitte britta bronwyn brygida caitlin camila candela carina carla carlota carmen carol carola carolina
caroline carolyn casandra cassandra catalina cate catherine catriona cecilia celeste celia celine chandrika charlotte charu
chelsea cheryl chiamaka chiara chidinma chloe christa christelle christina christine ciara cindy cinzia claire clara clarisse
claudette claudia clementine clotilde colleen concepcion condoleezza connie constance consuelo cora coralie corinne cornelia
cosima cristiane cristina cynthia dagmar daisy danielle daria darya dawn deborah debra deepa deepika deirdre delia delphine denise
devi diana diane dilnoza dimitra dina divya djamila djeneba dolores dominika donna doreen dorina doris dorota dorothea dorothy
dorte dragana dunja ebru edda edith edna efua eileen eilidh elaine eleanor elena eleni elfriede elif elin eline elisa elisabeth
elisabetta elise eliza elizabete elizabeth elke ella ellen elmira elodie eloisa elsa elsbeth elvira elzbieta emanuela emilia
emiliana emily emine emma enid erica erika ernestine esma esmeralda esperanza estela estelle esther eugenia eulalia eunice eva
evangeline eveline evelyn evgenia ewa fabienne fadia fadila faiza fanny farah farida fariha farzana fatema faten fatima fatma
fatou fatoumata fatoumatta fatuma felicia felicity femke ferdousi feride fernanda filomena fiona fiorella flavia flora florence
florencia frances francesca frederike freya frida friederike fumiko gabriela gabriella gabrielle gail galina genevieve georgina
geraldine gerda gertrud gertrude ghada gina giorgia giovanna gisela gitte giulia giuliana gladys gloria grace graciela grazyna
greta guadalupe gudrun gul gulay gulnara gulsen gulsum gunilla gwen haifa hajra halima hana hanan hanna hannah hanneke harriet
hatice hawa hawwa heather hedwig heidi heike helen helena helene helga helin hella hellen henrietta henriette hilary hilda
hildegard hillary hina hodan hortense houda huda ifeoma ijeoma ildiko ilse imelda ina ines inga ingeborg ingrid ingvild inna
iolanda irena irene irina iris irma irmgard isabel isabella isadora isatou isolde ivana ivanka ivonne izabela jackie jacqueline
jadranka jadwiga jagoda jamila jana jane janet janice janina janneke jantien jarmila jasmine jasna jayanthi jeanette jelena jemima
jennifer jenny jessica jill joan joana joanna joanne joke jolanta jordana jorunn josefa josefina josephine josiane jovana joyce
juanita judit judite judith judy julia julie jurate kadiatou kalpana kamala kamila karen karima karin karina karla karolina
katalin katarina katarzyna kate kateryna katherine kathleen kathryn kathy katie katja katrin kaveri kavita keiko khadija khadijah
khady khalida khanyi kinga kirsi kirsten kirsty kjersti klara klaudia kristen kristiina kristin kristina krisztina ladan laila
lakshmi lalita lamia larisa larissa latha latifa laura lauren layla lea leah leena leila lena leona leonie leonor leonora leontine
lerato lesya leticia lidia lidija lieke lilia lilian liliana lillian lina linda lindiwe linnea lisa liselotte liv livia ljiljana
lois lola lora loredana lorena lorraine lotte louisa louise lourdes luba lucia luciana lucie lucila lucinda lucy lucyna ludivine
ludmila ludmilla luisa lupita lydia lynn lyudmila mable madeleine madina maelle magali magda magdalena mahima mahnaz mahsa maija
maike mairead maja majda makeda malgorzata malika mamta manal mandisa manuela marcela marcelle marcia mare maren margaret
margarete margarida margarita margherita margot margrethe maria mariam mariama mariana marianne mariatou marie marieke mariella
marietta marija marika marilena marilyn marina marisa marisol maristela marit mariya marjorie marketa marlena marlene marlies
marloes marta martha martina mary maryam maryna masako matilda matilde maureen mavis maxine maya mayte meena meera megan meghan
mehreen melania melanie melanija melek melinda melisa melissa meral mercedes merete merlene merve meryem mette michelle mihaela
milada milagros mildred milena milica mina mira mireille mirela mirella miren miriam mirjam mirjana molly monica monika mukta
muriel muthoni mwajuma myriam nadezhda nadia nadine nafisa nafissatou naima najat nancy nandini naomi narges nargis naseem nasreen
nastassia natalia natalie natalya natasha nathalie nazanin nazli neema neha nelly nerea nermin nethmi nevena ngozi niamh nicole
nicoletta nilufar nimet nina ninfa nirmala nisha nkechi noelia nokuthula nomsa nomvula nora norma noura nuria nurul nyasha oana
obiageli odette odile odunayo ofelia oksana olava olena olga olha olivera olivia ondine oriana orla oumou paivi palesa paloma
palwasha pamela paola parisa parveen pascale patricia patrycja paula paulina pauline pavlina pedra peggy peigi pelagia penelope
penina perpetua petra petronella philippa phyllis pia pilar pinar piroska pooja poonam prabha pratibha prisca priya priyanka
pushpa rachel radhika radka rafaela rahel rahima raisa ramatoulaye ramona rania ranjana raquel rasheeda rashida razia rebecca reem
reeta refilwe reina rekha renata renate renee reshma rhoda rhona riikka rikke rina rita ritu roberta rocio romana romina ronja
roopa rosa rosalba rosalia rosalie rosalind rosana rosaria rosario rose rosemary rosie roswitha roxanne roza rozalia ruba rubina
rukhsana rukmini rupa ruqayya ruth ruxandra sabeen sabiha sabine sabrina sade sadia safia safiya sahar saida sakina salimata sally
salma salome samantha sameera samina samira sana sandhya sandra sanja sanna saoirse sara sarah saraswati saskia savita savitri
sawsan seema selam selma senait senka sevgi seynabou shabana shaheen shahnaz shaista shamima shamsa shanelle shanti sharifa
sharmila sharmin shauna sheetal sheila shilpa shirin shirley shobha shreya shukria sibylle sidonie sigrid sigrun silje silke
silvana silvia simona simone sindisiwe sinead siobhan siri sirpa sita siti sladjana slavica smita snezana sobia sofia solange
soledad solveig sonali sonia sonja sophia sophie soraya stacy stefania steffi stella stephania stephanie subhadra sudha sue sujata
sultana sumitra sunita supriya surekha susan susana susanna susanne sushila sushma suvi suzanne svenja svetlana swati sybil sylvia
sylvie tabassum tahira taina tamar tamara tamsin tania tanya tarja tasneem tatiana tatjana telma teodora teresa tereza terezinha
thandiwe thea thelma theodora theresa theresia thokozile thuli tiffany tiina tijana tilda tina trine tsitsi tuba tuula ulla ulrika
ulrike ursula usha uta vaishali valentina valentine valeria valerie valerija vanda vandana vanessa vasanthi vasiliki vasilisa
veena velma vera verena verica veronica veronika veronique vesna victoria viola violeta violetta virginia vivian viviana viviane
vlasta wafa wanda wangari wanjiku warda wenche wendy wiebke wilhelmina wilma winifred winnie witney xenia ximena xiomara yael
yamina yanina yara yasemin yasmin yelena yetunde yevgenia yolanda yordanos yulia yuliya yumi yurany yvette yvonne zahra zaina
zainab zanele zara zarina zdenka zehra zeinab zeinabou zenaida zeynep zinaida zineb ziva zodwa zoe zofia zohra zora zubeda
zuleikha zuleyha zuzana
"""
_GIVEN: Mapping[str, str] = dict.fromkeys(_MALE.split(), "male") | dict.fromkeys(_FEMALE.split(), "female")


def is_given(word: str) -> bool:
    """Whether a word is one of the listed given names."""
    return folded(word) in _GIVEN


def likely_gender(name: str) -> str | None:
    """What the first word of a full name suggests; null for single words, initials and names not listed."""
    words = [w for w in name.split() if w.lower() not in HONORIFICS]
    return _GIVEN.get(folded(words[0])) if len(words) > 1 else None
