# Die Frage nach einem Tag, in jedem Gespräch.

date-none = Ohne festen Tag

date-which-ask = Welchen Tag meinst du?
date-which-title = welcher Tag
date-which-help = Manche schreiben zuerst den Tag, manche zuerst den Monat.
date-which-why = Das lässt sich auf zwei Arten lesen.

date-day-ask = Ich habe verstanden: { $day }. Stimmt das?
date-day-yes = Ja
date-day-no = Nein, ein anderer Tag
date-day-title = der Tag
date-day-help = Mit „Nein“ kannst du einen anderen Tag schreiben.
date-day-why = Bei jedem Datum frage ich nach, bevor ich es festhalte.
