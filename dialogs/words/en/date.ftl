# A question for a day, in any flow.

date-none = No date

date-which-ask = Which day do you mean?
date-which-title = which day
date-which-help = Some people write the day first, some the month.
date-which-why = That could be read in two ways.

date-day-ask = That is { $day }. Right?
date-day-yes = Yes
date-day-no = No, another day
date-day-title = the day
date-day-help = “No” lets you write another day.
date-day-why = I read dates back before I keep them.
