goal-innovation-ask = Welches neue Angebot oder welche neue Arbeitsweise wollt ihr in den Alltag bringen?
goal-innovation-title = was neu ist
goal-innovation-help = Ein Satz, so wie du es im Team erzählen würdest. Zum Beispiel: Online-Therapie mit persönlicher Begleitung für Menschen mit Depressionen.
goal-innovation-why = Alles, was jetzt kommt, dreht sich um diese eine Sache.

goal-goal-ask = Was sollen die Leute bei euch in Zukunft tun oder öfter tun? Ein Satz reicht.
goal-goal-title = Ziel
goal-goal-help = Schreib, wer was tut. Zum Beispiel: Die Hausarztpraxen erzählen allen mit einer leichten Depression von der Online-Therapie.
goal-goal-why = Wenn im Ziel steht, wer was tut, könnt ihr sehen, ob es passiert.

goal-one-ask = Beim Wesentlichen bleiben: Das klingt nach mehr als einem Ziel, und mit einem kommt ihr weiter. Welches kommt zuerst? Der Rest kommt auf die Merkliste.
goal-one-whole = Es ist ein einziges Ziel
goal-one-title = ein Ziel
goal-one-help = Wähl aus, was jetzt am wichtigsten ist. Mit „Es ist ein einziges Ziel“ bleibt dein Satz, wie er ist. Du kannst ihn auch neu schreiben.
goal-one-why = Ein Ziel reicht, um es umzusetzen und zu beurteilen. Was auf der Merkliste steht, kommt beim Rückblick wieder.
goal-one-whole-ack = Gut, es bleibt bei einem Ziel.
goal-one-parked = { $count ->
    [one] Das andere steht auf der Merkliste. Daraus kann später ein eigenes Projekt werden.
   *[other] Die anderen { $count } stehen auf der Merkliste. Aus jedem kann später ein eigenes Projekt werden.
 }

goal-target-ask = Wer soll dafür etwas anders machen als bisher?
goal-target-staff = Fachkräfte in der Versorgung
goal-target-patients = Betroffene und Angehörige
goal-target-both = Beide
goal-target-title = wer etwas anders macht
goal-target-help = Überleg, wer etwas tun muss, damit ihr das Ziel erreicht.
goal-target-why = Fachkräften steht anderes im Weg als Betroffenen. Deshalb passen auch andere Ideen.

goal-emphasis-ask = Was zählt dabei am meisten? Wähl eines aus oder sag es in eigenen Worten.
goal-emphasis-referrals = Mehr Überweisungen
goal-emphasis-therapies = Mehr begonnene Therapien
goal-emphasis-engagement = Die Leute bleiben dabei
goal-emphasis-awareness = Es wird bekannter
goal-emphasis-suitability = Es passt zu denen, die es bekommen
goal-emphasis-other = Etwas anderes
goal-emphasis-title = was am meisten zählt
goal-emphasis-help = Daraus ergibt sich später, was wir zählen.
goal-emphasis-window = Was zählt dabei am meisten?
goal-emphasis-window-hint = Wähl eines aus. Nach „Etwas anderes“ frage ich dich nach deinen eigenen Worten.
goal-emphasis-why = Am Ende wollt ihr wissen, ob es geklappt hat. Dann muss eines am meisten zählen.

goal-other-ask = Was ist es, in deinen Worten?
goal-other-title = was am meisten zählt
goal-other-help = Ein kurzer Satz.
goal-other-why = Deine eigenen Worte sind besser als eine Liste, die nicht passt.

goal-patient-ask = Woran würden die Betroffenen merken, dass es klappt? Du kannst das überspringen.
goal-patient-title = für die Betroffenen
goal-patient-help = Stell dir einen Menschen an einem bestimmten Tag vor. Zum Beispiel: In der Praxis zeigt man mir, wie ich mich anmelde, und jemand fragt, wie es läuft.
goal-patient-why = In den meisten Projekten dieser Art kamen die Betroffenen nicht vor. Aus ihrer Sicht sieht vieles anders aus.

goal-check-ask = Das ist euer Ziel. Stimmt es so?
goal-check-yes = Ja, so stimmt es
goal-check-edit = Etwas ändern
goal-check-title = das Ziel im Ganzen
goal-check-help = Mit „Etwas ändern“ kannst du jede deiner Antworten noch einmal öffnen.
goal-check-why = Genau das sieht dein Team.
goal-text-innovation = Neu ist: { $words }
goal-text-goal = *Ziel:* { $words }
goal-text-target = Wer etwas anders macht: { $words }
goal-text-both = Fachkräfte und Betroffene
goal-text-emphasis = Am meisten zählt: { $words }
goal-text-patient = Für die Betroffenen: { $words }

