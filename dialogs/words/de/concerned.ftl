# Die Zeit des Teams, wer ihr zugestimmt hat und wen es betrifft: die Übersicht der Beteiligten.

concerned-hours-ask = Wie viele Stunden im Monat hat das Team dafür, alle zusammen?
concerned-hours-two = 2 Stunden
concerned-hours-four = 4 Stunden
concerned-hours-eight = 8 Stunden
concerned-hours-unknown = Weiß ich noch nicht
concerned-hours-title = Stunden im Monat
concerned-hours-help = Geschätzt reicht, zum Beispiel 3. Du kannst das auch überspringen.
concerned-hours-why = Ein Plan soll in die Zeit passen, die es gibt.
concerned-hours-number = Ich brauche eine Zahl von Stunden im Monat, zum Beispiel 3.
concerned-hours-kept = { $count ->
    [0] Bisher also keine. Sag das ruhig laut, wenn du um Zeit bittest.
    [one] Also eine Stunde im Monat.
   *[other] Also { $count } Stunden im Monat.
 }
concerned-hours-week = woche | wöchentlich

concerned-sponsor-ask = Wer von der Leitung hat dieser Zeit zugestimmt? Ein Name oder eine Funktion reicht.
concerned-sponsor-nobody = Noch niemand
concerned-sponsor-title = wer zugestimmt hat
concerned-sponsor-help = Jemand, der zu dieser Zeit Ja sagen kann, zum Beispiel „Frau Dr. Meier“ oder „die Pflegedienstleitung“. Du kannst das auch überspringen.
concerned-sponsor-why = Zeit, der die Leitung zugestimmt hat, wird einem nicht so leicht wieder genommen.
concerned-sponsor-first = Dann hilft es, erst jemanden zu fragen: Der Plan braucht diese Zeit.

concerned-gains-ask = Nun zu den Leuten außerhalb eures Teams. Wer hat etwas davon, wenn es klappt? Gern mehrere.
concerned-gains-nobody = Niemand, den ich kenne
concerned-gains-title = wer etwas davon hat
concerned-gains-help = Menschen oder Gruppen, zum Beispiel „Hausärzte, Patienten, die Nachtschicht“. Du kannst das auch überspringen.
concerned-gains-why = Wer etwas davon hat, spricht vielleicht dafür und kann dir sagen, was sich lohnt.

concerned-loses-ask = Wer verliert dadurch etwas: Zeit, Geld, Einfluss, eine Gewohnheit?
concerned-loses-nobody = Niemand, den ich kenne
concerned-loses-title = wer etwas verliert
concerned-loses-help = Oft die, die mehr zu tun bekommen, zum Beispiel „Anmeldung, die Nachbarstation“. Du kannst das auch überspringen.
concerned-loses-why = Wer etwas verliert, hat Gründe, die man besser früh hört.

concerned-decides-ask = Wer entscheidet darüber: über Geld, Räume, Regeln, Dienstpläne?
concerned-decides-nobody = Niemand, den ich kenne
concerned-decides-title = wer entscheidet
concerned-decides-help = Menschen oder Gruppen, zum Beispiel „Pflegedienstleitung, IT, die Krankenkasse“. Du kannst das auch überspringen.
concerned-decides-why = Ein Plan wartet manchmal Monate auf jemanden, der es zu spät erfahren hat.

concerned-unasked-ask = Und wen betrifft es, aber meistens fragt niemand danach?
concerned-unasked-nobody = Niemand, den ich kenne
concerned-unasked-title = wer nicht gefragt wird
concerned-unasked-help = Oft Patienten, Angehörige, Reinigung, Transport, Nachtdienst. Du kannst das auch überspringen.
concerned-unasked-why = Sie sehen, was sonst niemand im Team sieht.

concerned-names = Ich brauche Namen von Menschen oder Gruppen mit Kommas dazwischen, zum Beispiel „Hausärzte, Anmeldung“. Jeder kürzer als { $most } Zeichen.
concerned-nobody-words = niemand | keiner | noch niemand | niemand den ich kenne | noch nicht
concerned-off = Nicht mehr in der Übersicht: { $names }.

concerned-reach-whom = Noch offen: { $names }.
concerned-reach-ask = Wie erreicht ihr sie? Alles in einer Nachricht, zum Beispiel „Hausärzte: Telefon; Anmeldung: persönlich“.
concerned-all-words = alle | jeder
concerned-reach-unknown = Weiß ich noch nicht
concerned-reach-title = wie ihr sie erreicht
concerned-reach-help = Ein Name, ein Doppelpunkt und wie: per Telefon, per Mail, in einer Besprechung, über jemanden, den du kennst. Du kannst das auch überspringen.
concerned-reach-why = Später fragt ihr einige davon, was sie denken. Dann hilft es zu wissen, wie.
concerned-reach-form = Ich habe nicht verstanden, wen du meinst. Schreib es bitte so: „Hausärzte: Telefon; Anmeldung: persönlich“.
concerned-reach-stranger = Nicht in der Übersicht: { $names }. Das andere habe ich behalten.

concerned-check-head = Das ist die Übersicht bisher.
concerned-check-ask = Stimmt das so?
concerned-check-yes = Ja
concerned-check-change = Etwas ändern
concerned-check-help = Du kannst jeden Teil ändern, jetzt und später. Alle im Team können das.
concerned-check-why = Das Team sieht sich diese Übersicht an, wenn es entscheidet, wen es fragt.

concerned-map-hours = { $count ->
    [0] Zeit: bisher keine.
    [one] Zeit: eine Stunde im Monat.
   *[other] Zeit: { $count } Stunden im Monat.
 }
concerned-map-sponsor = Zugestimmt hat: { $name }.
concerned-map-no-sponsor = Zugestimmt hat: noch niemand.
concerned-map-gains = Etwas davon haben: { $names }.
concerned-map-loses = Etwas verlieren: { $names }.
concerned-map-decides = Entscheiden: { $names }.
concerned-map-unasked = Meistens nicht gefragt: { $names }.
concerned-map-nobody = Von außerhalb des Teams steht noch niemand darin.
concerned-map-more = { $count } weitere

concerned-which-ask = Was möchtest du ändern?
concerned-which-nothing = Doch nichts
concerned-which-help = Wähl einen Teil. Ich zeige, was dort steht, und frage noch einmal.
concerned-which-why = Wenn du einen Teil änderst, bleibt alles andere, wie es ist.

concerned-patients-ask = Euer Ziel betrifft Patientinnen und Patienten, aber in der Übersicht fehlen sie. Wie könntet ihr sie oder ihre Familien hören?
concerned-patients-council = In einem Patientenbeirat
concerned-patients-in-person = Persönlich
concerned-patients-no = Erst einmal nicht
concerned-patients-help = Viele Häuser haben einen Patientenbeirat oder eine Selbsthilfegruppe. Zwei, drei Leute persönlich zu fragen ist auch ein Anfang.
concerned-patients-why = Patientinnen und Patienten sehen das Angebot von einer Seite, die kein Team sehen kann.
concerned-patients-who = Patienten und Familien
concerned-patients-by-council = Patientenbeirat
concerned-patients-by-in-person = persönlich
concerned-patients-on = Patienten und Familien stehen jetzt in der Übersicht.
concerned-patients-words = patient|famil|angehörige|eltern|klient|selbsthilfe|betroffene

concerned-kept = Danke. Die Übersicht ist beim Projekt gespeichert.
