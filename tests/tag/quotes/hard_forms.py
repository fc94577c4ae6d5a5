# ruff: noqa: E501 - one case a line is easier to read
"""Hard forms of attribution, written for these tests: form, text, and what must be found as (speaker, content) pairs.

Content is given without marks and stops at its edges, pieces joined by " / ". Speaker null: nobody in particular.
"""

from __future__ import annotations

Case = tuple[str, str, list[tuple[str | None, str]]]

CASES: list[Case] = [
    # inverted order and titles
    ("after", "The port will stay closed until Friday, Transport Minister Kofi Mensah said.", [("Kofi Mensah", "The port will stay closed until Friday")]),
    ("after", "\"Rents will double within a year,\" said Anja Keller, a tenant in Leipzig.", [("Anja Keller", "Rents will double within a year")]),
    ("after", "“The dam is safe”, said Governor Rahul Mehta on Monday.", [("Rahul Mehta", "The dam is safe")]),
    # the same speaker goes on
    ("goes on", "“We have waited ten years,” said Lucía Fernández, mayor of the town. “Now the money is here.”", [("Lucía Fernández", "We have waited ten years / Now the money is here")]),
    ("goes on", "\"The pumps failed twice,\" Peter Novak said. \"Nobody came to repair them.\"", [("Peter Novak", "The pumps failed twice / Nobody came to repair them")]),
    # cue in the middle
    ("middle", "\"The water,\" Amina Okafor said, \"is not safe to drink.\"", [("Amina Okafor", "The water / is not safe to drink")]),
    ("middle", "\"If the rains fail,\" warned Jonas Weber, \"the harvest is lost.\"", [("Jonas Weber", "If the rains fail / the harvest is lost")]),
    # mixed
    ("mixed", "Gábor Tóth told reporters that tariffs “would hurt everyone” in the region.", [("Gábor Tóth", "that tariffs “would hurt everyone” in the region")]),
    ("mixed", "The ministry called the article \"pure invention.\"", [("ministry", "the article \"pure invention")]),
    # marks of other kinds
    ("marks", "«The strike goes on,» said union leader Marc Dupont.", [("Marc Dupont", "The strike goes on")]),
    ("marks", "„The road is open,“ said Minister Petra Braun.", [("Petra Braun", "The road is open")]),
    ("marks", "''We paid on time,'' said Mary Lyons, who runs the farm.", [("Mary Lyons", "We paid on time")]),
    ("marks", "\"He told us 'leave now' and we left,\" said Omar Aziz.", [("Omar Aziz", "He told us 'leave now' and we left")]),
    # several paragraphs
    ("paragraphs", "\"We will rebuild every school in the valley. We owe it to the children.\n\n\"And we will do it within two years,\" said Governor Anil Sharma.", [("Anil Sharma", "We will rebuild every school in the valley. We owe it to the children / And we will do it within two years")]),
    ("paragraphs", "\"The law is clear,\" said Judge Marta Silva. \"It gives the court no choice.\n\n\"But parliament can change it.\"", [("Marta Silva", "The law is clear / It gives the court no choice / But parliament can change it")]),
    # no quotation at all
    ("scare", "The so-called \"green list\" was published on Monday. It covers nine countries.", []),
    ("scare", "Workers' wages rose 3 percent in the '90s, and the drivers' union grew.", []),
    ("scare", "The film \"Long Rivers\" opens the festival in May.", []),
    # according to
    ("according to", "According to the World Bank, growth in Kenya slowed to 4.2 percent last year.", [("World Bank", "growth in Kenya slowed to 4.2 percent last year")]),
    ("according to", "Exports fell by a tenth in March, according to figures from the statistics office.", [("statistics office", "Exports fell by a tenth in March")]),
    ("according to", "The bridge, according to engineers, needs new cables.", [(None, "The bridge / needs new cables")]),
    # directives
    ("directive", "The commission urged member states to close the gap, improve storage and share data.", [("commission", "member states to close the gap, improve storage and share data")]),
    ("directive", "Farmers have been urged to plant early.", [(None, "Farmers / to plant early")]),
    ("directive", "The mayor, Clara Prado, called for a new hospital in the north.", [("Clara Prado", "a new hospital in the north")]),
    # plans
    ("plan", "The government pledged to halve emissions by 2035.", [("government", "to halve emissions by 2035")]),
    ("plan", "Prime Minister Lars Holm vowed to cut the tax.", [("Lars Holm", "to cut the tax")]),
    # no verb
    ("verbless", "\"Nobody should lose a home over this bill.\" — Commissioner Helena Novak", [("Helena Novak", "Nobody should lose a home over this bill")]),
    ("verbless", "Sharma: Power cuts will end by May\n\nElectricity minister Asha Sharma said on Sunday that the cuts would end.", [("Asha Sharma", "Power cuts will end by May"), ("Asha Sharma", "that the cuts would end")]),
    ("verbless", "Uddhav's harvest: rain came late, loans came later\n\nThe fields near Wardha are dry.", []),
    # documents and institutions
    ("bodies", "The report, published on Tuesday, warns that reservoirs could run dry by 2030. It says that losses in pipes are the main cause.", [("report", "that reservoirs could run dry by 2030"), ("report", "that losses in pipes are the main cause")]),
    ("bodies", "\"Grain must come first,\" said a statement from the council. Storage should be doubled, it said.", [("statement from the council", "Grain must come first"), ("statement from the council", "Storage should be doubled")]),
    ("bodies", "The ministry said growth was 2 percent.", [("ministry", "growth was 2 percent")]),
    ("bodies", "A report by the Sea Institute comes to another conclusion. It says that sediment would cover the meadows.", [("Sea Institute", "that sediment would cover the meadows")]),
    # nobody in particular
    ("anonymous", "Analysts said that prices had peaked. Supply would recover, they said.", [(None, "that prices had peaked"), (None, "Supply would recover")]),
    ("anonymous", "The tunnel, engineers say, will cost twice as much as planned.", [(None, "The tunnel / will cost twice as much as planned")]),
    ("anonymous", "A spokesman for Anna Berg said that she was ill.", [(None, "that she was ill")]),
    # coordination
    ("coordinated", "Minister Tunde Bello noted that yields should double, and urged research into seeds.", [("Tunde Bello", "that yields should double"), ("Tunde Bello", "research into seeds")]),
    ("coordinated", "Thanh Le noted that the seeds were local, adding that farmers had tested them for three years.", [("Thanh Le", "that the seeds were local"), ("Thanh Le", "that farmers had tested them for three years")]),
    # pronouns
    ("pronoun", "Chancellor Erik Holm met the press on Friday. \"The border stays open,\" he said.\n\nIn May the rules will be checked again, he added.", [("Erik Holm", "The border stays open"), ("Erik Holm", "In May the rules will be checked again")]),
    ("pronoun", "Park Ji-hoon, an economist at Hanyang University, said exports would recover. \"Chips lead the way,\" Park said.", [("Park Ji-hoon", "exports would recover"), ("Park Ji-hoon", "Chips lead the way")]),
    ("pronoun", "Mr. Alan Cole and Ms. Ruth Dean spoke. \"The fund is empty,\" she said.", [("Ruth Dean", "The fund is empty")]),
    # relative clauses, passives, as-clauses
    ("embedded", "Ana Ruiz, who said the plan was late, left the room.", [("Ana Ruiz", "the plan was late")]),
    ("embedded", "The plan, which farmers have criticised as too costly, requires counties to build depots.", [(None, "which / as too costly")]),
    ("embedded", "General Musa Idris was quoted as saying that the army would withdraw.", [("Musa Idris", "that the army would withdraw")]),
    ("embedded", "As the economist Lena Fischer put it, the city “cannot pay twice” for one road.", [("Lena Fischer", "the city “cannot pay twice” for one road")]),
    # what the parser hangs elsewhere
    ("clause", "Jane Mwangi said in a written message that the port would reopen.", [("Jane Mwangi", "that the port would reopen")]),
    ("clause", "Jane Mwangi told the Coast news agency that talks on a loan would start in May.", [("Jane Mwangi", "that talks on a loan would start in May")]),
    ("clause", "According to the Central Statistical Office, coal and gas output fell by a tenth.", [("Central Statistical Office", "coal and gas output fell by a tenth")]),
    ("before the sentence", "BRUSSELS, 3 May (Newswire) - The European Commission on Friday proposed a ban on lead.", [("European Commission", "a ban on lead")]),
    ("before the sentence", "1.3 In her foreword, the minister, Jane Mwangi, writes: \"People will see the turbines.\"", [("Jane Mwangi", "People will see the turbines")]),
    ("before the sentence", "Briefing reporters after the talks, Roads Minister Petra Novak said the tunnel would open.", [("Petra Novak", "the tunnel would open")]),
    ("in a report", "Reuters reported that Minister Petra Novak said taxes would rise.", [("Reuters", "that Minister Petra Novak said taxes would rise"), ("Petra Novak", "taxes would rise")]),
    ("in a report", "The governor stressed that the bank stood by its target, Petra Novak said.", [("Petra Novak", "The governor stressed that the bank stood by its target")]),
    ("transcript", "Helen Marsh (Hull East) (Lab): The bill is late. Will it come?\n\nThe Minister for Care (Omar Said): It will come in May.", [("Helen Marsh", "The bill is late. Will it come"), ("Omar Said", "It will come in May")]),
    ("transcript", "MS. ROWE: Good afternoon. I have two things.\n\nFirst, the Secretary travels on Thursday.\n\n(Laughter.)\n\nSecond, three writers were freed in Lome.\n\nQUESTION: Has he called the French?\n\nMS. ROWE: He has.\n\nThey will meet soon.\n\nQUESTION: And the corridor?\n\nMS. ROWE: We are hopeful.", [("ROWE", "Good afternoon. I have two things / First, the Secretary travels on Thursday / Second, three writers were freed in Lome"), (None, "Has he called the French"), ("ROWE", "He has / They will meet soon"), (None, "And the corridor"), ("ROWE", "We are hopeful")]),
    ("transcript", "Briefing of 3 March\n\nMS. ROWE: Good afternoon. I have two things.\n\nFirst, the Secretary travels on Thursday.\n\n(Laughter.)\n\nSecond, three writers were freed in Lome.\n\nQUESTION: Has he called the French?\n\nMS. ROWE: He has.\n\nThey will meet soon.\n\nQUESTION: And the corridor?\n\nMS. ROWE: We are hopeful.", [("ROWE", "Good afternoon. I have two things / First, the Secretary travels on Thursday / Second, three writers were freed in Lome"), (None, "Has he called the French"), ("ROWE", "He has / They will meet soon"), (None, "And the corridor"), ("ROWE", "We are hopeful")]),
    ("transcript", "A part of the talk follows.\n\n\"WALSH: Will it be built?\n\n\"PEREIRA: Well, look, it is a long road.\n\n\"But it will be built, and soon.\n\n\"(CROSSTALK.)\n\n\"WALSH: When will that be?", [("WALSH", "Will it be built"), ("PEREIRA", "Well, look, it is a long road / But it will be built, and soon"), ("WALSH", "When will that be")]),
    ("transcript", "OLGA BRANDT: We waited for a year.\n\nPETER KAMAU: Nobody came to see us.", [("OLGA BRANDT", "We waited for a year"), ("PETER KAMAU", "Nobody came to see us")]),
    ("nobody's", "Whoever states that a meter is accurate shall be fined.", []),
    ("nobody's", "Most residents understand that the river rises in May.", []),
    ("nobody's", "You know that the river rises in May.", []),
    ("titles by rules", "Finance Minister Omar Said met Roads Minister Petra Novak on Monday. Novak was late. The minister said that the tunnel would open.", [("Petra Novak", "that the tunnel would open")]),
    ("titles", "The Coastal Water Authority closed two wells. \"The tests were clear,\" the authority said.", [("Coastal Water Authority", "The tests were clear")]),
    ("titles", "My colleague the minister of finance, Omar Said, tells me that it costs less.", [("Omar Said", "that it costs less")]),
    ("titles", "Dr Olga Brandt of the University of Oslo said the ice was thin.", [("Olga Brandt", "the ice was thin")]),
    ("titles", "The union's secretary, Olga Brandt, was blunt: \"Nobody asked us.\"", [("Olga Brandt", "Nobody asked us")]),
    ("first person", "Speech by the Minister of Roads, Petra Novak, at the fair\n\nI believe that the tunnel will open in May.", [("Petra Novak", "that the tunnel will open in May")]),
    ("first person", "I believe that the tunnel will open in May.", [(None, "that the tunnel will open in May")]),
    ("figures", "The ministry's report puts the cost at two billion euros.", [("ministry's report", "the cost at two billion euros")]),
    ("figures", "The ministry's report puts the blame on rain.", []),
    ("paragraphs", "\"We looked at the buses,\" said Olga Brandt. \"We looked at the coaches.\n\n\"We looked at the lunches.\n\n\"So we are sorry.\"", [("Olga Brandt", "We looked at the buses / We looked at the coaches / We looked at the lunches / So we are sorry")]),
    ("transcript", "Helen Marsh (Hull East): When will it come?\n\nThe Mayor (Omar Diallo): It comes in May.\n\nThe Mayor: I said so twice.", [("Helen Marsh", "When will it come"), ("Omar Diallo", "It comes in May"), ("Omar Diallo", "I said so twice")]),
    ("transcript", "Helen Marsh (Hull East) (Lab): The minister tells the House that this is new. Is it?\n\nThe Minister for Care (Omar Diallo): It is.", [("Helen Marsh", "The minister tells the House that this is new. Is it"), ("Omar Diallo", "It is")]),
]  # fmt: skip
