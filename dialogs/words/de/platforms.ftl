# Was nur Kanäle mit Fenstern, Links, gemeinsamen Räumen und Fremden brauchen.

window-one = Mehr schreiben
window-several = Alles auf einmal beantworten
window-title = Das Ziel
window-title-one = Deine Antwort
window-send = Abschicken
window-close = Jetzt nicht
window-empty = Schreib hier bitte etwas hinein.
window-pick = Bitte wähl eine der Antworten aus.
window-late = Das ist inzwischen beantwortet oder abgeschlossen. Bitte kopier deine Worte, schließ das Fenster und schau auf die neueste Nachricht.

brought-title = Als Hindernis aufnehmen
brought-label = Was macht es schwer? Du kannst die Worte ändern.
brought-hint = Es kommt als dein Beitrag zu „{ $project }“. Wer es geschrieben hat, steht nicht dabei.
brought-late = Das Fenster ging nicht rechtzeitig auf. Bitte nimm „Add as barrier“ noch einmal, oder schreib es hier.
brought-closed = Hindernisse werden gerade nicht gesammelt. Deshalb habe ich die Nachricht nicht aufgenommen.
brought-added = Zu deinen Hindernissen dazugeschrieben.

only-text = Ich kann nur Text lesen und habe das nicht behalten: { $what }. Kannst du es in Worten sagen?
only-text-beside = Ich kann nur Text lesen. Deine Worte habe ich, das hier habe ich nicht behalten: { $what }.
medium-photo = das Bild
medium-voice = die Sprachnachricht
medium-video = das Video
medium-file = die Datei
medium-sticker = der Sticker
medium-place = der Ort
medium-contact = der Kontakt
medium-other = was dabei war
mended-edited = Du hast eine Nachricht geändert. Ich behalte, was zuerst da stand; mit „ändern“ änderst du deine Antwort.
mended-deleted = Du hast eine Nachricht gelöscht. Was ich davon behalten habe, ist noch da; mit „ändern“ änderst du deine Antwort.

stranger-door-ask = Hallo, ich bin der ItFits Assistant: Ich helfe Teams im Gesundheitswesen, ein neues Angebot in den Alltag zu bringen. Ich spreche mit Leuten, die ihr Team eingeladen hat. Frag die Person, die euer Projekt leitet, nach einem Link, und öffne ihn oder schick mir den Code.
stranger-door-help = { stranger-door-ask }
stranger-door-why = Was ein Team schreibt, gehört dem Team. Deshalb spreche ich mit niemandem sonst.

invited-hello = Hallo { $name }, ich bin der ItFits Assistant. { $lead } hat dich ins Team von „{ $project }“ geholt. Ich melde mich, wenn du dran bist: mit kurzen Fragen, auf die du in deinen eigenen Worten antwortest.
ticket-unknown = Dieser Code ist nicht von mir, oder er wurde schon benutzt. Bitte frag nach einem neuen.
ticket-expired = Dieser Code ist zu alt. Bitte frag nach einem neuen.
ticket-guessed = Das waren mehrere Codes, die ich nicht kenne. Bitte warte eine Stunde und frag solange nach einem neuen.
ticket-there = In diesem Team bist du schon.
ticket-elsewhere = Mit diesem Konto bist du in einem Team einer anderen Organisation. Deshalb kann ich dieses nicht dazunehmen. Wende dich an die Leute, die diesen Dienst betreiben.
ticket-start = Willkommen. Du kannst hier ein Projekt beginnen.
ticket-linked = Geschafft: Ich kenne dich jetzt auch hier. Es ist ein Gespräch, und es geht dort weiter, wo du schreibst.
ticket-linked-same = Ich kenne dich hier schon.
ticket-linked-two-teams = Beide Konten sind in Teams, in zwei Organisationen. Deshalb kann ich sie nicht verbinden. Bitte mach mit jedem dort weiter, wo es ist.

