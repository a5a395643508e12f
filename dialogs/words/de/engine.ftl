# What can be said at any point of any conversation.
# Address: „du“ to a person, „ihr“ to the team. Gender-neutral without star or colon: alle, wer, Leute, Fachkräfte.
# Fixed words: Angebot (innovation), Hindernis (barrier), Idee (strategy), Schritt (step), Merkliste (parking list),
# Rückblick (review), andere Beteiligte (stakeholders), Betroffene (patients), „sich kümmern um“ (to own).
# The six principles: Organisiert bleiben, Beim Wesentlichen bleiben, Pragmatisch bleiben, Anders denken, Offen sein,
# Beweglich bleiben.

language-en = English
language-de = Deutsch

where = { $module }, Schritt { $number } von { $count }
module-identify = Erkennen
module-match = Auswählen
module-design = Planen
module-apply = Umsetzen

# Names of steps stand in lists and after a colon, so they need no case but the nominative.
step-team = das Team
step-goal = das Ziel
step-barriers = was im Weg steht
step-hear-barriers = was andere Beteiligte zu den Hindernissen sagen
step-priorities = was am meisten zählt
step-strategies = passende Ideen
step-choice = die Auswahl
step-plan = der Plan
step-hear-plan = was andere Beteiligte zum Plan sagen
step-commit = die Zusage zum Plan
step-act = die Umsetzung
step-hear-progress = wie andere Beteiligte den Verlauf erleben
step-review = der Rückblick

quoted = „{ $words }“
nothing-said = noch nichts

sorry = Bei mir ist etwas schiefgegangen, deine letzte Nachricht habe ich nicht behalten. Alles davor ist sicher. Bitte versuch es noch einmal.
unheard = Das habe ich noch nicht als Antwort genommen.
greeting = Hallo.
dont-know = Das macht nichts.
welcome = Gern geschehen.
help =
    Antworte in deinen eigenen Worten oder wähl einen Knopf. Diese Wörter gehen immer: *zurück*, *überspringen*, *ändern*, *stand*, *warum*, *pause*, *sprache*, *datenschutz*, *stopp*. *einladen* holt jemanden ins Team, *verbinden* nimmt einen weiteren Kanal von dir dazu.
privacy =
    Was du schreibst, wird bei eurem Projekt gespeichert, und dein Team sieht es. Wie lange es gespeichert bleibt, entscheidet, wer diesen Dienst betreibt: Frag dort nach. Die Anwendung, in der du schreibst, behält eine eigene Kopie.

bad-empty = Da kam nichts an. Schreib bitte deine Antwort.
bad-long = Das ist länger, als ich in einer Antwort behalten kann. Bitte sag es in weniger als 2.000 Zeichen.
bad-control = Da sind Zeichen dabei, die ich nicht lesen kann. Bitte schreib es noch einmal in einfachen Worten.
bad-no-letters = Schreib hier bitte ein paar Worte.
bad-path = Dateien kann ich nicht öffnen. Kannst du es in Worten sagen?
bad-option = Das habe ich nicht verstanden. Bitte wähl eine der Antworten oder schreib sie.
bad-name = Ich brauche einen Namen mit höchstens 40 Buchstaben.
bad-names = Ich brauche Namen mit Kommas dazwischen, zum Beispiel „Ben, Aylin“.
bad-date = Daraus konnte ich keinen Tag lesen. Schreib zum Beispiel „nächsten Freitag“, „{ $day }“ oder „in 10 Tagen“.
bad-date-past = { $day } ist kein Tag, der noch kommt. Welchen Tag meinst du?
bad-date-far = { $day } ist zu weit weg. Bitte nenn einen früheren Tag, spätestens { $last }.

button-unknown = Dieser Knopf ist nicht von mir, oder er ist nicht für dich.
button-old = Diese Frage ist schon vorbei. Jetzt ist diese hier dran.
button-over = Diese Frage ist abgeschlossen.
button-unnamed = Diese Antworten hast du schon abgeschickt. Es steht kein Name dabei, deshalb finde ich sie zum Ändern nicht mehr.

command-near = Diesen Befehl kenne ich nicht. Meinst du „{ $near }“?
command-unknown = Diesen Befehl kenne ich nicht. Mit „hilfe“ siehst du, was ich kann.

