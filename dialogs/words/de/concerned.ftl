concerned-hours-ask = Wie viele Stunden im Monat hat das Team dafür, alle zusammen?
concerned-hours-two = 2 Stunden
concerned-hours-four = 4 Stunden
concerned-hours-eight = 8 Stunden
concerned-hours-title = Stunden im Monat
concerned-hours-help = Geschätzt reicht. Du kannst das auch überspringen.
concerned-hours-why = Ein Plan soll in die Zeit passen, die es gibt.
concerned-hours-number = Ich brauche eine Zahl von Stunden im Monat, zum Beispiel 3.
concerned-hours-kept = { $count ->
    [one] Also eine Stunde im Monat.
   *[other] Also { $count } Stunden im Monat.
 }

concerned-sponsor-ask = Wer von der Leitung hat dieser Zeit zugestimmt? Ein Name oder eine Funktion reicht.
concerned-sponsor-nobody = Noch niemand
concerned-sponsor-title = wer zugestimmt hat
concerned-sponsor-help = Jemand, der zu dieser Zeit Ja sagen kann, zum Beispiel „Frau Dr. Meier“ oder „die Pflegedienstleitung“. Du kannst das auch überspringen.
concerned-sponsor-why = Zeit, der die Leitung zugestimmt hat, wird einem nicht so leicht wieder genommen.
concerned-sponsor-first = Dann hilft es, erst jemanden zu fragen: Der Plan braucht diese Zeit.
