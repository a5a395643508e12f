barriers-describe-ask = Was macht es an einem normalen Tag schwer? Eine Sache, in deinen Worten. Die anderen sehen sie erst, wenn wir gemeinsam hinschauen.
barriers-describe-ask-alone = Was macht es an einem normalen Tag schwer? Eine Sache, in deinen Worten.
barriers-describe-change = Wähl einen Satz aus, den du anders sagen möchtest, oder schreib etwas dazu.
barriers-describe-title = was du geschrieben hast
barriers-describe-help = Schreib es so, wie du es in der Pause sagen würdest. Zum Beispiel: Niemand hat Zeit, es zu erklären. Oder: Die Anmeldung klappt nur jedes zweite Mal.
barriers-describe-why = Wer für sich schreibt, nennt anderes als in der Runde. So kommt mehr zusammen.

barriers-nothing-ask = Auch gut. Denk ans letzte Mal: Was hat dich aufgehalten oder gestört? Oder schreib *überspringen*.
barriers-nothing-keep = So behalten, wie es da steht
read-keep = behalten | so behalten | behalte es | trotzdem behalten | meine worte behalten | so lassen | lass es so | stehen lassen
barriers-nothing-kept = So behalten, wie du es geschrieben hast.
barriers-nothing-help = Auch Kleines zählt: ein Formular zu viel, ein Telefon, an das niemand geht. „So behalten, wie es da steht“ setzt deine Worte auf die Liste.
barriers-nothing-why = Kleines vergisst man leicht, und oft ist es gerade das, was sich ändern lässt.

barriers-more-ask = { $count ->
    [0] Macht es irgendetwas schwer? Schreib es einfach.
    [one] Notiert. Gibt es noch etwas? Schreib es einfach.
   *[other] Notiert, das sind jetzt { $count }. Noch etwas? Schreib es einfach.
 }
barriers-more-again = { $count ->
    [0] Macht es irgendetwas schwer? Schreib es einfach.
   *[other] Gibt es noch etwas, was es schwer macht? Schreib es einfach.
 }
barriers-more-enough = Das ist alles
barriers-more-help = Jede Nachricht zählt als ein Hindernis, und jede Zeile auch. Wähl „Das ist alles“, wenn nichts mehr kommt.
barriers-more-why = Oft ist es das zweite oder dritte, das sonst niemand sieht.
barriers-many = Das ist viel auf einmal. Bitte schick höchstens { $most } Zeilen in einer Nachricht.
barriers-enough-ack = „{ $words }“ habe ich so verstanden, dass das alles ist. Wenn es mehr war, schreib *zurück*.
contributed-foreign = { $of ->
    [1] Ich verstehe nur Deutsch und Englisch. Deine Worte bleiben und erscheinen so, wie du sie geschrieben hast.
   *[other] { $count ->
        [one] Ich verstehe nur Deutsch und Englisch. Eine der Zeilen ist in einer anderen Sprache: Sie bleibt und erscheint so, wie du sie geschrieben hast.
       *[other] Ich verstehe nur Deutsch und Englisch. { $count } der Zeilen sind in einer anderen Sprache: Sie bleiben und erscheinen so, wie du sie geschrieben hast.
    }
 }


barriers-helps-ask = Und was hilft schon jetzt? Eine Sache nach der anderen.
barriers-helps-more = Notiert. Hilft sonst noch etwas?
barriers-helps-again = Gibt es noch etwas, was schon hilft?
barriers-helps-nothing = Bisher nichts
barriers-helps-enough = Das ist alles
barriers-helps-help = Eine Person, die dafür brennt, ein Ablauf, der klappt, eine gute Erfahrung. Jede Nachricht zählt als eine Sache.
barriers-helps-why = Auf dem, was schon klappt, könnt ihr aufbauen. Das geht oft schneller, als Hindernisse wegzuräumen.

barriers-reword-ask = Wie soll es stattdessen heißen: „{ $words }“?
barriers-reword-help = Schreib den ganzen Satz neu. Er ersetzt den alten. Steht er auf der falschen Seite, schiebt ihn der erste Knopf hinüber.
barriers-reword-why = Das Team sieht deine Worte genau so, wie du sie schreibst.
barriers-reword-ack = Geändert.
barriers-reword-helps = Das ist etwas, was hilft
barriers-reword-hard = Das macht es schwer
barriers-reword-drop = Streichen
barriers-reword-dropped = Gestrichen.

split-reads = „{ $words }“ klingt nach { $count ->
    [2] zwei Dingen
    [3] drei Dingen
   *[other] mehreren Dingen
 }:
split-part = • „{ $words }“
split-ask = { $count ->
    [0] Soll ich es so stehen lassen?
   *[other] Soll ich sie einzeln notieren?
 }