link-code = Schreib mir das auf deinem anderen Kanal, innerhalb von zehn Minuten: *link { $code }*. Es geht nur einmal. Gib es nicht weiter: Wer es schickt, bist du.
link-open = Oder öffne das dort: { $url }
invite-link = Gib das an { $name } weiter. Es öffnet sich in Telegram, geht einmal und gilt { $days } Tage: { $url }
invite-code = Gib das an { $name } weiter: mir auf Slack *join { $code }* schreiben. Es geht einmal und gilt { $days } Tage.
invite-whom-ask = Wen soll ich ins Team holen? Erwähn die Leute, oder schreib ihre Namen mit Kommas dazwischen.
invite-whom-again = Neuer Link für { $name }
invite-whom-enough = Das ist alles
invite-whom-help = Wem ich schreiben kann, dem schreibe ich gleich. Für alle anderen bekommst du einen Link zum Weitergeben.
invite-whom-why = Was das Team schreibt, sollen nur Leute lesen, die jemand im Team kennt.
invite-early = Einladen geht, sobald das Projekt ein Team hat. Danach frage ich dich noch.
invite-lead = { $lead } leitet dieses Projekt und kann Leute einladen. Frag einfach nach.
invite-known = Sie gehören schon zum Team. Wähl einen Namen für einen neuen Link, oder schreib einen anderen.
start-closed = Ein Projekt beginnt mit einem Link von den Leuten, die diesen Dienst betreiben. Bitte frag dort.

gone-lead = Ich erreiche { $name } nicht mehr. Vielleicht fragst du selbst nach; wer zurückkommen möchte, bekommt mit „einladen“ einen neuen Link.
groups = Ich spreche mit jedem einzeln, deshalb lese ich hier nicht mit. Schreib mir direkt.

room-hello = Hallo, ich bin der ItFits Assistant. Hier schreibe ich kurz und ohne Namen, was das Team von „{ $project }“ entscheidet. Ich lese hier nur, wo ich erwähnt werde, und Fragen stelle ich jedem einzeln.
room-open = Zu meiner Frage
room-none = Hier kann ich schreiben, was ein Team entscheidet. Wer ein Projekt leitet, kann mich im Raum des Teams erwähnen.
goal-decided-room = „{ $project }“: Das Ziel ist entschieden. { $words }
together-closed-room = „{ $project }“: Das Team hat zusammengetragen, was im Weg steht. Das sind { $hinder ->
        [0] kein Hindernis
        [one] ein Hindernis
       *[other] { $hinder } Hindernisse
    } und { $help ->
        [0] noch nichts, was hilft
        [one] eine Sache, die hilft
       *[other] { $help } Sachen, die helfen
    }, und zwar zu { $themes }. Die Liste haben alle im Team bekommen.

home-begin = Beginnen

menu-open = Wo war ich? Weitermachen
menu-help = Was ich verstehe
menu-back = Zurück zur Frage davor
menu-skip = Diese Frage überspringen
menu-edit = Eine Antwort ändern
menu-status = Wo das Projekt steht
menu-why = Warum diese Frage
menu-pause = Still sein, bis ich schreibe
menu-language = Andere Sprache
menu-invite = Jemanden ins Team holen
menu-link = Einen weiteren Kanal von mir verbinden
menu-privacy = Was gespeichert wird, und wer es sieht
menu-stop = Aufhören oder gehen

ticket-link-ask = Damit bist du hier und { $name } auf { $channel } für mich eine Person, und beide lesen, was die andere hat. Bist du { $name }?
ticket-link-yes = Ja, beides bin ich
ticket-link-no = Nein
ticket-linked-from-here = Hier bist du schon in einem Team. Schreib mir bitte hier „verbinden“ und nimm den Code auf deinem anderen Kanal.
somebody = jemand ohne Namen
channel-slack = Slack
channel-telegram = Telegram
channel-console = dem Terminal
joined-elsewhere = Ich kenne dich jetzt auch auf { $channel }, und du kannst dort weitermachen. Wenn du das nicht warst, trenn es.
joined-cut = Das war ich nicht
joined-cut-done = Erledigt: Von dort liest und schreibt niemand mehr etwas von dir. Sag bitte der Person Bescheid, die euer Projekt leitet.
room-ask = Soll ich in diesem Raum schreiben, was das Team von „{ $project }“ entscheidet? Alle im Raum können es lesen.
room-ask-yes = Ja, dort schreiben
room-ask-no = Nein
room-done = Erledigt. Entfern mich aus dem Raum, wenn ich aufhören soll.
room-taken = Diesen Raum hat schon ein anderes Team. Entfern mich dort und füg mich neu hinzu, dann ist er frei.
invite-there = { $name } ist schon da. Für einen weiteren Kanal schreibt { $name } mir dort „verbinden“.
invited-goal = Was das Team erreichen will: { $words }
