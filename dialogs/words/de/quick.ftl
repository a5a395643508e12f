# Der Schnellstart: allein zu drei ersten Ideen.

quick-where = Schnellstart
quick-reason = Schnellstart: eine erste Vermutung, sonst wurde niemand gehört.
quick-nameless = Mein Projekt

quick-hinders-ask = Was macht es an einem normalen Tag schwer? In deinen Worten, gern auch mehrere Zeilen.
quick-hinders-none = Mir fällt nichts ein
quick-hinders-title = was es schwer macht
quick-hinders-help = { barriers-describe-help }
quick-hinders-why = Welche Idee passt, hängt davon ab, was im Weg steht. Deshalb frage ich zuerst danach.

quick-common-ask = Für Ideen brauche ich mindestens eine Sache, die es schwer macht. Denk ans letzte Mal: Was hat dich aufgehalten? Schreib es auf, oder wähl etwas davon, wenn es passt.
quick-common-time = Niemand hat Zeit dafür
quick-common-awareness = Kaum jemand denkt daran
quick-common-access-reliability-ict = Anmeldung oder Netz hakt
quick-common-keep = So behalten, wie es da steht
quick-common-without = Ohne Ideen weiter
quick-common-help = Auch Kleines zählt: ein Formular zu viel, ein Telefon, an das niemand geht. Du kannst auch ohne weitergehen, dann gibt es noch keine Ideen.
quick-common-why = Welche Idee passt, hängt davon ab, was im Weg steht. Ohne das könnte ich nur raten.

quick-more-ask = Notiert. Macht es sonst noch etwas schwer?
quick-more-again = Macht es sonst noch etwas schwer?
quick-more-enough = Das ist alles
quick-more-help = Schreib noch etwas, jede Zeile zählt als eine Sache. „Das ist alles“ bringt dich weiter.
quick-more-why = { barriers-more-why }

quick-tried-ask = Was habt ihr schon versucht, und was hat es verändert? Du kannst das überspringen.
quick-tried-nothing = Bisher nichts
quick-tried-title = was ihr versucht habt
quick-tried-help = Zum Beispiel: Wir haben Plakate aufgehängt, und eine Woche lang haben mehr Leute gefragt.
quick-tried-why = Was ihr schon versucht habt, rückt nach unten. So siehst du zuerst etwas Neues.

quick-page-head =
    { $count ->
        [one] *Eine Idee
        [2] *Zwei Ideen
       *[other] *Drei Ideen
    } zu „{ $words }“.* Eine erste Vermutung, sonst wurde niemand gehört.
quick-page-idea = *{ $number }. { $title }.* { $what }
quick-page-step = Erster Schritt: { $step }
quick-page-why = Warum: { $why }

quick-ideas-ask = Sollen zwei aus deinem Team sagen, was es ihnen schwer macht? Dann ist es mehr als die Vermutung einer Person.
quick-ideas-none = Ohne etwas, das es schwer macht, habe ich noch keine Ideen. Vielleicht sehen andere mehr: Sollen wir zwei fragen?
quick-ideas-title = erste Ideen
quick-ideas-invite = Zwei andere einladen
quick-ideas-alone = Allein weiter
quick-ideas-more = Andere Ideen zeigen
quick-ideas-write = Doch etwas schreiben
quick-ideas-otherwise = Bitte wähl, wie es weitergeht. Die Ideen, die du gesehen hast, bleiben in jedem Fall.
quick-ideas-help = Die anderen schreiben, was es ihnen schwer macht, bevor sie deine Antworten sehen. Allein bringst du diesen Schritt selbst zu Ende. Mit *ändern* änderst du jede deiner Antworten und damit die Ideen.
quick-ideas-why = Eine Person sieht eine Seite davon. Mehr Antworten zeigen, ob die Ideen zu dem passen, was andere erleben.

quick-kept-invite = Alles ist gespeichert als „{ $project }“. Was es dir schwer macht, sehen die anderen erst, wenn sie selbst geschrieben haben.
quick-kept-alone = Alles ist gespeichert als „{ $project }“. Weiter geht es mit dem, was im Weg steht.