split-yes = Ja, einzeln
split-no = Nein, es ist eine Sache
barriers-split-help = Einzeln wird jedes für sich zugeordnet und gezählt. Wenn sie zusammengehören, lass es als eine Sache stehen.
barriers-split-why = Verschiedenes braucht oft verschiedene Antworten, deshalb ist es gut, wenn es getrennt steht. Dein Satz bleibt in jedem Fall so im Projekt, wie du ihn geschrieben hast.

side-helps-ask = „{ $words }“ klingt nach etwas, das hilft. Stimmt das?
side-helps-yes = Ja, das hilft
side-helps-no = Nein, das macht es schwer
side-hard-ask = „{ $words }“ klingt nach etwas, das es schwer macht. Stimmt das?
side-hard-yes = Ja, das macht es schwer
side-hard-no = Nein, das hilft
barriers-side-help = Mit Ja kommt es auf die andere Liste. Kein Wort davon ändert sich.
barriers-side-why = Was hilft und was es schwer macht, steht getrennt. So seht ihr beides, wenn ihr gemeinsam hinschaut.

match-ask = { $count ->
    [one] „{ $words }“: Passt eins davon?
   *[other] „{ $words }“: Passt eins davon? (noch { $count } zum Durchsehen)
 }
match-helps-ask = { $count ->
    [one] Was hilft, „{ $words }“: Passt eins davon?
   *[other] Was hilft, „{ $words }“: Passt eins davon? (noch { $count } zum Durchsehen)
 }
match-why = Warum diese?
match-meant = Vielleicht *{ $name }*?
read-neither = weder noch | keins von beiden | keines von beiden | keins passt | keines passt | keine passt | nichts passt | passt alles nicht | passt keins | etwas anderes | was anderes | etwas ganz anderes | was ganz anderes | ein anderes | anderes | nicht dabei | ist nicht dabei | nicht sicher | bin mir nicht sicher
match-none = Keins davon, meine Worte behalten
# No figure in it: where a label has one, a bare “2” is not read as the second answer.
match-rest = Der Rest bleibt, wie ich ihn geschrieben habe
match-again-ask = Welchen Satz wollen wir noch einmal ansehen?
match-again-no = Keinen davon
match-kept-none = in eigenen Worten
match-kept-own = { $count ->
    [one] eins in eigenen Worten
   *[other] { $count } in eigenen Worten
 }
match-again-none = Ich kenne nichts, was „{ $words }“ ähnlich ist. Es bleibt in deinen eigenen Worten, und die sind genauso gut.
match-why-means = *{ $name }*: { $definition }
match-why-example = Zum Beispiel: { $example }
match-why-words = Darauf brachten mich deine Worte: „{ $words }“.
match-why-kind = Diese Art stammt aus { $source }.
match-why-ours = Wortlaut und Beispiele sind von uns.
match-why-source = Die Arten stammen aus { $source }. Wortlaut und Beispiele sind von uns.
barriers-match-title = Arten von Hindernissen
barriers-match-help = Wähl aus, was am ehesten passt. Wenn nichts passt, sind deine eigenen Worte genauso gut.
barriers-match-why = Solche Arten von Hindernissen fanden Studien bei ähnlichen Angeboten. Wenn wir die Art kennen, finden wir später leichter passende Ideen. Deine eigenen Worte bleiben auf jeden Fall stehen.

barriers-untouched-ask = Zu { $themes } steht noch nichts da. Spielt da etwas eine Rolle? Schreib es auf oder wähl „Nein“.
barriers-untouched-no = Nein
barriers-untouched-title = andere Bereiche
barriers-untouched-help = Schau jeden Bereich kurz an. Wenn dir nichts einfällt, wähl „Nein“.
barriers-untouched-why = Andere Teams haben diese Bereiche oft ausgelassen. In 31 Projekten, die so gearbeitet haben, wählte keines ein Hindernis bei Personal, Geld und Ausstattung oder bei der Leitung.
barriers-untouched-ack = Notiert.

barriers-thanks = { $count ->
    [0] Danke.
    [one] Danke, das ist gespeichert. Ich melde mich, wenn wir gemeinsam hinschauen.
    [2] Danke, beides ist gespeichert. Ich melde mich, wenn wir gemeinsam hinschauen.
   *[other] Danke, alle { $count } Punkte sind gespeichert. Ich melde mich, wenn wir gemeinsam hinschauen.
 }
barriers-thanks-unnamed = Dein Name steht nicht dabei.

together-wait-ask = { $count ->
    [0] Noch ist keine von { $team } Antworten da.
    [one] Eine von { $team } Antworten ist da.
   *[other] { $count } von { $team } Antworten sind da.
 } Es fehlen noch: { $names }. Du kannst warten oder dir schon jetzt ansehen, was da ist, fertig oder nicht.
together-wait-all = { $team ->
    [2] Ihr habt beide geantwortet.
   *[other] Alle { $team } von euch haben geantwortet.
 } Wollen wir gemeinsam hinschauen?