goal-owner-ask = Im nächsten Schritt sammelt ihr, was im Weg steht. Wer kümmert sich darum?
goal-owner-title = wer sich um die Hindernisse kümmert
goal-owner-help = Diese Person erfährt, wann alle geantwortet haben, und geht die Antworten mit dem Team durch.
goal-owner-why = Ein Schritt beginnt erst, wenn klar ist, wer sich darum kümmert.

# Not „Zwei Wochen“: „drei Wochen“ is only two letters away and would count as a slip of it.
goal-due-ask = Wie lange haben alle Zeit, ihre Hindernisse aufzuschreiben? Wähl etwas aus oder schreib einen Tag.
goal-due-one-week = Eine Woche
goal-due-two-weeks = Vierzehn Tage
goal-due-none = Ohne festen Tag
goal-due-title = bis wann
goal-due-help = Zum Beispiel „nächsten Freitag“, „30. Juni“ oder „in 10 Tagen“. Alle brauchen dafür nur etwa fünf Minuten.
goal-due-why = Wenn alle den Tag kennen, braucht es weniger Erinnerungen.

goal-which-ask = Welchen Tag meinst du?
goal-which-title = welcher Tag
goal-which-help = Manche schreiben zuerst den Tag, manche zuerst den Monat.
goal-which-why = Das lässt sich auf zwei Arten lesen.

goal-day-ask = Ich habe verstanden: { $day }. Stimmt das?
goal-day-yes = Ja
goal-day-no = Nein, ein anderer Tag
goal-day-title = der Tag
goal-day-help = Mit „Nein“ kannst du einen anderen Tag schreiben.
goal-day-why = Bei jedem Datum frage ich nach, bevor ich es festhalte.

goal-asked = Ich habe { $names } gefragt, ob das Ziel passt.
goal-asked-again = Das Ziel lautet jetzt anders, deshalb habe ich { $names } noch einmal gefragt.
goal-wait-ask = Machen wir mit diesem Ziel weiter?
goal-wait-go = Mit diesem Ziel weiter
goal-wait-edit = Etwas ändern
goal-wait-help = Du kannst auf die anderen warten oder gleich weitermachen. Was später noch kommt, geht nicht verloren.
goal-wait-why = Für ein Ziel, das alle gesehen haben, können sich auch alle einsetzen.
goal-wait-agreed = { $count ->
    [one] Eine Person hat Ja gesagt.
   *[other] { $count } haben Ja gesagt.
 }
goal-wait-agreed-named = { $count ->
    [one] { $names } hat Ja gesagt.
   *[other] { $names } haben Ja gesagt.
 }
goal-wait-change = { $name } würde etwas ändern: „{ $words }“
goal-wait-change-unnamed = Jemand würde etwas ändern: „{ $words }“
goal-wait-missing = Es fehlen noch: { $names }.
goal-decided = Das Ziel ist klar. Jetzt geht es darum, was ihm im Weg steht.
goal-decided-team = Das Ziel ist beschlossen: „{ $words }“. Jetzt geht es darum, was ihm im Weg steht. Das dauert etwa fünf Minuten.
goal-decided-team-due = Das Ziel ist beschlossen: „{ $words }“. Jetzt geht es darum, was ihm im Weg steht, bis { $due }. Das dauert etwa fünf Minuten.

agree-agree-ask = { $owner } hat das Ziel für „{ $project }“ aufgeschrieben. Passt es für dich?
agree-agree-yes = Ja
agree-agree-change = Ich würde etwas ändern
agree-agree-title = was du zum Ziel sagst
agree-agree-help = Wähl „Ja“ oder schreib, was du ändern würdest. { goal-wait-why }
agree-agree-why = Aufgeschrieben hat es eine Person, dafür arbeiten werdet ihr alle.
agree-change-ask = Was würdest du ändern?
agree-change-help = Ein Satz reicht. Wer sich um den Schritt kümmert, liest ihn und entscheidet.
agree-change-why = Jetzt lässt sich ein Ziel leichter ändern als später.
agree-thanks = Danke, ich gebe das weiter.
agree-thanks-yes = Danke.
agree-changed = Das Ziel lautet jetzt anders als zuletzt.
