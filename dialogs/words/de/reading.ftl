# What people may write, for reading. Spellings are separated by a bar; the first is the one we show.
# Case, punctuation and dots on umlauts do not count when comparing; „ue“ for „ü“ has to be listed.

word-help = hilfe | hilf mir | ich brauche hilfe | hilfe bitte
word-back = zurück | zurueck | eins zurück | eins zurueck | einen schritt zurück | einen schritt zurueck | geh zurück | geh zurueck | rückgängig | rueckgaengig | rückgängig machen | rueckgaengig machen
word-skip = überspringen | ueberspringen | auslassen | frage überspringen | frage ueberspringen
word-edit = ändern | aendern | bearbeiten | korrigieren | antwort ändern | antwort aendern
word-status = stand | status | zwischenstand | wo stehen wir | wo sind wir
word-why = warum | wieso | weshalb | wozu | warum das | wozu das | wieso das
word-start = start | starten
word-open = öffnen | oeffnen
word-join = beitreten
word-pause = pause | pausieren | pause machen | später weiter | spaeter weiter | kurze pause
word-language = sprache | sprache ändern | sprache aendern | sprache wechseln | andere sprache
word-invite = einladen
word-link = verbinden
word-privacy = datenschutz | privatsphäre | privatsphaere
word-stop = stopp | stop | aufhören | aufhoeren | beenden | abbrechen | tschüss | tschuess | tschüs | tschues | tschau | ciao | auf wiedersehen

# „morgen“ is left out on purpose: as the answer to “which day?” it means tomorrow.
read-greetings = hallo | hi | hey | hallo zusammen | hallo du | hallöchen | moin | moin moin | servus | grüß gott | gruess gott | grüß dich | gruess dich | grüß euch | grüezi | grüessech | hoi | salü | tach | mahlzeit | guten morgen | guten tag | guten abend | schönen guten morgen | schönen guten tag | halo | hallo alle | hallo ihr | hallo allerseits | hi zusammen | hi alle | hey zusammen
read-thanks = danke | danke dir | danke schön | dankeschön | vielen dank | besten dank | ok danke | okay danke | super danke | alles klar danke | merci
read-dont-know = weiß nicht | weis nicht | weiß ich nicht | weiß ich noch nicht | weiß noch nicht | weiß es nicht | ich weiß nicht | ich weiß es nicht | ich weiß noch nicht | das weiß ich nicht | keine ahnung | hab keine ahnung | habe keine ahnung | ich hab keine ahnung | ich habe keine ahnung | null ahnung | kein plan | keinen plan | keinen schimmer | keine idee | k.a. | was ist das | was ist damit gemeint | was heißt das | was bedeutet das | was meinst du | was meinst du damit | wie meinst du das | was | bitte was | wie bitte | hä | hae | häh | haeh | versteh ich nicht | verstehe ich nicht | verstehe nicht | ich verstehe nicht | ich verstehe das nicht | das verstehe ich nicht | nicht verstanden
# Of those above, the ones that say somebody knows of nothing; not those that ask what is meant.
read-unsure = weiß nicht | weis nicht | weiß ich nicht | weiß ich noch nicht | weiß noch nicht | weiß es nicht | ich weiß nicht | ich weiß es nicht | ich weiß noch nicht | das weiß ich nicht | keine ahnung | hab keine ahnung | habe keine ahnung | ich hab keine ahnung | ich habe keine ahnung | null ahnung | kein plan | keinen plan | keinen schimmer | keine idee | k.a.
# The longer spelling of two stands first: the first that fits is cut off before the name.
read-i-am = hallo, ich bin | hallo ich bin | hi, ich bin | hi ich bin | ich bin die | ich bin der | ich bin | ich heiße | ich heisse | mein name ist | mein vorname ist | das ist | hier ist | nenn mich
read-yes = ja | j | jo | jep | jepp | jup | ja bitte | ja gern | ja gerne | ja genau | ja klar | ja stimmt | ja passt | jawohl | klar | na klar | genau | stimmt | stimmt so | das stimmt | passt | passt so | das passt | richtig | korrekt | so ist es | gern | gerne | ok | okay | in ordnung | einverstanden | sicher | natürlich | natuerlich | auf jeden fall
read-no = nein | n | nö | noe | ne | nee | nein danke | nö danke | eher nicht | lieber nicht | nicht wirklich | auf keinen fall | stimmt nicht | das stimmt nicht | passt nicht | das passt nicht | falsch | keins | keine | keins davon | keine davon | keiner davon | nichts | nichts davon | bisher nichts | noch nichts
read-only-me = nur ich | ich | ich allein | ich alleine | nur ich allein | bisher nur ich | vorerst nur ich | erst mal nur ich | erstmal nur ich | bloß ich | allein | alleine | ich bin allein | ich bin alleine | niemand | niemand sonst | sonst niemand | noch niemand | niemanden | keiner | keiner sonst | sonst keiner | keine | nein | nö
read-me = ich | mich | mir | ich selbst | ich selber | selbst
read-enough = das ist alles | das wars | das war's | das war es | das wärs | das wär's | das waers | das war alles | das wars schon | das ist es | fertig | bin fertig | ich bin fertig | nichts | nichts mehr | nichts weiter | nichts weiteres | sonst nichts | weiter nichts | mehr nicht | gar nichts | mir fällt nichts ein | mir faellt nichts ein | mir fällt nichts mehr ein | mir faellt nichts mehr ein | nein | nö | noe | ne | nee | nein danke | keine | keine mehr | keins mehr | genug | reicht | das reicht | schluss
read-and = und auch | sowie | und
read-joins = und auch | und dann | und danach | und außerdem | und ausserdem | und zusätzlich | außerdem | ausserdem | sowie | und
# „ein“ is left out on purpose: „ein Dutzend“ is twelve, and „ein paar“ is no number.
read-numbers = eins=1 | eine=1 | zwei=2 | zwo=2 | drei=3 | vier=4 | fünf=5 | fuenf=5 | sechs=6 | sieben=7 | acht=8 | neun=9 | zehn=10 | elf=11 | zwölf=12 | zwoelf=12 | dutzend=12 | dreizehn=13 | vierzehn=14 | fünfzehn=15 | fuenfzehn=15 | zwanzig=20 | dreißig=30 | vierzig=40 | fünfzig=50 | fuenfzig=50 | sechzig=60 | siebzig=70 | achtzig=80 | neunzig=90 | hundert=100 | einhundert=100
# Not among them: „nächste“ (nächste Woche), „so“ (Sonntag), „in“ (in zwei Wochen).
read-date-fillers = am | bis | zum | der | den | dem | kommenden | kommender | nächsten | naechsten | nächster | naechster | diesen | vor | spätestens | spaetestens | ungefähr | ungefaehr | etwa | circa | ca | gegen | bitte