together-wait-look = Gemeinsam hinschauen
together-wait-now = Jetzt hinschauen
together-wait-empty = Noch hat niemand etwas geschrieben, es gibt also noch nichts zu sehen.
together-wait-help = Ich sage dir, wenn alle geantwortet haben. Wenn du jetzt hinschaust, können die anderen noch etwas beitragen, bis du den Schritt abschließt.
together-wait-why = Bevor du hinschaust, sieht niemand die Antworten der anderen. Deshalb lohnt es sich zu warten, bis alle geantwortet haben.

together-look-ask = Sagen einige davon dasselbe?
together-look-merge = Einige sagen dasselbe
together-look-different = Alle sind verschieden
together-look-page = Nächste Seite
together-look-apart = Letztes wieder trennen
together-look-apart-ack = Sie stehen wieder einzeln da.
together-look-title = alles zusammen
together-look-help = Zeilen, die dasselbe sagen, können zu einer werden. Du kannst auch gleich ihre Nummern schreiben, zum Beispiel „2 und 5“. Das lässt sich wieder trennen.
together-look-why = Wenn zwei Leute dasselbe mit anderen Worten sagen, ist es ein Hindernis, das zwei genannt haben.

together-merge-ask = Welche? Schreib ihre Nummern, zum Beispiel „2 und 5“.
together-merge-none = Doch keine
together-merge-help = Zwei oder mehr Nummern aus der Liste. Die erste bestimmt den Platz der Zeile.
together-merge-why = Aus einer kürzeren Liste wählt es sich leichter. Kein Wort geht verloren.
together-merge-two = Bitte schreib zwei Nummern aus der Liste, zum Beispiel „2 und 5“.
together-merge-range = Die Nummern gehen von 1 bis { $count }.
together-merge-mixed = Das eine macht es schwer, das andere hilft. Bitte lass sie getrennt.

together-one-ask = Soll aus { $words } eine Zeile werden? Sie steht dann bei { $first }.
together-one-yes = Ja, eine Zeile
together-one-no = Nein
together-one-help = Kein Wort fällt weg, alles steht nur in einer gemeinsamen Zeile.
together-one-why = Ich zeige dir, was hinter den Nummern steht, bevor ich etwas ändere.

together-nobody-ask = Zu { $themes } hat noch niemand etwas geschrieben. Spielt da etwas eine Rolle? Schreib es auf oder wähl „Nein“.
together-nobody-ask-alone = Zu { $themes } steht noch nichts da. Spielt da etwas eine Rolle? Schreib es auf oder wähl „Nein“.
together-nobody-no = Nein
together-nobody-help = Frag in die Runde, wenn ihr zusammensitzt. Wenn nichts kommt, wähl „Nein“.
together-nobody-why = Anders denken: Wo niemand hinschaut, hat oft auch noch niemand etwas versucht.
together-split-help = { barriers-split-help }
together-split-why = { barriers-split-why }
together-side-help = { barriers-side-help }
together-side-why = { barriers-side-why }
together-match-title = Arten von Hindernissen
together-match-help = { barriers-match-help }
together-match-why = { barriers-match-why }

together-close-ask = Das ergibt { $hinder ->
        [0] kein Hindernis
        [one] ein Hindernis
       *[other] { $hinder } Hindernisse
    } und { $help ->
        [0] noch nichts, was hilft
        [one] eine Sache, die hilft
       *[other] { $help } Sachen, die helfen
    }. Soll ich den Schritt abschließen und allen die Liste zeigen?
together-close-ask-alone = Das ergibt { $hinder ->
        [0] kein Hindernis
        [one] ein Hindernis
       *[other] { $hinder } Hindernisse
    } und { $help ->
        [0] noch nichts, was hilft
        [one] eine Sache, die hilft
       *[other] { $help } Sachen, die helfen
    }. Soll ich den Schritt abschließen?
together-close-yes = Ja, abschließen
together-close-look = Noch einmal hinschauen
together-close-title = Abschluss
together-close-help = Mit „Noch einmal hinschauen“ kommst du zurück zur Liste.
together-close-why = Danach steht die Liste, und der nächste Schritt kann beginnen.
together-closed = Dieser Schritt ist geschafft. Alles ist gespeichert.
together-closed-team = Das haben wir dazu gesammelt, was im Weg steht:

grouped-head = { $count ->
    [one] *{ $theme }* (1 von { $team } nennt das)
   *[other] *{ $theme }* ({ $count } von { $team } nennen das)
 }
grouped-head-unnamed = { $count ->
    [one] *{ $theme }* (einmal genannt)
   *[other] *{ $theme }* ({ $count }-mal genannt)
 }
grouped-head-alone = *{ $theme }*
grouped-line = { $number }. { $words }{ $who }
grouped-line-helps = { $number }. hilft: { $words }{ $who }
grouped-more = und { $count } weitere
grouped-page = Seite { $page } von { $pages }.
