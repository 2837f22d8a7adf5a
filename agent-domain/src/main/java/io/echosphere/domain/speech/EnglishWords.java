package io.echosphere.domain.speech;

import java.util.Set;

/**
 * The English words by which a listener's noise or the end of a turn is told, and the real ones
 * that lie one letter away from them: who said one of these was not misheard.
 *
 * <p>Made of the words of {@link Backchannels}, {@link EnglishSpelling} and the tables of English
 * endings, and of those of SCOWL 2020.12.07 (Spell Checker Oriented Word Lists;
 * THIRD-PARTY-NOTICES.md has its notice) that come of them by one letter changed, added or dropped:
 * words and contractions of sizes 10 to 35, names of sizes 35 and 50.
 */
final class EnglishWords {
  /** Of size 10, and those of the rules themselves. */
  private static final Set<String> COMMON =
      words(
          """
          'cause able about absolutely across act actually add address adds after again against
          age ago agree agreed agrees ah aha ahead aid aim air alarm all almost alone along
          already alright also alter although always am amazing among an and another any anymore
          anyone anything anyway are area aren't arm around art as ask asks at ate awake away
          awesome back backs bad ball ban band bank bar basically be bear because bed been before
          behind being believe believed believes beside besides best bet bets better between
          beyond bid bidding big biggest bill bind bit bite bits black body book books boot bore
          both bother bothers bought box boy bright brilliant bring brings bug bury bus busy but
          buy buys by bye byte call called calls came can can't cancel cannot car card cards care
          carry case cat cause caused causes cell certainly chance change changed changes charge
          cheapest check checks chose close closed closer closes closest co code coded codes cold
          com come comes comma concerning continue continued continues cool cope core correct
          corrects could couldn't course courses cover crazy cross cry cup cure current cut dare
          dash date day days dead deal dear decrease deem deems definitely delete deleted deletes
          describe described describes despite did didn't die died dies do doctor doe does doesn't
          dog doing don't done dot double doubt down dr dry during each early ease east eat eight
          either else email end enough entire er erm err even evening evenings evens event ever
          every everyone everything exactly example examples excellent except excuse explain
          explains extremely eye eyes face fact facts fail fair fall fan fantastic far fascinating
          fast fate father favorite fear fed feed feeds feel feels feet fell few fewest fight file
          fill find finds fine fire first fish fit fits five fix flash flew food for forget
          forgets forgot form four from front fry fun fund funny gain game gas gather gave get
          gets give given gives gmail go god goes going gone gonna good goodbye goodness goods
          gosh got gotcha gotta great ground guess gun guy ha hack had haha hair hall hand hang
          hangs hard has hat hate have haven't having he he's head hear heard hears heart heat heh
          held hell hello help helpful helps her here hers herself hes hey hi hid hill him himself
          his hit hits hm hmm hmmm hold holds hole home hope hoped hopes hot hour hours how how's
          huh hung hyphen i'd i'll i'm i've ice idea ideal ideas if ill in including increase
          increased increases incredible indeed info inside instead interesting into is isn't it
          it's its joint joy jp just kay keen key kid kidding kill kind kinda kinds king knew know
          known knows lack land last lasts late later latest latter lay leach lead least led left
          leg legs lend less let let's lets letter lie life lift light like liked likes line list
          lists little live lock locking locks log logs long look looking looks loop lorry lose
          loss lost lot lots love lovely low lower mad made mail main make makes man many map
          marry master may maybe me mean means meant men mere mess message messages met mhm might
          mile mind minds mine mister mix mm mmhmm mmm mod mode moment more morning mornings most
          mother move moved moves movie mr mrs ms much must mute my myself name named names near
          nearby nearest nearly neat need needed needs neither net never nevermind new newest next
          nice nicer night nine no none nope nor not note nothing noting now number numbers odd of
          off often oh ok okay old older on once one ones only onto ooh open opens or order orders
          org other others ought our ours out outside over owe owes own pack paid pair pardon past
          pause pay pays peak pen per perfect phone pi pint plan play plays please pleased pleases
          plot plots point points pool port possible possibly pounds power presume pretty print
          probably prone pure put puts putt question questions quit quite quits quote race raise
          raised raises ran rare rate rates rather re reach read reads ready real really recommend
          recommends red regarding remind reminds remote remove removed removes repeat repeats
          reservation rest resume rid ridding right rights ring rise road round row run sad safe
          said sake sale same sat save saving saw say says scan schedule search second seconds see
          seek seeks seem seems seen sees sell send sends sense sent seriously set sets seven sex
          shall shame she she's shell ship shop short should show shown shows sight sign signs
          since sit sits six skill skip slash slip slow slower small so soft sold some someone
          something sometime sometimes somewhat son soon sorry sort sorts sought sound sounds
          speak speaks spell spelled spells spend stable start starts stay stays step still stop
          stops street such sum sun super suppose supposed supposes sure switch table tables take
          taken takes taking talk talking talks tank tanks tape task tea teach tell tells ten tend
          term test text than thank thanks that that's thats the their theirs them then there
          there's these they they'll they're thin thing things think thinks this those though
          thought thoughts three threw through thus tie tight till time timed timer times tin to
          today told tomorrow tonight too took top totally toward towards town translate
          translated translates treat tree triple true try trying turn turns two tying uh uhhuh
          uhm uk um umm unbelievable under underscore understand understands understood unless
          until up upon us use used user uses usually van vary vast very via vice wait waited
          waiting waits wake walk walking wall wanna want wanted wanting wants war was wash wasn't
          wasted wasting water way ways we we'll we're we've wear weight well went were west what
          what's whatever when whenever where where's whereas wherever whether which whichever
          while white who who's whoa whole whom whose why wild will wills win wind wine wire wise
          wish with within without won won't wonderful wondering words wore work works world worry
          would wouldn't wow write writer writes writing wrote ya yea yeah year yep yes yesterday
          yet you you'll you're you've your youre yours yourself yup zero zip
          """);