aside-edit-why = Du kannst jede Antwort aus diesem Teil ändern. Noch einmal frage ich nur, was davon abhängt.
aside-language-why = Du kannst jederzeit in einer anderen Sprache weitermachen. Was du geschrieben hast, bleibt, wie es ist.
aside-stop-why = Ich frage nach, damit niemand das Projekt aus Versehen verlässt.
aside-word-why = Das Wort ist auch einer meiner Befehle. Deshalb frage ich, was du meinst.
aside-add-why = Deine hast du schon abgeschickt, und der Schritt ist noch offen. Deshalb kann noch etwas dazukommen.
aside-add-ask = Soll ich „{ $word }“ zu deinen Hindernissen dazuschreiben?
aside-add-yes = Ja, dazuschreiben
aside-add-no = Nein
aside-add-dropped = Gut, das habe ich nicht gespeichert.
aside-edit-ask = Welche Antwort möchtest du ändern?
aside-language-ask = In welcher Sprache soll ich schreiben?
aside-stop-ask = Möchtest du aufhören? Was du geschrieben hast, bleibt.
aside-stop-stay = Weitermachen
aside-stop-pause = Erst einmal Pause
aside-stop-home = Erst etwas anderes machen
aside-stop-leave = Das Projekt verlassen
aside-word-ask = Meinst du „{ $word }“ als Antwort oder als Befehl?
aside-word-word = Als Antwort
aside-word-command = Als Befehl

edit-keep = So lassen, wie es ist
edit-standing = Bisher: „{ $answer }“.
edit-consequence = { $count ->
    [one] Wenn du das änderst, kommt noch einmal dran: { $steps }. Nichts geht verloren.
   *[other] Wenn du das änderst, kommen noch einmal dran: { $steps }. Nichts geht verloren.
 }
edit-nothing = Es gibt noch nichts zu ändern.
back-nothing = Das ist hier die erste Frage, weiter zurück geht es nicht.
skip-needed = Diese Antwort brauche ich, damit es weitergeht. Ein paar Worte reichen, und du kannst sie später ändern.
skip-needed-pick = Diese Antwort brauche ich, damit es weitergeht. Bitte wähl eine der Antworten.
word-skip-shown = übersprungen
language-set = Gut, ab jetzt auf Deutsch.
paused = Gut, ich bin still. Schreib mir einfach, wenn du weitermachen willst: Die Frage wartet so lange.
left = Du bist bei „{ $project }“ jetzt nicht mehr dabei. Was du geschrieben hast, bleibt beim Team. Schreib mir, wenn du zurückkommen möchtest.
left-invited = Du bist bei „{ $project }“ jetzt nicht mehr dabei. Was du geschrieben hast, bleibt beim Team. Wenn du zurückkommen möchtest, kann { $lead } dich wieder einladen.
left-alone = Du bist bei „{ $project }“ jetzt nicht mehr dabei. Was du geschrieben hast, bleibt gespeichert.
left-lead-hears = { $name } hat das Team von „{ $project }“ verlassen. Alles Geschriebene bleibt.
left-lead-now = { $name } hat das Team verlassen. Ab jetzt leitest du „{ $project }“ und kannst Leute einladen.
left-step-too = Du kümmerst dich auch um diesen Schritt: { $step }.
left-taken-over = { $name } hat das Team verlassen. Ab jetzt kümmerst du dich um diesen Schritt: { $step }.
late-kept = Der Schritt „{ $step }“ ist inzwischen abgeschlossen. Ich habe deine Worte auf die Merkliste gesetzt, damit sie nicht verloren gehen.
late-closed = Der Schritt „{ $step }“ ist schon entschieden. Dort fehlt nichts mehr.

status-nothing = Wir haben gerade erst angefangen.
status-project = *{ $name }*
status-done = Geschafft: { $steps }.
status-open = Jetzt: { $step }. { $owner } kümmert sich darum.
status-open-room = Jetzt: { $step }.
status-open-due = Jetzt: { $step }, bis { $due }. { $owner } kümmert sich darum.
status-answered = { $count ->
    [one] Eine von { $team } Antworten ist da.
   *[other] { $count } von { $team } Antworten sind da.
 }
status-waiting = Als Nächstes: { $step }. Diesen Teil gibt es noch nicht.
status-next = Danach: { $step }.

recap-begin = Es geht um „{ $project }“.
recap = Schön, dass du wieder da bist, { $name }. Bei „{ $project }“ ist alles noch so, wie du es verlassen hast.
recap-days = { $days ->
    [one] Schön, dass du wieder da bist, { $name }. Bei „{ $project }“ ist alles noch so, wie du es gestern verlassen hast.
   *[other] Schön, dass du wieder da bist, { $name }. Bei „{ $project }“ ist alles noch so, wie du es vor { $days } Tagen verlassen hast.
 }
recap-last = Deine letzte Antwort, { $title }: „{ $answer }“.

knock = Bei „{ $project }“ gibt es eine Frage für dich. Sie wartet, bis du hier fertig bist.
knock-open = Jetzt beantworten
owner-me = Vorerst ich
