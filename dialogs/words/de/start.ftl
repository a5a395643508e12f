start-name-ask =
    Hallo, ich bin der ItFits Assistant. Ich helfe Teams, ein neues Angebot in den Arbeitsalltag zu bringen, eine Frage nach der anderen. Wie soll euer Projekt heißen?
start-name-title = Projektname
start-name-help = Ein paar Worte, die dein Team wiedererkennt, zum Beispiel „Online-Therapie in Leipzig“.
start-name-why = Vielleicht habt ihr einmal mehrere Projekte. Deshalb braucht jedes einen Namen.
start-name-long = Das ist etwas lang für einen Namen. Bitte bleib unter { $most } Zeichen.

start-name-plain = Ein Name ist eine Zeile aus einfachen Worten, ohne Adresse darin, denn andere lesen ihn auch. Bitte schreib ihn anders.

start-you-ask = Und wie heißt du?
start-you-title = dein Name
start-you-help = Der Vorname reicht. Dein Team sieht ihn.
start-you-why = Dein Team soll wissen, wer das Projekt leitet.
start-you-taken = { $name } heißt hier schon jemand. Bitte ergänze etwas, zum Beispiel den ersten Buchstaben deines Nachnamens.

start-members-ask = Wer gehört noch zum Team? Schreib die Namen mit Kommas dazwischen.
start-members-ask-marks = Wer gehört noch zum Team? Erwähn die Leute mit @, oder schreib ihre Namen mit Kommas dazwischen.
start-members-only-me = Nur ich
start-members-title = Team
start-members-help = Zwei bis acht Leute, die die Arbeit machen oder darüber entscheiden, zum Beispiel „Ben, Aylin“. Andere können später dazukommen.
start-members-why = Je nach Aufgabe sieht man andere Hindernisse. Und was mehrere zusammen planen, wird eher auch umgesetzt.
start-members-many = So viele kann ich nicht auf einmal aufnehmen. Bitte nenn weniger als { $most } Leute.
start-alone = Gut, dann erst einmal nur du.
start-team = { $count ->
    [one] { $names } gehört zum Team.
   *[other] { $names } gehören zum Team.
 }

start-owner-ask = Organisiert bleiben: Jeder Schritt braucht jemanden, der dranbleibt. Wer übernimmt den ersten, das Ziel?
start-owner-title = wer sich um das Ziel kümmert
start-owner-help = Wer das Ziel übernimmt, beantwortet die Fragen dazu und zeigt es den anderen. Das dauert etwa sechs Minuten.
start-owner-why = Ein Schritt, um den sich niemand kümmert, bleibt meistens liegen.

start-named-ask = Soll das Team sehen, wer was geschrieben hat? Das lässt sich nicht mehr ändern, wenn wir angefangen haben.
start-named-named = Mit Namen
start-named-unnamed = Ohne Namen
start-named-title = Namen
start-named-help = Ohne Namen wird nicht gespeichert, wer etwas geschrieben hat, und niemand kann es später nachsehen. In einem kleinen Team lässt es sich vielleicht trotzdem erraten.
start-named-why = Manches sagt sich leichter, wenn kein Name dabeisteht.
start-handed = Danke. Die nächste Frage geht an { $name }. Ich melde mich, wenn du wieder dran bist.

join-join-ask = Hier gibt es schon das Projekt „{ $project }“. Möchtest du im Team mitmachen?
join-join-yes = Ja, ich mache mit
join-join-no = Nein, ich starte ein eigenes
join-join-help = Wenn du mitmachst, bekommst du eigene Fragen, und das Team sieht, was du beiträgst.
join-join-why = Ich frage, weil dich bisher niemand ins Team eingetragen hat.
join-back-ask = Schön, dass du wieder da bist. Du hattest „{ $project }“ verlassen. Möchtest du wieder ins Team?

home-rest-ask = Bei „{ $project }“ kommt als Nächstes: { $step }. Für dich ist gerade nichts zu tun.
home-rest-not-yet = Bei „{ $project }“ kann ich euch heute bis hierher begleiten, und alles ist gespeichert. Als Nächstes käme: { $step }, aber noch nicht heute.
home-rest-open = Bei „{ $project }“ ist jetzt dran: { $step }. { $owner } kümmert sich darum, für dich ist gerade nichts zu tun.
home-rest-go = Zu „{ $project }“ wechseln
home-rest-another = Noch ein Projekt anfangen
home-rest-otherwise = Das habe ich nicht gespeichert. Ich schreibe dir, wenn du dran bist.
home-rest-help = Ich schreibe dir, wenn du dran bist. Mit „stand“ siehst du, wie weit das Projekt ist.
home-rest-why = Es ist immer nur ein Schritt offen, und dieser wartet nicht auf dich.