  private static final Set<String> OTHERS =
      words(
          """
          aback abe abet abler ably abort abound ace acre ad ada ado ads aground ahab ahmad ail al
          alar alarms aldo ale ali alight alike allays ally alpo alsop alto amble amd amp amway
          amy ana andy anew ann anna ant antone ants anythings aol ape apt apter ara arc ares ark
          ash ashe aspell ats ava avery await awaiting awe awhile awry aws axe axle aye ayes bach
          bade bag bait baiting bake bakes bald balk balking balled bang bard bare baring bark
          barry bash bask bat bath batter baud bay bays beach bead bean beans beast beat beater
          beck bedside bedsides bee beef beer bees beet beg behinds beings believer bell belt ben
          bend bent bering bern bert beset bess bests beta beth bette betters bettor bib bic bike
          bin bitter blast blend bless blog blot blots boa bob bode boeing bog bold bone bones
          bony boo booking boom boon boor boos booth bop border borg boring bork botch bounds bout
          bow boyd boys brad braise bread bred brest bret brilliants brine brink briny brit brook
          broth brut bsd buck bud bum bun bunny buoy burn burt bused bust buts butt butter byes
          cab cable cabled cad cain cake cakes calf cali calk calked calking caller calm calmed
          cam camry cancels cancer cane cannon cans cant cap cara cared carey carl carly carnot
          carp carr cars cart cary cash cask cast cater cather cave caving caw cd cede cello
          certainty chad chan chang chat chats che cheek chen chi chick chile chink chow chuck cid
          clan clash clause clay clog clone closet clot clots clove coal coarse cob cod cods cody
          cog coil coke cole coma comb comet commas como comte con concerting cone cones coo cook
          cooking cooks cools coop coos cop cord corks corning cot cote cots coursed courser cove
          cow coward cowards cower cox coy crate cray craze crying cull culled cur curd curing
          currant currents curry curse cute dad dam dame dane daring dave dawn dc deaf dean deans
          dearest dearly dears decease decreased decreases dee deed deeded deeds deer dell dense
          deplete despise dew dewar di dice dido dig dike dill dim dime dimer din dine dip dis
          dish dither dive dix doctors doer doers dogs dole doles dome domes don dona donn donna
          donne dons dope dopes dos dose doses dote dotes dots doubled doubles doubly doubts dour
          dove dover doves dow downs downy doze dozes dread drone drown drying dud duding dues
          dumber dune duo duping dust dwell dye dyes ear earl earle earls eater eave eben eco ed
          eden eel eels ego eh eighth eights eighty elbe elise elm elsa elsie em emails emery emil
          entice eon era erma erse esther etch ethan ether evan eve evert eves ewe exampled
          excepts excerpt excise excused excuses fable facet factually fad fairs fairy fake fakes
          fame famed fang fanny fare fat favorites favourite fay fdr feat fee fees fells fen fend
          fetter fever fez fiend fin fined finer fines finn fins fir firs firsts fist fiver fives
          flair flog flour flower fm foe foes fog fold foment fond font fool ford fore forge
          forged forger forges forgo fork forks fort fought foul founds fours fox fred fright fro
          frog fromm frond fronts frost frying fuel fuels fundy fur furs fused gable gail gait
          gall galled gamed gang garry gash gate gay gays gear gee geed gel gem gent geo gere germ
          ghats gibe gide gill gin gish gist glower goa goad goat gob gods goff gog gold gong goo
          goody goof goon gore goring goth gould gout gown grail grate greats greed greet guest
          guests gum gus gush gust gut haas hag hags hahn hal hale haling hals halve halving ham
          hams han hank hanna hans hare haring harry hash hating hats havel haven haves hay haying
          hays haze hazing heal heap heave heaving hebe heed heeded heeds heel heels heep height
          heir heirs hellos helm hem hemp hems hen hens hera herb herbs herd herds hero hess hew
          hews hike hims hind hip hips hire hiss hither hive hiving hmong ho hoe hoed hoes hoff
          hog holed holt holy homed homer homes homey hone hones hong hood hook hooking hooks hop
          hopi hops hose hounds hove hover howard howe howl howls hows huang hub hue huey hug hugh
          hui hum hume hun hus hush hut hyphens ian ibm id ifs ike ikea ina incredibly indexed
          ines ing ink inn ins insider insides ion ios iphone irate ire iso ispell ito jack jake
          jam jame janna jay jays jean jeans jed jell jess jest jet jets jew jill jim jo jog jon
          jones jot jots jove jut jute kant kate katy kaye keel keels kelp keven khan kidd kim kin
          kink kip kit kits knee kneed knight knob knot knox kong la lad lag lager laid lair lake
          lakes lame lamed lamer lamest lang lard larry las laser lash lass latent latex lather
          laxer laxest layer lays lea leah lean leans lear lease lee leeds lefts len lena lends
          leno lens lent les lesa lest leta lever lew lewd lice lid liken liker lilt lime lin lind
          linda lint lip lisa lisp lister liszt lit liter lither littler lively lob lobs loft
          lofts logo lois lome lon lone lonely longs loom looming looms loon loons looping loops
          loosing loot looting loots lop lope lops lore los loser lott lotus lou lover lowe lowed
          lowers lowery lows lug luke lumber lung lure luring lust lute lye ma mable mace maces
          mach mack macy mae mai maid maine maker makers male males mall mandy mane manes mangy
          mani manly mann mans manx mao mar mare mares mars mary mas mash mask massage mast mat
          mate mates mather max maya maybes mayo mays maze mazes mead meal meals meany meat meats
          medan meg megan mel mend mes mete mew mgm mhz mia mice mighty mike mikes mild mill milne
          mime mince mindy mined miner mines ming mink mint mir mire miser mist misted mistier mit
          mite moan moaning moans moe moister mold mole mom moments moo mood moon mooning moore
          mope morn moro morse mort moth mothers mould mounds mourning mover mow mower muck mulch
          mule mum munch muse mused mush musk muss muster musts musty muted muter mutes mutt myst
          nair naked nam nan nape nash nat nate nay nays neal nears neatest ned needled needy nell
          neo nero nest nets newer newt niche nick niece nigh nights nike nile nina nines nip nit
          nits nod node noe noes nome non nook nooks noon nora norm nose notching nothings nought
          numbed nun nut oaf oak oar oars odder ode oder odes offs ohm ohs oily okays ola olen
          oman omen ono onus oort opel opt ora ore ores orgy orly orr otter otters otto ouch ounce
          oust outs outsider outsides oven overs overt owen owl owns ox oxen pa pact pad paint
          pall palled pam pan pang pant panted pants par pardons pare parse parson pas pat pate
          paused pauses pave paving pea peach peal pear peat peel peels peer peg pei pep perfects
          perk perl perm pert peru pest pet pets petty pew phoned phones phoney phony pier pike
          pill pin pine pis pit pits pleas ploy ply pm pod ponce pondering pooh pope pore
          possibles pot pots pour pours pout praise pray preservation probable prom provably prut
          pry prying pub pun punt pup pus qom quito rack rae rafter rage raid rake rakes rally ram
          rand rang rant ranted rants rape rash rasher rat rated rats rave raving ray rays raze
          realm reals realty ream reap rear rebind redo reds reed reeds reel reels regal reid
          reilly relieve rend repeal repent reservations reside resides respite resumed resumes
          retarding rev rewarding rewind rex rhone rice rim rind rip rite rod rode roes rome ron
          rook rooking rooks rope rot rote roth rots rounds rout rove rover roy rue rued rum runny
          rust rut rye sac sack sacs sade sag sage sags sail saks sal salk sames san sand sane
          sang sap saps sars sash saws scheduled scheduler schedules sea seal seam seams sean sear
          seat sect seed seeded seeds seep seeps seer semen sensed senses seth setter sevens sever
          severn sew shave shaving shaw shawl shea shear shed sheds shelled shes shod shoe shone
          shoo shot showy shy sic sid sigh sill sin sine singe sip sir sire sister ski skid
          skidding skim skimp skin skips skis skit sky slater slay slays slid slog slop slosh slot
          slots slush sly smart smash smell smelled sneak snell snip snitch snort snot snow sob
          sod soften sole solon someones somethings somewhats somme song soot sop sore sorta sour
          sours sow sown spay spays spear speck speller spelt spill spilled splash spoon sport spy
          staid stake stalk stalking stall star starch stare stark starr stars steak stem stems
          steven stills stitch stomp stoop stow streets stuart suck sucre sue suite sunny sup
          superb supers supper surer surf surge suse sven sway sways swell swelled swill swish
          swoon tabled tablet tack tacking tact tad taker talc tale tall tame tamed tamer tan tang
          tanking tao tarry tart tasking tate tear teat teats ted tee teed teem teems teen tense
          tent tess tet texts thad thai thais thanh thant thar thaw thaws thea thee theme theses
          thick thins thong thorough threes thy tia tiber tide tier tiger tile tills tilt tim
          timber timers timex timor timur ting tip tire toad tod todd toe toed toes togo tojo
          tokay toll tom tome tomorrows ton tone tones tong tonto tool toot tore torn tory tot
          toto tots tough tour tours tout tow tower toy toying tran tray tread trey trifle trill
          tripe tripled triples triplet trippe trite trough troy truce trued truer trues truing
          tull turf turin turing turk tut tv twa twitch twos ty tyree ubs udder ugh unbelievably
          underscored underscores untie unto ups upton urn usa ute vang vat vba veal vend vera
          verb vern vest vet vets vial vie vila vince vine visa vow wad wade wads waft wafted
          wafting wafts wag wage wags waif wail wailing waist waite waiving waked waken wakes
          walled walt wan wand wanda wandering wands wane waned wanes wang ward ware wars wart
          warts wary wasp watt watts wave waving wavy wax waxy wean weans weave web wed wee weed
          weeded weeds wei weill weld wells welt wet wets wetter whale whats wheat whens wheres
          whet whew whiled whiles whim whine wholes whys width willa willy wilt wily wince wisp
          wist wit witch wither wits witt wive woe woes wok woke woks wong wont woo wood wool
          worms wot woulds wound wounds wove wows wren wright wring writ writhe writs wry yak yam
          yang yap yard yearly yell yelp yen yens yesterdays yeti yew yews yong yous yves zany
          zeal zeno zeros zest zips zone zones zoo
          """);

  private EnglishWords() {}

  /**
   * Whether the word may have been said as it was heard.
   *
   * @param word in lower case, one letter away from a word that the rules turn on
   */
  static boolean isReal(String word) {
    return COMMON.contains(word) || OTHERS.contains(word);
  }

  /**
   * Whether it is one of the commonest, which are said by themselves too.
   *
   * @param word in lower case, one letter away from a word that the rules turn on
   */
  static boolean isCommon(String word) {
    return COMMON.contains(word);
  }

  private static Set<String> words(String words) {
    return Set.of(words.strip().split("\\s+", -1));
  }
}
