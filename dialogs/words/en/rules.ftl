# The six principles, and what each says where it speaks. Ways of going on without heeding it are never blamed.

principle-pragmatic = Be pragmatic
principle-focused = Be focused
principle-different = Be different
principle-open = Be open
principle-organised = Be organised
principle-flexible = Be flexible

rule-why-ask = Why? One sentence is enough. It stands in the plan.
rule-why-title = the reason
rule-why-help = For example: “the council meets only in May”, or “we have tried the other way”.
rule-why-why = Whoever reads the plan later sees that you thought of it.
rule-noted = Noted, with your reason.
