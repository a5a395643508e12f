# Die sechs Grundsätze, und was sie sagen, wo sie etwas zu sagen haben. Wer anders weitermacht, bekommt keinen Vorwurf.

principle-pragmatic = Macht es machbar
principle-focused = Bleibt bei einer Sache
principle-different = Denkt einmal anders
principle-open = Hört andere
principle-organised = Klärt, wer es macht
principle-flexible = Bleibt beweglich

rule-why-ask = Warum? Ein Satz genügt. Er steht dann im Plan.
rule-why-title = der Grund
rule-why-help = Zum Beispiel: „Der Beirat tagt erst im Mai“ oder „Das andere haben wir schon versucht“.
rule-why-why = Wer den Plan später liest, sieht, dass ihr daran gedacht habt.
rule-noted = Notiert, mit deinem Grund.
