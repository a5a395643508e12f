# Vorgeschlagene Strategien: warum, und wie wenig das beweist. Sie versprechen nichts: Jede soll etwas ändern.

strategies-why-ours = Wir würden es bei „{ $determinant }“ versuchen: Es soll ändern, { $what }.
strategies-why-beside = Wir würden es bei „{ $determinant }“ versuchen.
strategies-why-same = Fachleute nannten es genau dafür, für „{ $determinant }“.
strategies-why-near = Fachleute nannten es für „{ $construct }“, und das liegt nahe bei „{ $determinant }“.
strategies-why-wider = Fachleute nannten es für „{ $construct }“, und darin steckt mehr als „{ $determinant }“.
strategies-why-touched = Fachleute nannten es für „{ $construct }“, und das hat auch mit „{ $determinant }“ zu tun.
strategies-why-neighbour = Wir würden es bei „{ $via }“ versuchen, und das hat etwas mit „{ $determinant }“ gemeinsam.
strategies-why-kind = Wir kennen niemanden, der es für „{ $determinant }“ nennt; es soll ändern, { $what }.
strategies-why-general = Worum es geht, konnten wir nicht erkennen; wir würden es bei vielem versuchen, was im Weg steht.
strategies-why-tried = Ihr habt es wohl schon versucht, deshalb steht es weiter unten.

strategies-changes-physical-capability = was Menschen körperlich können
strategies-changes-psychological-capability = was die Beteiligten wissen und können
strategies-changes-physical-opportunity = was an Zeit, Geld, Technik und Regeln da ist
strategies-changes-social-opportunity = wer dahintersteht und wie man zusammenarbeitet
strategies-changes-reflective-motivation = was man davon hält und sich vornimmt
strategies-changes-automatic-motivation = was man aus Gewohnheit tut

strategies-caution-share = { $share } % der befragten Fachleute wählten das für ein ähnliches Problem; dass es zu eurem passt, ist unser Schluss. Meinung, kein Beweis.
strategies-caution-few = Nur { $share } % der befragten Fachleute wählten das für ein ähnliches Problem: unser eigenes Urteil, kein Beweis.
strategies-caution-none = Unter den befragten Fachleuten wählte das für ein ähnliches Problem niemand: unser eigenes Urteil, kein Beweis.
strategies-caution-endorsed = Mindestens ein Fünftel der befragten Fachleute wählte das für ein ähnliches Problem; dass es zu eurem passt, ist unser Schluss: Meinung, kein Beweis.
strategies-caution-named = Befragte Fachleute sollen das für ein ähnliches Problem gewählt haben; dass es zu eurem passt, ist unser Schluss: Meinung, kein Beweis.
strategies-caution-ours = Unser eigener Vorschlag, aus keiner Befragung, die wir kennen: ein Urteil, kein Beweis.
strategies-caution-kind = Unser eigener Vorschlag, nur wegen dem, was es ändern soll: ein Urteil, kein Beweis.

strategies-all-ours = All das sind unsere eigenen Vorschläge, ohne eine Befragung von Fachleuten, die wir kennen: ein Urteil, kein Beweis.
strategies-all-guessed = Worum es hier geht, vermuten wir nur.
